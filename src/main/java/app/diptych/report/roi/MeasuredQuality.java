package app.diptych.report.roi;

import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Wilson;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How good the model that is gone to was seen to be.
 *
 * @param basis what was counted
 * @param reached how many of them it won or passed, a tie as half of one
 * @param all how many there are, at least 1
 * @param independent how many of them its interval is of: fewer than all where many go together, as
 *     those on one prompt do
 * @param share of them, with its 95 % interval
 * @param source where they were counted, for people
 */
public record MeasuredQuality(
    Basis basis, double reached, long all, long independent, Estimate share, String source) {
  private static final String TYPED = "typed, taken for independent";
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final Pattern HALVES = Pattern.compile("\\d{1,9}(?:\\.[05])?");
  private static final Pattern SLASH = Pattern.compile("\\s*/\\s*");

  /** What quality is a share of. */
  public enum Basis {
    VERDICTS("verdicts"),
    CHECKS("checks");

    private final String words;

    Basis(String words) {
      this.words = words;
    }

    /** Several of them. */
    public String words() {
      return words;
    }
  }

  /**
   * Verdicts on the model that is gone to against the one that is left, as people type them: {@code
   * 54/12/54} for won, tied and lost, or {@code 60/120} for won of all, where a tie is half won.
   * Lost are also those that found both bad. The interval takes them for independent, and is a
   * little too wide where many are tied.
   *
   * @param option where it was typed
   * @throws IllegalArgumentException when it is none, or there are none, with a sentence
   */
  public static MeasuredQuality verdicts(String option, String typed) {
    String[] parts = SLASH.split(typed.strip(), -1);
    if (parts.length == 3 && Arrays.stream(parts).allMatch(part -> COUNT.matcher(part).matches())) {
      long won = Long.parseLong(parts[0]);
      long tied = Long.parseLong(parts[1]);
      long lost = Long.parseLong(parts[2]);
      return typed(option, Basis.VERDICTS, won + tied / 2.0, won + tied + lost);
    }
    if (parts.length == 2
        && HALVES.matcher(parts[0]).matches()
        && COUNT.matcher(parts[1]).matches()) {
      return typed(option, Basis.VERDICTS, Double.parseDouble(parts[0]), Long.parseLong(parts[1]));
    }
    throw new IllegalArgumentException(
        "%s: \"%s\" is no count of verdicts, such as 54/12/54 (won, tied, lost) or 60/120 (won of all)."
            .formatted(option, typed.strip()));
  }

  /**
   * Checks of its answers, as people type them: {@code 48/120} for passed of all.
   *
   * @param option where it was typed
   * @throws IllegalArgumentException when it is none, or there are none, with a sentence
   */
  public static MeasuredQuality checks(String option, String typed) {
    String[] parts = SLASH.split(typed.strip(), -1);
    if (parts.length != 2
        || !Arrays.stream(parts).allMatch(part -> COUNT.matcher(part).matches())) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no count of checks, such as 48/120 (passed of all)."
              .formatted(option, typed.strip()));
    }
    return typed(option, Basis.CHECKS, Double.parseDouble(parts[0]), Long.parseLong(parts[1]));
  }

  private static MeasuredQuality typed(String option, Basis basis, double reached, long all) {
    if (all == 0) {
      throw new IllegalArgumentException(
          "%s: of no %s nothing is known, so leave it out.".formatted(option, basis.words()));
    }
    if (reached > all) {
      throw new IllegalArgumentException(
          "%s: %s of %d %s cannot be.".formatted(option, number(reached), all, basis.words()));
    }
    return of(basis, reached, all, all, TYPED);
  }

  /**
   * With Wilson's interval of the same share of so many as are independent.
   *
   * @param independent from 1 to {@code all}
   */
  public static MeasuredQuality of(
      Basis basis, double reached, long all, long independent, String source) {
    double value = reached / all;
    Estimate sure = wilson(value, independent);
    return new MeasuredQuality(
        basis,
        reached,
        all,
        independent,
        new Estimate(value, Math.min(sure.low(), value), Math.max(sure.high(), value), all),
        source);
  }

  /** A share of so many, which need be no whole number of them. */
  static Estimate wilson(double share, long of) {
    return Wilson.share(Math.min((double) of, share * of), of).orElseThrow();
  }

  /** As somebody would type it. */
  public String typed() {
    return number(reached) + "/" + all;
  }

  /**
   * For example {@code 40.0 % (31.7 % to 48.9 %), 48 of 120 verdicts, typed, taken for
   * independent}.
   */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f %% to %.1f %%), %s of %d %s, %s",
        100 * share.value(),
        100 * share.low(),
        100 * share.high(),
        number(reached),
        all,
        basis.words(),
        source);
  }

  private static String number(double halves) {
    return String.format(Locale.ROOT, halves == Math.rint(halves) ? "%.0f" : "%.1f", halves);
  }
}
