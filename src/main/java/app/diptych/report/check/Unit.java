package app.diptych.report.check;

import app.diptych.report.check.Measure.Dimension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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
              "t/s|tps|tok(?:ens?)?/s(?:ec(?:ond)?)?(?:/(?:user|request|req))?"
                  + "|tokens? per sec(?:ond)?",
              Dimension.RATE,
              "1"),
          spelling("s|secs?|seconds?", Dimension.TIME, "1000"),
          spelling("mins?|minutes?", Dimension.TIME, "60000"),
          spelling("%|percent|per cent|pct", Dimension.SHARE, "1"),
          spelling("tokens?|tok|requests?", Dimension.COUNT, "1"));

  private static final Pattern BRACKETED =
      Pattern.compile("[(\\[]([^)\\]]*)[)\\]]|\\bin (ms|s)\\b");

  /** At the end of a label, and no part of a condition such as "at 10 req/s". */
  private static final Pattern LAST =
      Pattern.compile("(?:^|[, ])([\\d.]*)[, ]*(ms|s|%|[a-z]+ ?/ ?s(?:ec(?:ond)?)?)$");

  /** Units that none of the measures here has. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?:req(?:uests?)?|queries|chars?|characters?)(?:/| per )(?:s|sec|second|min|minute)"
              + "|rps|qps");

  private static final Pattern THOUSAND =
      Pattern.compile("(?:/|per) ?(?:1 ?k|1,?000(?![,\\d])|k)\\b");
  private static final Map<String, String> CURRENCIES =
      Map.ofEntries(
          Map.entry("$", "USD"),
          Map.entry("usd", "USD"),
          Map.entry("\u20ac", "EUR"),
          Map.entry("eur", "EUR"),
          Map.entry("\u00a3", "GBP"),
          Map.entry("gbp", "GBP"),
          Map.entry("\u00a5", "CNY"),
          Map.entry("cny", "CNY"),
          Map.entry("rmb", "CNY"),
          Map.entry("yuan", "CNY"));
  private static final Pattern CURRENCY =
      Pattern.compile("[$\u20ac\u00a3\u00a5]|\\b(?:usd|eur|gbp|cny|rmb|yuan)\\b");
  private static final Pattern MILLION =
      Pattern.compile("(?:/|per) ?(?:1 ?m(?:illion)?|m|mtoks?|million|1,?000,?000)\\b");
  private static final Pattern EACH = Pattern.compile("(?:/|per) ?tok(?:en)?\\b");

  /** A unit as it stands behind a number. */
  static Optional<Unit> of(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll(" ?/ ?", "/");
    return SPELLINGS.stream()
        .filter(spelling -> spelling.pattern().matcher(plain).matches())
        .map(Spelling::unit)
        .findFirst();
  }

  /** The unit that a label tells, in brackets or at its end. */
  static Optional<Unit> inLabel(String label) {
    return told(label).stream().map(Unit::of).flatMap(Optional::stream).findFirst();
  }

  /** Whether a label tells units, and none of them is of that dimension. */
  static boolean rulesOut(String label, Dimension dimension) {
    List<String> told = told(label);
    List<Unit> known = told.stream().map(Unit::of).flatMap(Optional::stream).toList();
    return known.stream().noneMatch(unit -> unit.is(dimension))
        && (!known.isEmpty() || told.stream().anyMatch(Unit::isForeign));
  }

  private static boolean isForeign(String unit) {
    return FOREIGN.matcher(unit.replaceAll(" ?/ ?", "/")).matches();
  }

  /** What may be units in it. */
  private static List<String> told(String label) {
    String plain = label.toLowerCase(Locale.ROOT).replaceAll("[*`]", "").strip();
    List<String> told = new ArrayList<>();
    BRACKETED
        .matcher(plain)
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .forEach(told::add);
    Matcher last = LAST.matcher(plain);
    if (last.find() && last.group(1).isEmpty()) {
      told.add(last.group(2));
    }
    return told;
  }

  /** The code of the currency that a text names; empty when it names none. */
  static String currency(String text) {
    Matcher named = CURRENCY.matcher(text.toLowerCase(Locale.ROOT));
    return named.find() ? CURRENCIES.getOrDefault(named.group(), "") : "";
  }

  /** Whether a text says for how many tokens a price is. */
  static boolean tellsTokens(String text) {
    return MILLION.matcher(text.toLowerCase(Locale.ROOT)).find()
        || tokens(text).compareTo(BigDecimal.ONE) != 0;
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
