package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import org.fxmisc.richtext.model.EditableStyledDocument;
import org.fxmisc.richtext.model.Paragraph;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyledSegment;

/** Brings what is on the screen up to date with one change that begins where the text differs. */
final class MarkdownDocument {
  private final EditableStyledDocument<ParagraphStyle, String, List<String>> content;
  private List<StyledParagraph> tail = List.of();
  private int committed;
  private int sealed;

  MarkdownDocument(EditableStyledDocument<ParagraphStyle, String, List<String>> content) {
    this.content = content;
  }

  void clear() {
    tail = List.of();
    committed = 0;
    sealed = 0;
    content.replace(0, content.length(), document(List.of(empty(ParagraphStyle.EMPTY))));
  }

  /** What is shown now stays; the next update begins below it. */
  void seal() {
    committed += tail.size();
    sealed = committed;
    tail = List.of();
  }

  /** The paragraph that is the last of so many of the text behind what is sealed. */
  int paragraph(int count) {
    return Math.clamp(sealed + count - 1, 0, content.getParagraphs().size() - 1);
  }

  /** Goes back: what is shown below the paragraphs that are kept is brought up to date. */
  void show(MarkdownStream.Cut cut) {
    committed = sealed + cut.kept();
    // One more than are needed, so that what is too much is seen to be there.
    tail = shown(committed, 1 + cut.update().committed().size() + cut.update().tail().size());
    show(cut.update());
  }

  /** Paragraphs as they are on the screen, which is all that is known of committed ones. */
  private List<StyledParagraph> shown(int first, int most) {
    List<StyledParagraph> paragraphs = new ArrayList<>();
    int end = Math.min(content.getParagraphs().size(), first + most);
    for (int i = first; i < end; i++) {
      Paragraph<ParagraphStyle, String, List<String>> paragraph = content.getParagraphs().get(i);
      List<StyledText> texts = new ArrayList<>();
      for (StyledSegment<String, List<String>> segment : paragraph.getStyledSegments()) {
        if (!segment.getSegment().isEmpty()) {
          texts.add(new StyledText(segment.getSegment(), segment.getStyle()));
        }
      }
      paragraphs.add(new StyledParagraph(paragraph.getParagraphStyle(), texts));
    }
    return paragraphs;
  }

  void show(MarkdownStream.Update update) {
    List<StyledParagraph> next = new ArrayList<>(update.committed());
    next.addAll(update.tail());
    int same = 0;
    while (same < Math.min(tail.size(), next.size()) && tail.get(same).equals(next.get(same))) {
      same++;
    }
    if (same < Math.max(tail.size(), next.size())) {
      replaceFrom(same, next);
    }
    committed += update.committed().size();
    tail = update.tail();
  }

  private void replaceFrom(int same, List<StyledParagraph> next) {
    int paragraph = committed + same;
    int column =
        same < Math.min(tail.size(), next.size()) ? keep(tail.get(same), next.get(same)) : 0;
    List<StyledParagraph> fresh = new ArrayList<>();
    int start = 0;
    if (column > 0) {
      StyledParagraph first = next.get(same);
      fresh.add(new StyledParagraph(first.style(), StyledText.from(first.texts(), column)));
      fresh.addAll(next.subList(same + 1, next.size()));
      start = content.position(paragraph, column).toOffset();
    } else {
      fresh.addAll(next.subList(same, next.size()));
      if (paragraph > 0) {
        // From the end of the paragraph above, so that the new ones bring styles of their own.
        int above = paragraph - 1;
        fresh.addFirst(empty(content.getParagraphs().get(above).getParagraphStyle()));
        start = content.position(above, content.getParagraphs().get(above).length()).toOffset();
      }
    }
    if (fresh.isEmpty()) {
      fresh.add(empty(ParagraphStyle.EMPTY));
    }
    content.replace(start, content.length(), document(fresh));
  }

  /** How much of a paragraph can stay as it is. */
  private static int keep(StyledParagraph old, StyledParagraph next) {
    return old.style().equals(next.style())
        ? StyledText.commonPrefix(old.texts(), next.texts())
        : 0;
  }

  private static StyledParagraph empty(ParagraphStyle style) {
    return new StyledParagraph(style, List.of());
  }

  private static ReadOnlyStyledDocument<ParagraphStyle, String, List<String>> document(
      List<StyledParagraph> paragraphs) {
    var builder =
        new ReadOnlyStyledDocumentBuilder<ParagraphStyle, String, List<String>>(
            SegmentOps.styledTextOps(), ParagraphStyle.EMPTY);
    for (StyledParagraph paragraph : paragraphs) {
      builder.addParagraph(segments(paragraph), paragraph.style());
    }
    return builder.build();
  }

  private static List<StyledSegment<String, List<String>>> segments(StyledParagraph paragraph) {
    List<StyledSegment<String, List<String>>> segments = new ArrayList<>();
    for (StyledText text : paragraph.texts()) {
      segments.add(new StyledSegment<>(text.text(), text.styles()));
    }
    if (segments.isEmpty()) {
      segments.add(new StyledSegment<>("", List.of()));
    }
    return segments;
  }
}
