package app.diptych.report.check;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which number stands for many.
 *
 * @param percent of a percentile, between 0 and 100; null for all others
 */
public record Statistic(Kind kind, @Nullable BigDecimal percent) {
  /** The kinds there are. */
  public enum Kind {
    MEAN,
    PERCENTILE,
    LEAST,
    MOST,
    DEVIATION
  }

  public static final Statistic MEAN = new Statistic(Kind.MEAN, null);

  private static final Pattern PERCENTILE =
      Pattern.compile(
          "\\b(?:p|tp|perc(?:entile)? ?)(\\d{1,2}(?:\\.\\d{1,3})?)(?![\\d%])"
              + "|\\b(\\d{1,2}(?:\\.\\d{1,3})?) ?(?:st|nd|rd|th)?[ %]?perc(?:entile)?\\b");
  private static final Pattern MEDIAN = Pattern.compile("\\b(?:median|med)\\b");
  private static final Pattern MOST =
      Pattern.compile("\\b(?:max|maximum|worst|slowest|highest)\\b|^peak\\b");
  private static final Pattern LEAST = Pattern.compile("\\b(?:min|minimum|fastest|lowest)\\b");
  private static final Pattern DEVIATION =
      Pattern.compile("\\b(?:std|sd|stddev|standard deviation|deviation)\\b");

  /** A label that names a statistic and nothing else, apart from a unit. */
  private static final Pattern ALONE =
      Pattern.compile(
          "(?:mean|average|avg|median|med|min|minimum|lowest|max|maximum|highest"
              + "|std ?(?:dev)?|stddev|sd|standard deviation|deviation"
              + "|(?:p|tp|perc(?:entile)? ?)\\d{1,2}(?:\\.\\d{1,3})?"
              + "|\\d{1,2}(?:\\.\\d{1,3})? ?(?:st|nd|rd|th)?[ %]?perc(?:entile)?)"
              + "(?:,? (?:ms|s))?");

  public static Statistic percentile(String percent) {
    return new Statistic(Kind.PERCENTILE, new BigDecimal(percent).stripTrailingZeros());
  }

  /** Whether a label names a statistic and nothing else, such as {@code p99 (ms)}. */
  static boolean alone(String label) {
    return ALONE.matcher(MetricName.bare(label)).matches();
  }

  /** Of any label; the mean when none is named. */
  static Statistic in(String label) {
    return of(MetricName.bare(label));
  }

  /** Of a label in lower case; the mean when none is named. */
  static Statistic of(String plain) {
    Matcher percentile = PERCENTILE.matcher(plain);
    if (percentile.find()) {
      String percent = percentile.group(1) == null ? percentile.group(2) : percentile.group(1);
      return new BigDecimal(percent).signum() == 0
          ? new Statistic(Kind.LEAST, null)
          : percentile(percent);
    }
    if (MEDIAN.matcher(plain).find()) {
      return percentile("50");
    }
    if (MOST.matcher(plain).find()) {
      return new Statistic(Kind.MOST, null);
    }
    if (LEAST.matcher(plain).find()) {
      return new Statistic(Kind.LEAST, null);
    }
    return DEVIATION.matcher(plain).find() ? new Statistic(Kind.DEVIATION, null) : MEAN;
  }

  /** For example {@code p95}. */
  public String words() {
    return switch (kind) {
      case MEAN -> "mean";
      case PERCENTILE -> "p" + (percent == null ? "" : percent.toPlainString());
      case LEAST -> "lowest";
      case MOST -> "highest";
      case DEVIATION -> "deviation of";
    };
  }

  /** Where it stands in the order of values, 0 to 100; null when it has no place there. */
  @Nullable BigDecimal place() {
    return switch (kind) {
      case LEAST -> BigDecimal.ZERO;
      case MOST -> BigDecimal.valueOf(100);
      case PERCENTILE -> percent;
      case MEAN, DEVIATION -> null;
    };
  }
}
