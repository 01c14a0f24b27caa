package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.IndexRange;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.fxmisc.richtext.StyledTextArea;
import org.fxmisc.richtext.model.Paragraph;
import org.fxmisc.richtext.model.SimpleEditableStyledDocument;
import org.fxmisc.richtext.model.TwoDimensional;
import org.fxmisc.richtext.util.UndoUtils;
import org.jspecify.annotations.Nullable;

/** Sets up the text area of a Markdown pane and reads back what it shows. */
final class MarkdownArea {
  private static final int DEEPEST_INDENT = 6;
  private static final String HIGHLIGHT = "highlight-";

  private final StyledTextArea<ParagraphStyle, List<String>> area;

  MarkdownArea() {
    area =
        new StyledTextArea<>(
            ParagraphStyle.EMPTY,
            MarkdownArea::style,
            List.of(),
            (text, styles) -> text.getStyleClass().addAll(styles),
            new SimpleEditableStyledDocument<>(ParagraphStyle.EMPTY, List.of()));
    area.setUndoManager(UndoUtils.noOpUndoManager());
    area.setEditable(false);
    area.setWrapText(true);
    area.setFocusTraversable(false);
    area.setParagraphGraphicFactory(this::margin);
    PassedKeys.of(area);
  }

  StyledTextArea<ParagraphStyle, List<String>> node() {
    return area;
  }

  /** What is selected, as it is shown; the splits of long lines are not in it. */
  String selectedText() {
    IndexRange selection = area.getSelection();
    return selection.getLength() == 0 ? "" : text(selection.getStart(), selection.getEnd());
  }

  /**
   * Gives parts of what is shown one more style class each, and takes those away that were given
   * before.
   */
  void highlight(List<MarkdownPane.Highlight> places) {
    restyle(
        0,
        area.getLength(),
        styles -> styles.stream().filter(one -> !one.startsWith(HIGHLIGHT)).toList());
    for (MarkdownPane.Highlight place : places) {
      restyle(
          Math.clamp(place.from(), 0, area.getLength()),
          Math.clamp(place.to(), 0, area.getLength()),
          styles -> {
            List<String> more = new ArrayList<>(styles);
            more.add(HIGHLIGHT + place.style());
            return List.copyOf(more);
          });
    }
  }

  private void restyle(int from, int to, UnaryOperator<List<String>> change) {
    if (from < to) {
      area.setStyleSpans(from, area.getStyleSpans(from, to).mapStyles(change));
    }
  }

  /** All that is shown. */
  String text() {
    return text(0, area.getLength());
  }

  private String text(int start, int end) {
    var first = area.offsetToPosition(start, TwoDimensional.Bias.Forward);
    StringBuilder text = new StringBuilder();
    int offset = start - first.getMinor();
    for (int i = first.getMajor(); i < area.getParagraphs().size() && offset <= end; i++) {
      Paragraph<ParagraphStyle, String, List<String>> paragraph = area.getParagraph(i);
      int from = Math.max(0, start - offset);
      int to = Math.min(paragraph.length(), end - offset);
      ParagraphStyle style = paragraph.getParagraphStyle();
      StyledMarkdown.appendTo(
          text,
          from == 0 ? style : style.at(style.depth(), style.quotes(), ""),
          paragraph.substring(from, to),
          i == first.getMajor());
      offset += paragraph.length() + 1;
    }
    return text.toString();
  }

  private static void style(TextFlow flow, ParagraphStyle style) {
    List<String> classes = new ArrayList<>();
    classes.add("md-" + style.kind().css());
    if (style.depth() > 0) {
      classes.add("md-li");
    }
    if (style.quotes() > 0) {
      classes.add("md-quote");
    }
    if (style.first()) {
      classes.add("first");
    }
    if (style.last()) {
      classes.add("last");
    }
    flow.getStyleClass().addAll(classes);
  }

  /** Bars of quotes, indents of lists, and the bullet or number. */
  private @Nullable Node margin(int index) {
    if (index < 0 || index >= area.getParagraphs().size()) {
      return null;
    }
    ParagraphStyle style = area.getParagraph(index).getParagraphStyle();
    if (style.quotes() == 0 && style.depth() == 0) {
      return null;
    }
    HBox margin = new HBox();
    margin.getStyleClass().add("md-margin");
    for (int i = 0; i < Math.min(style.quotes(), DEEPEST_INDENT); i++) {
      margin.getChildren().add(region("md-bar"));
    }
    for (int i = 1; i < Math.min(style.depth(), DEEPEST_INDENT); i++) {
      margin.getChildren().add(region("md-indent"));
    }
    if (style.depth() > 0) {
      Text marker = new Text(style.marker());
      marker.getStyleClass().add("md-sign");
      HBox box = new HBox(marker);
      box.getStyleClass().add("md-marker");
      margin.getChildren().add(box);
    }
    return margin;
  }

  private static Region region(String styleClass) {
    Region region = new Region();
    region.getStyleClass().add(styleClass);
    return region;
  }
}
