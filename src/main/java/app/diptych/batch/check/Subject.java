package app.diptych.batch.check;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is checked of an answer.
 *
 * @param failure why there is no whole answer, in a sentence; null when there is one
 * @param latencyMs from the sending to the last byte, in milliseconds; null when unknown
 * @param ttftMs from the sending to the first token, in milliseconds; null when unknown
 * @param cost what it cost, in the currency of its price; null when nobody knows
 */
public record Subject(
    String text,
    @Nullable String failure,
    @Nullable String finishReason,
    @Nullable Double latencyMs,
    @Nullable Double ttftMs,
    @Nullable BigDecimal cost) {

  /** An answer of which nothing but the text is known. */
  public static Subject of(String text) {
    return new Subject(text, null, "stop", null, null, null);
  }
}
