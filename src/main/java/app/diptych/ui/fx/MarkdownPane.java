package app.diptych.ui.fx;

import static app.diptych.ui.fx.Wording.say;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Shows Markdown while it is being written. What a piece of text costs does not depend on how much
 * is shown already: only the open end is read again. It follows the end of the text until the
 * reader scrolls away. Only for the JavaFX thread.
 */
public final class MarkdownPane extends StackPane {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination SELECT_ALL =
      new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);
  private static final double LINE = 40;

  private final MarkdownArea text = new MarkdownArea();
  private final MarkdownDocument document = new MarkdownDocument(text.node().getContent());
  private final FollowTail follow;
  private final StringBuilder sealed = new StringBuilder();
  private MarkdownStream stream = new MarkdownStream();

  /** An empty pane. */
  public MarkdownPane() {
    Fonts.load();
    getStyleClass().add("markdown-pane");
    // Once in a scene: before that the theme's colours are unknown and each use is a warning.
    sceneProperty().addListener((_, before, _) -> loadStyle(before));
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    setAccessibleText(say("Answer"));
    var frame = new VirtualizedScrollPane<>(text.node());
    follow = new FollowTail(text.node(), frame);
    getChildren().addAll(frame, jumpButton());
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    text.node().setContextMenu(menu());
  }

  /** Adds text behind what is shown; meant to be called once a pulse with all that came. */
  public void append(String markdown) {
    if (!markdown.isEmpty()) {
      document.show(stream.append(markdown));
      follow.textChanged();
      // Here and not in the pulse's own layout, so that the mailbox knows what its text costs.
      text.node().layout();
      notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }
  }

  /**
   * Takes away what was appended last: the first characters stay, counted behind the pieces of
   * {@link #showAll}. What that costs depends on what goes and hardly on what stays.
   */
  public void cut(int length) {
    if (length < stream.length()) {
      document.show(stream.cut(length));
      if (length == 0) {
        follow.stick();
      }
      follow.textChanged();
      text.node().layout();
      notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }
  }

  /**
   * Shows whole pieces of Markdown one below the other. Each begins anew: what one leaves open,
   * such as a fence, ends with it. What is appended afterwards begins anew too.
   */
  public void showAll(List<String> sections) {
    for (String section : sections) {
      append(section);
      sealed.append(stream.source()).append("\n\n");
      stream = new MarkdownStream();
      document.seal();
    }
  }

  /** Empties the pane; it follows again. */
  public void clear() {
    sealed.setLength(0);
    stream = new MarkdownStream();
    document.clear();
    follow.stick();
  }

  /** The Markdown as it was appended. */
  public String markdown() {
    return sealed + stream.source();
  }

  /** What a reader sees, as lines of plain text. */
  public String plainText() {
    return text.text();
  }

  /** What the reader has selected, as plain text, or an empty string. */
  public String selectedText() {
    return text.selectedText();
  }

  /**
   * A part of what is shown that stands out.
   *
   * @param from the first character of {@link #shownText}
   * @param to behind the last one
   * @param style its style class is {@code highlight-} and this
   */
  public record Highlight(int from, int to, String style) {}

  /** The characters on the screen, a line end between two paragraphs. */
  public String shownText() {
    return text.node().getText();
  }

  /** Where the selection begins in {@link #shownText}. */
  public int selectionStart() {
    return text.node().getSelection().getStart();
  }

  /** Behind the last selected character; where it begins when nothing is selected. */
  public int selectionEnd() {
    return text.node().getSelection().getEnd();
  }

  /** Tells when something else is selected, or nothing any more. */
  public void onSelection(Runnable changed) {
    text.node().selectionProperty().addListener((_, _, _) -> changed.run());
  }

  /** Selects what stands there in {@link #shownText}. */
  public void select(int from, int to) {
    text.node().selectRange(from, to);
  }

  public void selectNothing() {
    text.node().deselect();
  }

  /** Lets these parts stand out, and no others any more; text that comes later does not. */
  public void highlight(List<Highlight> places) {
    text.highlight(places);
  }

  /** Whether the end of the text stays in view as it grows. */
  public ReadOnlyBooleanProperty followingProperty() {
    return follow.followingProperty();
  }

  /** How far down the text is scrolled, from 0 to 1; empty when all of it is in view. */
  OptionalDouble position() {
    text.node().layout();
    double hidden = hidden();
    return hidden <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.clamp(text.node().getEstimatedScrollY() / hidden, 0, 1));
  }

  /** Scrolls so far down, from 0 to 1; at the end it follows the text again. */
  void scrollTo(double position) {
    if (position >= 1) {
      jumpToEnd();
    } else if (hidden() > 0) {
      follow.letGo();
      text.node().scrollYToPixel(position * hidden());
    }
  }

  private double hidden() {
    return text.node().getTotalHeightEstimate() - text.node().getViewportHeight();
  }

  /**
   * Shows and marks the paragraph that ends the first characters, counted behind the pieces of
   * {@link #showAll}.
   */
  public void reveal(int length) {
    int paragraph = document.paragraph(stream.paragraphs(length));
    follow.letGo();
    text.node().selectRange(paragraph, 0, paragraph, text.node().getParagraphLength(paragraph));
    text.node().showParagraphInViewport(paragraph);
  }

  /** Shows the beginning of the text and stays there. */
  public void showBeginning() {
    follow.letGo();
    text.node().showParagraphAtTop(0);
  }

  /** Shows the end of the text and follows it again. */
  public void jumpToEnd() {
    text.node().deselect();
    follow.stick();
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.TEXT
        ? plainText()
        : super.queryAccessibleAttribute(attribute, parameters);
  }

  private void loadStyle(@Nullable Scene before) {
    if (before == null && getStylesheets().isEmpty() && !Styles.dressed(getScene())) {
      getStylesheets().add("/styles/markdown.css");
    }
  }

  private Button jumpButton() {
    Button jump = new Button(null, new FontIcon(Feather.ARROW_DOWN));
    jump.getStyleClass().addAll("button-circle", "jump-to-end");
    Tip.on(jump, say("Jump to the end (End)"));
    jump.setAccessibleText(say("Jump to the end"));
    jump.setFocusTraversable(false);
    jump.setOnAction(_ -> jumpToEnd());
    jump.visibleProperty().bind(follow.moreBelowProperty());
    setAlignment(jump, Pos.BOTTOM_RIGHT);
    return jump;
  }

  private ContextMenu menu() {
    MenuItem copy = new MenuItem(say("Copy"));
    copy.setAccelerator(COPY);
    copy.setOnAction(_ -> copy(selectedText()));
    MenuItem source = new MenuItem(say("Copy all as Markdown"));
    source.setOnAction(_ -> copy(VisibleText.ofLines(markdown())));
    MenuItem all = new MenuItem(say("Select all"));
    all.setAccelerator(SELECT_ALL);
    all.setOnAction(_ -> text.node().selectAll());
    ContextMenu menu = new ContextMenu(copy, source, new SeparatorMenuItem(), all);
    menu.setOnShowing(_ -> copy.setDisable(text.node().getSelection().getLength() == 0));
    return menu;
  }

  private static void copy(String plain) {
    if (!plain.isEmpty()) {
      ClipboardContent content = new ClipboardContent();
      content.putString(plain);
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  private void keyPressed(KeyEvent event) {
    if (COPY.match(event)) {
      copy(selectedText());
      event.consume();
    } else if (SELECT_ALL.match(event)) {
      text.node().selectAll();
      event.consume();
    } else if (!event.isShiftDown() && !event.isAltDown() && scrolls(event.getCode())) {
      event.consume();
    }
  }

  /** Keys move the view and not an invisible caret. */
  private boolean scrolls(KeyCode key) {
    double page = Math.max(LINE, text.node().getViewportHeight() - LINE);
    switch (key) {
      case UP -> up(LINE);
      case PAGE_UP -> up(page);
      case DOWN -> down(LINE);
      case PAGE_DOWN -> down(page);
      case HOME -> {
        follow.letGo();
        text.node().showParagraphAtTop(0);
      }
      case END -> jumpToEnd();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void up(double pixels) {
    if (text.node().getEstimatedScrollY() > 0) {
      follow.letGo();
      text.node().scrollYBy(-pixels);
    }
  }

  private void down(double pixels) {
    text.node().scrollYBy(pixels);
    follow.checkSoon();
  }
}
