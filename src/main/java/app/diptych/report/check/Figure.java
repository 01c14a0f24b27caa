package app.diptych.report.check;

import java.util.Locale;

/**
 * One figure of a published table.
 *
 * @param subject the model it is of, as the table has it
 * @param label the row or column it stands in, as the table has it
 * @param cell as the table has it
 * @param table the heading above the table and its number, for people
 * @param samples how many it rests on, as it is said beside it; 0 when it is not
 */
public record Figure(
    MetricName metric,
    String subject,
    Printed printed,
    String label,
    String cell,
    String table,
    int samples) {

  /** Subjects that are written a little differently are the same. */
  String key() {
    return key(subject);
  }

  static String key(String subject) {
    String bare = subject.replaceAll("\\([^)]*\\)", "").toLowerCase(Locale.ROOT);
    String letters = bare.replaceAll("[^\\p{L}\\p{N}]", "");
    return letters.isEmpty() ? subject.strip() : letters;
  }

  /** For example {@code mean TTFT 180ms}. */
  String words() {
    return metric.words() + " " + cell.replaceAll("[*`]", "").strip();
  }

  /**
   * Whether it is surely more than the other one, rounding allowed for.
   *
   * @param other of the same dimension
   */
  boolean isSurelyAbove(Figure other) {
    return printed.low() != null
        && other.printed.high() != null
        && printed.value().compareTo(other.printed.value()) > 0
        && printed.low().compareTo(other.printed.high()) >= 0;
  }
}
