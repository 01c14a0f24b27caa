package app.diptych.report.roi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people type them. */
public final class Quantities {
  /** More of anything in a month is a slip. */
  static final BigDecimal MOST = new BigDecimal("1e18");

  private static final Pattern COUNT =
      Pattern.compile(
          "(-?(?:[1-9]\\d{0,2}(?:,\\d{3}){1,6}|\\d[\\d_]{0,24})(?:\\.\\d{1,18})?)\\s*([kmbt]?)");
  private static final Pattern PERCENT = Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,9})?)\\s*(%?)");
  private static final Map<String, Integer> POWERS = Map.of("", 0, "k", 3, "m", 6, "b", 9, "t", 12);
  private static final Pattern HOURS =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(h|d|w|months?)");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "h", BigDecimal.ONE,
          "d", BigDecimal.valueOf(24),
          "w", BigDecimal.valueOf(168),
          "month", BigDecimal.valueOf(730),
          "months", BigDecimal.valueOf(730));

  private Quantities() {}

  /**
   * A number of tokens such as {@code 100M}, {@code 1.5B} or {@code 50_000_000}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static BigDecimal count(String option, String typed) {
    Matcher found = COUNT.matcher(typed.strip().toLowerCase(Locale.ROOT));
    if (found.matches()) {
      BigDecimal number = decimal(option, found.group(1).replaceAll("[,_]", ""));
      BigDecimal count = number.scaleByPowerOfTen(POWERS.getOrDefault(found.group(2), 0));
      if (count.compareTo(MOST) > 0) {
        throw new IllegalArgumentException(
            "%s cannot be right: it has too many digits.".formatted(option));
      }
      return count;
    }
    throw new IllegalArgumentException(
        "%s: \"%s\" is no number of tokens, such as 50000000, 100M or 1.5B."
            .formatted(option, typed));
  }

  /**
   * An amount or a number of days.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static BigDecimal decimal(String option, String typed) {
    if (!typed.strip().matches("-?\\d{1,18}(?:\\.\\d{1,18})?")) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no number, such as 3 or 0.35.".formatted(option, typed));
    }
    return new BigDecimal(typed.strip());
  }

  /**
   * Per cent, such as {@code 45} or {@code 45 %}. A number up to 1 needs the sign: without it
   * nobody knows whether a share was meant.
   *
   * @throws IllegalArgumentException when it is none, or can be read in two ways
   */
  public static BigDecimal percent(String option, String typed) {
    Matcher found = PERCENT.matcher(typed.strip());
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no percentage, such as 45 or 45 %%.".formatted(option, typed.strip()));
    }
    BigDecimal number = new BigDecimal(found.group(1));
    boolean perhapsAShare = number.signum() > 0 && number.compareTo(BigDecimal.ONE) <= 0;
    if (perhapsAShare && found.group(2).isEmpty()) {
      throw new IllegalArgumentException(
          "%s: \"%s\" may be %s %% or %s %%: write it with the sign."
              .formatted(
                  option,
                  typed.strip(),
                  number.stripTrailingZeros().toPlainString(),
                  number.movePointRight(2).stripTrailingZeros().toPlainString()));
    }
    return number;
  }

  /**
   * Two prices with a slash between them, and a third one when cached input has its own.
   *
   * @throws IllegalArgumentException when they are none
   */
  public static TokenPrices prices(String option, String typed) {
    String[] both = typed.split("/", -1);
    if (both.length != 2 && both.length != 3) {
      throw new IllegalArgumentException(
          "%s: give the price of a million input tokens and that of output, such as 2.00/8.00, and of cached input if it has one."
              .formatted(option));
    }
    return new TokenPrices(
        decimal(option, both[0]),
        decimal(option, both[1]),
        both.length == 3 ? decimal(option, both[2]) : null,
        List.of());
  }

  /**
   * Prices for longer prompts, such as {@code 200k: 2.50/15.00} or {@code 200k: 2.50/15.00/0.25},
   * with semicolons between them.
   *
   * @return none for nothing
   * @throws IllegalArgumentException when they are none
   */
  public static List<TokenPrices.Tier> tiers(String option, String typed) {
    List<TokenPrices.Tier> tiers = new ArrayList<>();
    for (String one : typed.split(";", -1)) {
      if (one.isBlank()) {
        continue;
      }
      int colon = one.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "%s: \"%s\" is no price for longer prompts, such as 200k: 2.50/15.00."
                .formatted(option, one.strip()));
      }
      BigDecimal above = count(option, one.substring(0, colon));
      if (tiers.stream().anyMatch(tier -> tier.above().compareTo(above) == 0)) {
        throw new IllegalArgumentException(
            "%s: there are two prices above %s tokens.".formatted(option, above.toPlainString()));
      }
      TokenPrices prices = prices(option, one.substring(colon + 1));
      tiers.add(new TokenPrices.Tier(above, prices.input(), prices.output(), prices.cachedInput()));
    }
    return List.copyOf(tiers);
  }

  /**
   * Hours, of a time such as {@code 4h}, {@code 3d}, {@code 1w} or {@code 6months}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static BigDecimal hours(String option, String typed) {
    Matcher found = HOURS.matcher(typed.strip().toLowerCase(Locale.ROOT));
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no time, such as 4h, 3d, 1w or 6months.".formatted(option, typed));
    }
    return new BigDecimal(found.group(1))
        .multiply(UNITS.getOrDefault(found.group(2), BigDecimal.ONE));
  }
}
