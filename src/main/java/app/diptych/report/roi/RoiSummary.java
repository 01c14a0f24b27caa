package app.diptych.report.roi;

import app.diptych.cost.OddRate;
import app.diptych.report.roi.Roi.Effect;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a change returns within a time, in words for people. */
public final class RoiSummary {
  /** The name of the line that tells what was measured of the quality. */
  public static final String MEASURED = "quality measured";

  private static final int PLACES = 2;
  private static final MathContext SMALL = new MathContext(4, RoundingMode.HALF_UP);

  private final Roi roi;
  private final BigDecimal hours;
  private final String within;
  private final BigDecimal months;

  /**
   * One line of it.
   *
   * @param name in a few words
   */
  public record Line(String name, String value) {}

  /**
   * @param within in which it shall have paid, such as {@code 12months}
   * @throws IllegalArgumentException when that is no time
   */
  public RoiSummary(Roi roi, String within) {
    this.roi = roi;
    this.within = within.strip();
    this.hours = Quantities.hours("within", within);
    if (hours.signum() == 0) {
      throw new IllegalArgumentException("The time must be longer than nothing.");
    }
    this.months = hours.divide(Roi.HOURS_A_MONTH, MathContext.DECIMAL128);
  }

  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("before, a month", money(roi.costBefore())));
    lines.add(new Line("after, a month", money(roi.costAfter())));
    lines.add(
        new Line(
            roi.saving().signum() < 0 ? "dearer, a month" : "saved, a month",
            money(roi.saving().abs())
                + roi.savingPercent()
                    .map(share -> " (" + rounded(share.abs()) + " % of before)")
                    .orElse("")
                + provided()));
    lines.add(new Line("saved within " + within, money(roi.savedWithin(hours)) + provided()));
    lines.add(new Line("the change costs", money(roi.migrationCost())));
    lines.add(new Line("pays back after", payback() + provided()));
    lines.add(
        new Line(
            "to pay within " + within,
            roi.breakEvenTokens(months)
                .map(tokens -> count(tokens) + " tokens a month at the same mix")
                .orElse("no volume does")));
    Quality quality = roi.assumed().quality();
    if (quality != null) {
      MeasuredQuality measured = quality.measured();
      lines.add(new Line("quality threshold", quality.words()));
      lines.add(new Line(MEASURED, measured == null ? "nothing yet" : measured.words()));
    }
    return List.copyOf(lines);
  }

  /** What all that is saved hangs on; nothing is said of the quality that nobody asked for. */
  private String provided() {
    Quality quality = roi.assumed().quality();
    if (quality == null || roi.saving().signum() <= 0) {
      return "";
    }
    return switch (quality.standing()) {
      case MET -> ", and the quality threshold is met";
      case NOT_MET -> ", but the quality threshold is not met";
      case NOT_KNOWN, NOT_MEASURED -> ", only if the quality threshold is met";
    };
  }

  /** What is not seen in the numbers: which prices hold, and what comes from a cache. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    Assumptions assumed = roi.assumed();
    doubt(notes, "Before", assumed.before());
    doubt(notes, "After", assumed.after());
    note(notes, "Before", assumed.before());
    note(notes, "After", assumed.after());
    if (assumed.cachedPercent().signum() > 0) {
      notes.add(
          "%s %% of the input comes from the cache: %s before, %s after."
              .formatted(
                  plain(assumed.cachedPercent()),
                  cached(assumed.before()),
                  cached(assumed.after())));
    }
    return notes;
  }

  private void doubt(List<String> notes, String when, TokenPrices prices) {
    prices
        .rates()
        .forEach(rate ->
            OddRate.of(rate, roi.assumed().currency())
                .ifPresent(odd ->
                    notes.add(
                        (switch (odd) {
                              case DEAR ->
                                  "%s, %s is above 700 a million tokens, more than models cost: is it per token, or in cents?";
                              case CHEAP ->
                                  "%s, %s is below 0.0005 a million tokens, less than models cost: is it per token?";
                            })
                            .formatted(when, plain(rate)))));
  }

  private void note(List<String> notes, String when, TokenPrices prices) {
    if (prices.tiers().isEmpty()) {
      return;
    }
    BigDecimal prompt = roi.assumed().promptTokens();
    notes.add(
        prices
            .tier(prompt)
            .map(tier ->
                "%s, a prompt of %s tokens pays the prices above %s: %s in, %s out."
                    .formatted(
                        when,
                        count(prompt),
                        count(tier.above()),
                        plain(tier.input()),
                        plain(tier.output())))
            .orElse(
                "%s, prompts above %s tokens cost otherwise; those assumed are shorter."
                    .formatted(when, count(prices.tiers().getLast().above()))));
  }

  private String cached(TokenPrices prices) {
    BigDecimal rate = prices.at(roi.assumed().promptTokens()).cachedInput();
    return rate == null ? "charged as any input" : "at " + plain(rate) + " a million";
  }

  private String payback() {
    if (roi.migrationCost().signum() == 0 && roi.saving().signum() > 0) {
      return "at once: the change costs nothing";
    }
    return roi.paybackMonths()
        .map(time ->
            "%s months (%s hours)"
                .formatted(rounded(time), hours(time.multiply(Roi.HOURS_A_MONTH))))
        .orElse("never: nothing is saved");
  }

  /** What is saved in the time less what the change costs. */
  public BigDecimal net() {
    return roi.net(months);
  }

  /** The same in words, with what it hangs on. */
  public String netWords() {
    return money(net()) + provided();
  }

  /**
   * How much each input alone does to the net, the largest effect first.
   *
   * @param percent by which it is lower and higher
   */
  public List<Effect> effects(BigDecimal percent) {
    return roi.sensitivity(months, percent);
  }

  /** For example {@code 1,234.50 USD}; what is less than one is not rounded to nothing. */
  public String money(BigDecimal amount) {
    return String.format(
        Locale.ROOT, "%,." + places(amount) + "f %s", amount, roi.assumed().currency());
  }

  /** Tokens as they were given, for example {@code 1,000,000} or {@code 1.5}. */
  public static String count(BigDecimal tokens) {
    int places = Math.max(0, tokens.signum() == 0 ? 0 : tokens.stripTrailingZeros().scale());
    return String.format(Locale.ROOT, "%,." + places + "f", tokens);
  }

  /** With two digits behind the point, or as many as four that count need. */
  public static String rounded(BigDecimal number) {
    return number.setScale(places(number), RoundingMode.HALF_UP).toPlainString();
  }

  /** How many digits behind the point tell four that count, at least two and no zero too many. */
  private static int places(BigDecimal number) {
    boolean small = number.signum() != 0 && number.abs().compareTo(BigDecimal.ONE) < 0;
    return small ? Math.max(PLACES, number.round(SMALL).stripTrailingZeros().scale()) : PLACES;
  }

  private static String hours(BigDecimal number) {
    return number.compareTo(BigDecimal.ONE) < 0
        ? rounded(number)
        : String.format(Locale.ROOT, "%,.0f", number);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
