package app.diptych.report.check;

import java.util.List;

/**
 * Something in a published table that cannot be, or hardly.
 *
 * @param rule its name, for example {@code ttft-within-e2e}
 * @param subject the model it is about
 * @param numbers the figures that do not go together, as printed or as computed, mostly two
 * @param sentence what is wrong and which law says so
 */
public record Finding(
    Severity severity, String rule, String subject, List<String> numbers, String sentence) {
  public Finding {
    numbers = List.copyOf(numbers);
  }

  /** How bad it is. */
  public enum Severity {
    /** Not both figures can be right. */
    CONTRADICTION,
    /** Possible, and unlikely or unsaid. */
    DOUBT
  }
}
