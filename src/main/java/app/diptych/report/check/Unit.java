package app.diptych.report.check;

import app.diptych.report.check.Measure.Dimension;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A unit of a published figure.
 *
 * @param factor makes it the unit of its dimension: milliseconds, tokens a second, per cent, money
 *     for a million tokens
 * @param currency its code, empty for what is no money
 */
record Unit(Dimension dimension, BigDecimal factor, String currency) {
  private record Spelling(Pattern pattern, Unit unit) {}

  private static final List<Spelling> SPELLINGS =
      List.of(
          spelling("ms|msecs?|millis|milliseconds?", Dimension.TIME, "1"),
          spelling("[\u00b5\u03bcu]s|microseconds?", Dimension.TIME, "0.001"),
          spelling("ns|nanoseconds?", Dimension.TIME, "0.000001"),
          spelling(
              "t/s|tps|tok/s(?:ec)?|tokens?/s(?:ec(?:ond)?)?|tokens? per sec(?:ond)?",
              Dimension.RATE,
              "1"),
          spelling("s|secs?|seconds?", Dimension.TIME, "1000"),
          spelling("mins?|minutes?", Dimension.TIME, "60000"),
          spelling("%|percent|per cent|pct", Dimension.SHARE, "1"),
          spelling("tokens?|tok|requests?", Dimension.COUNT, "1"));

  private static final Pattern BRACKETED =
      Pattern.compile("[(\\[]([^)\\]]*)[)\\]]|\\bin (ms|s)\\b");
  private static final Pattern THOUSAND = Pattern.compile("(?:/|per) ?(?:1 ?k|1,?000|k)\\b");
  private static final Pattern EACH = Pattern.compile("(?:/|per) ?tok(?:en)?\\b");

  /** A unit as it stands behind a number. */
  static Optional<Unit> of(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll(" ?/ ?", "/");
    return SPELLINGS.stream()
        .filter(spelling -> spelling.pattern().matcher(plain).matches())
        .map(Spelling::unit)
        .findFirst();
  }

  /** The unit that a label tells, mostly in brackets; of money only how many tokens it is for. */
  static Optional<Unit> inLabel(String label) {
    String plain = label.toLowerCase(Locale.ROOT);
    return BRACKETED
        .matcher(plain)
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .map(Unit::of)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** How many times that many tokens go into a million, told by {@code per 1K tokens} and such. */
  static BigDecimal tokens(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    return THOUSAND.matcher(plain).find()
        ? new BigDecimal("1000")
        : EACH.matcher(plain).find() ? new BigDecimal("1000000") : BigDecimal.ONE;
  }

  boolean is(Dimension wanted) {
    return dimension == wanted;
  }

  private static Spelling spelling(String pattern, Dimension dimension, String factor) {
    return new Spelling(Pattern.compile(pattern), new Unit(dimension, new BigDecimal(factor), ""));
  }
}
