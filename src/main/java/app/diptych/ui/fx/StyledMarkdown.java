package app.diptych.ui.fx;

import java.util.List;

/**
 * Markdown as it is shown: paragraphs of styled text, and no toolkit.
 *
 * @param paragraphs from top to bottom
 */
public record StyledMarkdown(List<StyledParagraph> paragraphs) {
  public StyledMarkdown {
    paragraphs = List.copyOf(paragraphs);
  }

  /** The same as streaming the text, in pieces of any size. */
  public static StyledMarkdown of(String markdown) {
    return new MarkdownStream().append(markdown).all();
  }

  /** What a reader sees: no Markdown signs, bullets and numbers where they are shown. */
  public String plainText() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < paragraphs.size(); i++) {
      appendTo(text, paragraphs.get(i).style(), paragraphs.get(i).text(), i == 0);
    }
    return text.toString();
  }

  /** Adds a paragraph the way it is copied. */
  static void appendTo(StringBuilder text, ParagraphStyle style, String line, boolean start) {
    if (!start) {
      text.append(style.join().text());
    }
    if (!style.marker().isEmpty()) {
      text.repeat("  ", style.depth() - 1).append(style.marker()).append(' ');
    }
    text.append(line);
  }
}
