package app.diptych.ui.fx;

import java.util.List;

/**
 * One paragraph as it is shown.
 *
 * @param style how it is laid out
 * @param texts its text in runs of one style; none when it is empty
 */
public record StyledParagraph(ParagraphStyle style, List<StyledText> texts) {
  public StyledParagraph {
    texts = List.copyOf(texts);
  }

  /** Its text without marker and styles. */
  public String text() {
    return StyledText.textOf(texts);
  }

  StyledParagraph with(ParagraphStyle other) {
    return new StyledParagraph(other, texts);
  }
}
