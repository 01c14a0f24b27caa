package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.CastVote.Span;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.MarkdownPane.Highlight;
import app.diptych.ui.review.Alignment.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One answer without a name, the places that were marked in it, and what marks them. */
final class AnswerCard extends VBox {
  private static final int QUOTED = 40;
  private static final double TAGS_WIDTH = 480;

  private final MarkdownPane pane = new MarkdownPane();
  private final FlowPane marks = new FlowPane();
  private final FlowPane tags = new FlowPane();
  private String markdown = "";
  private @Nullable Alignment alignment;

  /** Hears what the reader marks. */
  interface Marker {
    /** That place of the answer's Markdown. */
    void mark(int from, int to, MarkTag tag);
  }

  /**
   * @param side left or right, in style sheets
   * @param name the same, for people
   */
  AnswerCard(String side, String name, Marker marker) {
    getStyleClass().addAll("card", "voting-answer");
    Label title = new Label(name);
    title.getStyleClass().addAll("muted", "small-text");
    pane.getStyleClass().add("review-" + side);
    pane.setAccessibleText(say("%s answer").formatted(name));
    pane.setMinSize(0, 0);
    StackPane text = new StackPane(pane, tags(marker));
    text.setMinSize(0, 0);
    VBox.setVgrow(text, Priority.ALWAYS);
    marks.getStyleClass().add("voting-marks");
    marks.setManaged(false);
    marks.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(title, text, marks);
    setMinWidth(0);
    setPrefWidth(0);
    HBox.setHgrow(this, Priority.ALWAYS);
    pane.onSelection(() -> tags.setVisible(isMarkable()));
  }

  private FlowPane tags(Marker marker) {
    for (MarkTag tag : MarkTag.values()) {
      Label cap = new Label(tag.key());
      cap.getStyleClass().add("key-cap");
      Button button = new Button(tag.words(), cap);
      button.getStyleClass().addAll("small", "flat");
      button.setAccessibleText(say("Mark as %s").formatted(tag.words()));
      button.setFocusTraversable(false);
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(_ -> mark(tag, marker));
      tags.getChildren().add(button);
    }
    tags.getStyleClass().add("mark-tags");
    tags.setVisible(false);
    tags.setMinWidth(0);
    tags.setPrefWrapLength(TAGS_WIDTH);
    tags.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(tags, Pos.BOTTOM_CENTER);
    return tags;
  }

  /** Shows that answer, and no marks; what is shown already is left alone. */
  void show(String text) {
    if (!text.equals(markdown) || pane.markdown().isEmpty()) {
      begin();
      grow(text, text.length());
      pane.showBeginning();
    }
  }

  /** Shows nothing. */
  void begin() {
    pane.clear();
    markdown = "";
    alignment = null;
    marks.getChildren().clear();
    marks.setManaged(false);
  }

  /** Shows so much of the text from its beginning, which only grows. */
  void grow(String text, int to) {
    if (to > markdown.length()) {
      pane.append(text.substring(markdown.length(), to));
      markdown = text.substring(0, to);
      alignment = null;
    }
  }

  private Alignment alignment() {
    Alignment known = alignment;
    if (known == null) {
      known = new Alignment(markdown, pane.shownText());
      alignment = known;
    }
    return known;
  }

  /** Whether something is selected that can be marked. */
  boolean isMarkable() {
    return pane.selectionEnd() > pane.selectionStart();
  }

  /** Marks what is selected. */
  void mark(MarkTag tag, Marker marker) {
    Place place = alignment().toSource(pane.selectionStart(), pane.selectionEnd());
    pane.selectNothing();
    if (place != null) {
      marker.mark(place.from(), place.to(), tag);
    }
  }

  /**
   * Shows those places.
   *
   * @param gone told of one that is to be taken away
   */
  void showMarks(List<Span> spans, Consumer<Span> gone) {
    if (spans.isEmpty() && marks.getChildren().isEmpty()) {
      return;
    }
    List<Highlight> places = new ArrayList<>();
    List<Node> chips = new ArrayList<>();
    for (Span span : spans) {
      String style = MarkTag.of(span.tag()).map(MarkTag::style).orElse("mark-doubt");
      Place place = alignment().toShown(span.from(), span.to());
      if (place != null) {
        places.add(new Highlight(place.from(), place.to(), style));
        chips.add(chip(span, pane.shownText().substring(place.from(), place.to()), style, gone));
      }
    }
    pane.highlight(places);
    marks.getChildren().setAll(chips);
    marks.setManaged(!chips.isEmpty());
  }

  private static Button chip(Span span, String words, String style, Consumer<Span> gone) {
    String line = words.replaceAll("\\s+", " ").strip();
    String quoted = line.length() > QUOTED ? line.substring(0, QUOTED - 1) + "\u2026" : line;
    String tag = MarkTag.of(span.tag()).map(MarkTag::words).orElse(span.tag());
    Button chip = new Button(tag + ": " + quoted, Icon.CLOSE.node());
    chip.setMnemonicParsing(false);
    chip.getStyleClass().addAll("small", "mark-chip", style);
    chip.setAccessibleText(say("Take the mark away: %s, %s").formatted(tag, quoted));
    chip.setOnAction(_ -> gone.accept(span));
    return chip;
  }

  MarkdownPane pane() {
    return pane;
  }
}
