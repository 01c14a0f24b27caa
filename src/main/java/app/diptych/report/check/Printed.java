package app.diptych.report.check;

import app.diptych.report.check.Measure.Dimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as it was printed, in the unit of its dimension.
 *
 * @param value the number itself; of a range its lower end
 * @param low the true value is not below it, so far as rounding tells; null when nothing is said
 * @param high the true value is below it or at it; null when nothing is said
 * @param currency of money, empty when none was printed
 * @param rest what stands behind the number and its unit
 */
public record Printed(
    BigDecimal value,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    String currency,
    String rest) {
  private static final int LONGEST = 200;
  private static final String NUMBER = "\\d[\\d.,_\u00a0\u202f']{0,30}(?: \\d{3}(?!\\d)){0,5}";
  private static final Pattern CELL =
      Pattern.compile(
          "(?<bound><=|>=|[<>\u2264\u2265]|under |below |up to |at most |at least |over |above"
              + " |sub-)?\\s*[~\u2248]?\\s*"
              + "(?:us|cn)?(?<money>[$\u20ac\u00a3\u00a5]|usd|eur|cny|rmb|gbp)?\\s*"
              + "(?<sign>[-\u2212+]?)(?<number>"
              + NUMBER
              + ")(?:\\s*(?:-|\u2013|to)\\s*[$\u20ac\u00a3\u00a5]?\\s*(?<other>"
              + NUMBER
              + "))?(?:\\s*(?:\u00b1|\\+/-)\\s*"
              + NUMBER
              + ")?\\s*(?<more>\\+?)\\s*"
              + "(?<unit>%|[$\u20ac\u00a3\u00a5]|[a-z\u00b5\u03bc]+(?: ?/ ?[a-z]+| per [a-z]+)?)?"
              + "(?<after>\\+?)(?<rest>.*)",
          Pattern.DOTALL);

  /** A second number, so that nobody knows which one is meant; a price may be for 1K tokens. */
  private static final Pattern GOES_ON =
      Pattern.compile(
          "\\s*[\\d.,\u2026](?!\\s*(?:about|at least)\\b).*"
              + "|\\s*[/|+;&]\\s*[$\u20ac\u00a3\u00a5]?\\s*\\d.*",
          Pattern.DOTALL);

  private static final Pattern FOR_TOKENS =
      Pattern.compile("\\s*/ ?1[ ,]?(?:k|m|000|million)\\b.*", Pattern.DOTALL);
  private static final Pattern SHARE = Pattern.compile("rate|share|ratio|per ?cent|pct|%");
  private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}(?:,\\d{3})+(?:\\.\\d+)?");
  private static final Pattern DECIMAL_COMMA =
      Pattern.compile("\\d+,\\d+|[1-9]\\d{0,2}(?:\\.\\d{3})+,\\d+");

  /**
   * Reads a cell.
   *
   * @param label of its row or column, which may tell the unit
   * @return empty when there is no number of that measure in it
   */
  public static Optional<Printed> of(String cell, Measure measure, String label) {
    Dimension dimension = measure.dimension();
    String plain = cell.replaceAll("[*`]", "").strip();
    String text = plain.toLowerCase(Locale.ROOT);
    Matcher found = CELL.matcher(text);
    if (text.length() > LONGEST || !found.matches()) {
      return Optional.empty();
    }
    BigDecimal number = number(found.group("number"));
    BigDecimal other = found.group("other") == null ? null : number(found.group("other"));
    Unit unit = unit(found, measure, label);
    boolean broken = number == null || (found.group("other") != null && other == null);
    boolean goesOn =
        GOES_ON.matcher(found.group("rest")).matches()
            && !(dimension == Dimension.MONEY && FOR_TOKENS.matcher(found.group("rest")).matches());
    if (broken || goesOn || number == null || unit == null) {
      return Optional.empty();
    }
    boolean negative = !found.group("sign").isEmpty() && !found.group("sign").equals("+");
    if (negative && measure != Measure.SAVINGS) {
      return Optional.empty();
    }
    String rest = plain.substring(Math.min(plain.length(), found.start("rest")));
    return Optional.of(of(number, other, found, unit.factor()).with(unit.currency(), rest.strip()));
  }

  private Printed with(String money, String after) {
    return new Printed(value, low, high, money, after);
  }

  private static Printed of(
      BigDecimal number, @Nullable BigDecimal other, Matcher found, BigDecimal factor) {
    BigDecimal half = number.ulp().divide(BigDecimal.valueOf(2));
    BigDecimal value = number.multiply(factor);
    BigDecimal low = number.subtract(half).multiply(factor);
    BigDecimal high = number.add(half).multiply(factor);
    if (other != null) {
      return new Printed(value, low, other.multiply(factor), "", "");
    }
    String bound = found.group("bound") == null ? "" : found.group("bound").strip();
    boolean more = !found.group("more").isEmpty() || !found.group("after").isEmpty();
    return switch (bound) {
      case "<", "<=", "\u2264", "under", "below", "up to", "at most", "sub-" ->
          new Printed(value, null, value, "", "");
      case ">", ">=", "\u2265", "at least", "over", "above" ->
          new Printed(value, value, null, "", "");
      default -> new Printed(value, more ? value : low, more ? null : high, "", "");
    };
  }

  /** Null when what stands there is a unit of something else. */
  private static @Nullable Unit unit(Matcher found, Measure measure, String label) {
    Dimension dimension = measure.dimension();
    String money = found.group("money");
    String unit = found.group("unit");
    Optional<Unit> own = unit == null ? Optional.empty() : Unit.of(unit);
    if (dimension == Dimension.MONEY) {
      return own.isPresent() ? null : price(found, label);
    }
    boolean other = unit != null && own.filter(it -> it.is(dimension)).isEmpty();
    if (money != null || other) {
      return null;
    }
    // So many errors are no share of the requests; a rate of them is.
    boolean counted =
        measure == Measure.ERROR_RATE
            && unit == null
            && !SHARE.matcher(label.toLowerCase(Locale.ROOT)).find();
    if (counted) {
      return null;
    }
    Unit usual = new Unit(dimension, BigDecimal.ONE, "");
    return own.or(() -> Unit.inLabel(label).filter(it -> it.is(dimension))).orElse(usual);
  }

  /** The currency stands at the number, else in the label; so does what it is for. */
  private static Unit price(Matcher found, String label) {
    String money = found.group("money");
    String unit = found.group("unit");
    String behind = (unit == null ? "" : unit) + found.group("rest");
    String own = Unit.currency(money != null ? money : unit != null ? unit : "");
    return new Unit(
        Dimension.MONEY,
        Unit.tokens(Unit.tellsTokens(behind) ? behind : label),
        own.isEmpty() ? Unit.currency(label) : own);
  }

  private static @Nullable BigDecimal number(String printed) {
    String text = printed.replaceAll("[_ \u00a0\u202f']", "");
    String plain =
        THOUSANDS.matcher(text).matches()
            ? text.replace(",", "")
            : DECIMAL_COMMA.matcher(text).matches()
                ? text.replace(".", "").replace(',', '.')
                : text.replaceAll("[.,]$", "");
    try {
      return new BigDecimal(plain);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  /** Whether it is a number and no bound or range. */
  public boolean isExact() {
    return low != null && high != null && high.subtract(value).compareTo(value.subtract(low)) == 0;
  }

  /** Rounded as it was printed, the same or cut off there. */
  boolean prints(BigDecimal exact) {
    if (low == null || high == null) {
      return (low == null || exact.compareTo(low) >= 0)
          && (high == null || exact.compareTo(high) <= 0);
    }
    int digits = Math.max(0, value.scale());
    return exact.setScale(digits, RoundingMode.HALF_UP).compareTo(value) == 0
        || exact.setScale(digits, RoundingMode.DOWN).compareTo(value) == 0;
  }
}
