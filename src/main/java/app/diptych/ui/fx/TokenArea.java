package app.diptych.ui.fx;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
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
    StringBuilder text = new StringBuilder();
    StyleSpansBuilder<Collection<String>> styles = new StyleSpansBuilder<>(pieces.size());
    for (Piece piece : pieces) {
      // A carriage return would become a line of its own, or vanish, and move what follows.
      String shown = folded(VisibleText.ofLines(piece.text().replace('\r', ' ')));
      text.append(shown);
      styles.add(List.of(piece.styleClass()), shown.length());
      end(from + text.length());
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
  private String folded(String shown) {
    boolean word = line >= LONG_LINE && shown.startsWith(" ");
    String folded = shown;
    if (word || line >= LONGEST_LINE) {
      folded = "\n" + (word ? shown.substring(1) : shown);
    }
    int last = folded.lastIndexOf('\n');
    line = last < 0 ? line + folded.length() : folded.length() - last - 1;
    return folded;
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
    current = NONE;
    area.clear();
    follow.stick();
  }

  /** Marks a piece and brings it into view, as if the reader pointed at it. */
  public void reveal(int piece) {
    follow.letGo();
    select(Math.clamp(piece, 0, Math.max(0, size - 1)));
  }

  /** All that is shown. */
  public String text() {
    return area.getText();
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
