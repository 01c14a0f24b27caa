package app.diptych.ui.fx;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.IndexRange;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.util.UndoUtils;
import org.jspecify.annotations.Nullable;

/**
 * Shows text made of pieces, each with a style of its own, and tells which one the reader points at
 * with the mouse or the arrow keys. It follows the end of the text until the reader scrolls away.
 * Only for the JavaFX thread.
 */
public final class TokenArea extends StackPane {
  private static final Duration POINTED = Duration.ofMillis(80);
  private static final int NONE = -1;
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  /** Characters after which a line ends with the next word, and after which it ends at once. */
  private static final int LONG_LINE = 600;

  private static final int LONGEST_LINE = 900;

  private final StyleClassedTextArea area = new StyleClassedTextArea();
  private final FollowTail follow;
  private IntConsumer pointed = _ -> {};
  private int[] ends = new int[64];
  private int size;
  private int current = NONE;
  private boolean selecting;

  /** Characters since the last end of a line. */
  private int line;

  /** Where a line was folded, and what stood there. */
  private final NavigableMap<Integer, String> folds = new TreeMap<>();

  /** A piece of the text. */
  public record Piece(String text, String styleClass) {}

  /** An empty area. */
  public TokenArea() {
    getStyleClass().add("token-area");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    area.setEditable(false);
    area.setWrapText(true);
    area.setFocusTraversable(false);
    area.setUndoManager(UndoUtils.noOpUndoManager());
    area.setMouseOverTextDelay(POINTED);
    PassedKeys.of(area);
    area.addEventHandler(
        MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> point(at(event.getCharacterIndex())));
    area.caretPositionProperty()
        .addListener((_, _, caret) -> {
          if (!selecting && size > 0) {
            point(at(caret));
          }
        });
    VirtualizedScrollPane<StyleClassedTextArea> frame = new VirtualizedScrollPane<>(area);
    follow = new FollowTail(area, frame);
    getChildren().add(frame);
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  /**
   * @param listener told the number of the piece that the reader points at
   */
  public void whenPointed(IntConsumer listener) {
    pointed = listener;
  }

  /** Adds pieces behind what is shown. */
  public void append(List<Piece> pieces) {
    if (pieces.isEmpty()) {
      return;
    }
    int from = area.getLength();
    int last = from;
    StringBuilder text = new StringBuilder();
    StyleSpansBuilder<Collection<String>> styles = new StyleSpansBuilder<>(pieces.size());
    for (Piece piece : pieces) {
      // A carriage return would become a line of its own, or vanish, and move what follows.
      String shown = VisibleText.ofLines(piece.text().replace('\r', ' '));
      text.append(folded(shown, from + text.length()));
      styles.add(List.of(piece.styleClass()), from + text.length() - last);
      end(from + text.length());
      last = from + text.length();
    }
    area.appendText(text.toString());
    area.setStyleSpans(from, styles.create());
    follow.textChanged();
    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
  }

  /**
   * A line that goes on and on is folded between two words, or anywhere where there are none: each
   * piece has a style of its own, and a paragraph is laid out as a whole with each one that comes.
   */
  private String folded(String shown, int at) {
    boolean word = shown.startsWith(" ");
    boolean ends = shown.isEmpty() || shown.charAt(word && shown.length() > 1 ? 1 : 0) == '\n';
    String folded = shown;
    if (!ends && line >= (word ? LONG_LINE : LONGEST_LINE)) {
      folds.put(at, word ? " " : "");
      folded = "\n" + (word ? shown.substring(1) : shown);
    }
    int last = folded.lastIndexOf('\n');
    line = last < 0 ? line + folded.length() : folded.length() - last - 1;
    return folded;
  }

  /** A part of what is shown as it was said, without the folds. */
  private String said(int from, int to) {
    StringBuilder said = new StringBuilder(area.getText(from, to));
    folds
        .subMap(from, true, to, false)
        .descendingMap()
        .forEach((at, was) -> said.replace(at - from, at - from + 1, was));
    return said.toString();
  }

  private void end(int at) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size++] = at;
  }

  /** Empties the area. */
  public void clear() {
    size = 0;
    line = 0;
    folds.clear();
    current = NONE;
    area.clear();
    follow.stick();
  }

  /** Marks a piece and brings it into view, as if the reader pointed at it. */
  public void reveal(int piece) {
    follow.letGo();
    select(Math.clamp(piece, 0, Math.max(0, size - 1)));
  }

  /** All that is shown, as it was said. */
  public String text() {
    return said(0, area.getLength());
  }

  /** The characters of the longest line; for tests of what is seen. */
  int longestLine() {
    return area.getParagraphs().stream().mapToInt(line -> line.length()).max().orElse(0);
  }

  /** The style of a piece that is shown; for tests of what is seen. */
  String styleOf(int piece) {
    return String.join(" ", area.getStyleOfChar(start(piece)));
  }

  private int start(int piece) {
    return piece == 0 ? 0 : ends[piece - 1];
  }

  /** The piece in which that character is. */
  private int at(int character) {
    int found = Arrays.binarySearch(ends, 0, size, character + 1);
    return Math.min(found >= 0 ? found : -found - 1, size - 1);
  }

  private void point(int piece) {
    current = piece;
    if (piece >= 0) {
      pointed.accept(piece);
    }
  }

  private void select(int piece) {
    if (piece >= size) {
      return;
    }
    selecting = true;
    area.selectRange(start(piece), ends[piece]);
    area.requestFollowCaret();
    selecting = false;
    point(piece);
  }

  private void keyPressed(KeyEvent event) {
    IndexRange chosen = area.getSelection();
    if (COPY.match(event) && chosen.getLength() > 0) {
      ClipboardContent content = new ClipboardContent();
      content.putString(said(chosen.getStart(), chosen.getEnd()));
      Clipboard.getSystemClipboard().setContent(content);
      event.consume();
      return;
    }
    boolean plain = !event.isShiftDown() && !event.isAltDown() && !event.isShortcutDown();
    if (plain && (event.getCode() == KeyCode.RIGHT || event.getCode() == KeyCode.LEFT)) {
      int step = event.getCode() == KeyCode.RIGHT ? 1 : -1;
      follow.letGo();
      select(Math.clamp((long) current + step, 0, Math.max(0, size - 1)));
      event.consume();
    }
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.TEXT
        ? text()
        : super.queryAccessibleAttribute(attribute, parameters);
  }
}
