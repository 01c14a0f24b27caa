package app.diptych.cli;

import app.diptych.report.roi.Assumptions;
import app.diptych.report.roi.MeasuredQuality;
import app.diptych.report.roi.Quality;
import app.diptych.report.roi.Roi;
import app.diptych.report.roi.Roi.Effect;
import app.diptych.report.roi.RoiSummary;
import app.diptych.report.roi.TokenPrices;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a change returns, for a terminal and as JSON. */
final class RoiText {
  private static final int BAR = 30;

  private final Roi roi;
  private final List<String> sources;
  private final RoiSummary summary;
  private final BigDecimal hours;
  private final String within;
  private final BigDecimal percent;
  private final BigDecimal months;
  private final List<Effect> effects;

  /**
   * @param sources whose prices they are, where the price book has them
   * @param hours in which it shall have paid
   * @param within the same as typed
   * @param percent by which each input varies
   */
  RoiText(Roi roi, List<String> sources, BigDecimal hours, String within, BigDecimal percent) {
    this.roi = roi;
    this.sources = List.copyOf(sources);
    this.hours = hours;
    this.within = within.strip();
    this.percent = percent;
    summary = new RoiSummary(roi, within);
    months = hours.divide(Roi.HOURS_A_MONTH, MathContext.DECIMAL128);
    effects = roi.sensitivity(months, percent);
  }

  String text() {
    Assumptions assumed = roi.assumed();
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        "Assumed: %s input and %s output tokens a month; a million cost %s before and %s after; %s days at %s and %s once."
            .formatted(
                RoiSummary.count(assumed.inputTokens()),
                RoiSummary.count(assumed.outputTokens()),
                prices(assumed.before()),
                prices(assumed.after()),
                plain(assumed.migrationDays()),
                money(assumed.dayRate()),
                money(assumed.otherCost())));
    sources.forEach(source -> lines.add("Prices:   " + source));
    summary.notes().forEach(note -> lines.add("Note:     " + note));
    if (!assumed.condition().isEmpty()) {
      lines.add("Only if:  " + SessionsText.oneLine(assumed.condition()));
    }
    Quality quality = assumed.quality();
    if (quality != null) {
      lines.add("Quality:  " + quality.sentence());
    }
    lines.add("");
    summary.lines().forEach(line -> row(lines, line.name(), line.value()));
    lines.add("");
    lines.add(
        "Net within %s: %s. With each input %s %% lower and higher, the largest effect first:"
            .formatted(within, summary.netWords(), plain(percent)));
    effects.forEach(effect -> lines.add(bar(effect)));
    return lines.toString();
  }

  private String bar(Effect effect) {
    BigDecimal most = effects.getFirst().swing();
    int length =
        Math.max(
            1,
            effect
                .swing()
                .multiply(BigDecimal.valueOf(BAR))
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValue());
    return String.format(
        Locale.ROOT,
        "  %-24s %-" + BAR + "s  %s to %s",
        effect.input().words(),
        "\u2588".repeat(length),
        money(effect.netAtLow()),
        money(effect.netAtHigh()));
  }

  ObjectNode json() {
    Assumptions assumed = roi.assumed();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode inputs = document.putObject("assumed");
    inputs.put("inputTokens", plain(assumed.inputTokens()));
    inputs.put("outputTokens", plain(assumed.outputTokens()));
    inputs.put("promptTokens", plain(assumed.promptTokens()));
    inputs.put("cachedPercent", plain(assumed.cachedPercent()));
    json(inputs.putObject("before"), assumed.before());
    json(inputs.putObject("after"), assumed.after());
    inputs.put("migrationDays", plain(assumed.migrationDays()));
    inputs.put("dayRate", plain(assumed.dayRate()));
    inputs.put("otherCost", plain(assumed.otherCost()));
    inputs.put("condition", assumed.condition());
    inputs.put("withinHours", plain(hours)).put("varyPercent", plain(percent));
    ArrayNode priced = inputs.putArray("priceSources");
    sources.forEach(priced::add);
    Quality quality = assumed.quality();
    if (quality != null) {
      json(document.putObject("quality"), quality);
    }
    document.put("currency", assumed.currency());
    document.put("costBefore", plain(roi.costBefore())).put("costAfter", plain(roi.costAfter()));
    document.put("saving", plain(roi.saving()));
    document.put("savingPercent", roi.savingPercent().map(RoiSummary::rounded).orElse(null));
    document.put("savedWithin", RoiSummary.rounded(roi.savedWithin(hours)));
    document.put("migrationCost", plain(roi.migrationCost()));
    document.put("paybackMonths", roi.paybackMonths().map(RoiSummary::rounded).orElse(null));
    document.put(
        "paybackHours",
        roi.paybackMonths().map(time -> RoiSummary.rounded(inHours(time))).orElse(null));
    document.put("breakEvenTokens", roi.breakEvenTokens(months).map(RoiText::plain).orElse(null));
    document.put("net", RoiSummary.rounded(roi.net(months)));
    ArrayNode list = document.putArray("sensitivity");
    effects.forEach(effect ->
        list.addObject()
            .put("input", effect.input().words())
            .put("netAtLow", RoiSummary.rounded(effect.netAtLow()))
            .put("netAtHigh", RoiSummary.rounded(effect.netAtHigh()))
            .put("swing", RoiSummary.rounded(effect.swing())));
    return document;
  }

  private static void json(ObjectNode node, Quality quality) {
    node.put("thresholdPercent", quality.threshold());
    MeasuredQuality measured = quality.measured();
    if (measured != null) {
      node.putObject("measured")
          .put("of", measured.basis().words())
          .put("reached", measured.reached())
          .put("all", measured.all())
          .put("independent", measured.independent())
          .put("share", measured.share().value())
          .put("low", measured.share().low())
          .put("high", measured.share().high())
          .put("source", measured.source());
    }
    node.put("standing", quality.standing().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    quality
        .outlook()
        .ifPresent(outlook -> {
          node.put("wouldTell", outlook.name().toLowerCase(Locale.ROOT).replace('_', '-'));
          // Beyond what anybody looked at, and where nothing tells, there is no number.
          if (outlook == Quality.Outlook.MORE_VERDICTS || outlook == Quality.Outlook.MORE_CHECKS) {
            node.put("more", quality.more());
          }
        });
    node.put("sentence", quality.sentence());
  }

  private static void json(ObjectNode node, TokenPrices prices) {
    rates(node, prices.input(), prices.output(), prices.cachedInput());
    if (!prices.tiers().isEmpty()) {
      ArrayNode tiers = node.putArray("tiers");
      prices
          .tiers()
          .forEach(tier ->
              rates(
                  tiers.addObject().put("above", plain(tier.above())),
                  tier.input(),
                  tier.output(),
                  tier.cachedInput()));
    }
  }

  private static void rates(
      ObjectNode node, BigDecimal input, BigDecimal output, @Nullable BigDecimal cached) {
    node.put("input", plain(input)).put("output", plain(output));
    if (cached != null) {
      node.put("cachedInput", plain(cached));
    }
  }

  private static void row(StringJoiner lines, String name, String value) {
    lines.add(String.format(Locale.ROOT, "  %-24s %s", name, value));
  }

  private static BigDecimal inHours(BigDecimal months) {
    return months.multiply(Roi.HOURS_A_MONTH);
  }

  private String prices(TokenPrices prices) {
    return plain(prices.input()) + "/" + plain(prices.output()) + " " + roi.assumed().currency();
  }

  private String money(BigDecimal amount) {
    return summary.money(amount);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
