package app.diptych.report.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A metric as tables name it: what is measured, and which statistic of it. */
public record MetricName(Measure measure, Statistic statistic) {
  private static final int LONGEST = 200;

  /** What stands in brackets tells units and sources, seldom the metric. */
  private static final Pattern BRACKETS = Pattern.compile("[(\\[][^)\\]]*[)\\]]");

  private static final Pattern MARKS =
      Pattern.compile("[*_`#:]+|(?<=\\p{L})[-\u2010\u2011](?=\\p{L})");

  /**
   * Reads a label such as {@code P95 Latency (ms)} or {@code Time to First Token}.
   *
   * @return empty when it names no metric that is known here
   */
  public static Optional<MetricName> of(String label) {
    if (label.length() > LONGEST) {
      return Optional.empty();
    }
    String all = plain(label);
    String bare = bare(label);
    Statistic statistic = Statistic.of(all);
    for (String text : new String[] {bare, all}) {
      for (Measure measure : Measure.IN_ORDER) {
        if (measure.isNamedIn(text)
            && !measure.isRuledOutBy(all)
            && !Unit.rulesOut(label, measure.dimension())) {
          return Optional.of(
              new MetricName(measure, measure.spreads() ? statistic : Statistic.MEAN));
        }
      }
    }
    boolean time = Unit.inLabel(label).filter(unit -> unit.is(Measure.Dimension.TIME)).isPresent();
    return time && Statistic.alone(label)
        ? Optional.of(new MetricName(Measure.E2E, statistic))
        : Optional.empty();
  }

  /** For example {@code p95 E2E} or {@code error rate}. */
  public String words() {
    boolean plain =
        !measure.spreads()
            || (measure == Measure.ANSWER_LENGTH && statistic.equals(Statistic.MEAN));
    return plain ? measure.words() : statistic.words() + " " + measure.words();
  }

  /** In lower case, without marks and what stands in brackets. */
  static String bare(String label) {
    return label.length() > LONGEST ? "" : plain(BRACKETS.matcher(label).replaceAll(" "));
  }

  private static String plain(String label) {
    return MARKS
        .matcher(label.toLowerCase(Locale.ROOT))
        .replaceAll(" ")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
