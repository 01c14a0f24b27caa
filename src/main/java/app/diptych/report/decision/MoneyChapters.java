package app.diptych.report.decision;

import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Price;
import app.diptych.report.CostPerMillion;
import app.diptych.report.decision.Block.Bar;
import app.diptych.report.decision.Block.Whose;
import app.diptych.report.decision.Material.Change;
import app.diptych.report.roi.Assumptions;
import app.diptych.report.roi.MeasuredQuality;
import app.diptych.report.roi.Quality;
import app.diptych.report.roi.Roi;
import app.diptych.report.roi.RoiSummary;
import app.diptych.timing.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the two cost, and what a change from one to the other returns. */
final class MoneyChapters {
  private static final int MOST_BARS = 10;

  private final Decided decided;

  MoneyChapters(Decided decided) {
    this.decided = decided;
  }

  Chapter cost() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.words(statement()));
    List<List<Text>> rows = new ArrayList<>();
    row(rows, "Cost of 1M output tokens, prompts included", this::perMillion);
    row(rows, "Mean of one answer, same prompts", this::mean);
    row(rows, "Spent in these sessions", MoneyChapters::spent);
    row(rows, "Price of 1M input tokens, by the price book", side -> price(side, true));
    row(rows, "Price of 1M output tokens, by the price book", side -> price(side, false));
    blocks.add(
        new Block.Table(
            "costs",
            "Costs; an unknown price is never zero",
            List.of("", decided.a().model(), decided.b().model()),
            rows));
    return new Chapter("cost", "Cost", blocks);
  }

  private String statement() {
    CostBeside cost = decided.cost();
    if (!cost.problem().isEmpty()) {
      return "Nothing is said about which is cheaper: " + cost.problem();
    }
    Interval difference = cost.difference();
    if (difference == null || !cost.isShown()) {
      return "No difference in cost is shown on %s that both answered: the interval of the difference holds zero."
          .formatted(Figures.count(cost.trials(), "prompt"));
    }
    double sign = cost.isCheaperA() ? -1 : 1;
    double one = sign * difference.low();
    double other = sign * difference.high();
    return "%s costs %.0f %% less: on %s that both answered, %s to %s less for each answer (95 %%)."
        .formatted(
            (cost.isCheaperA() ? decided.a() : decided.b()).model(),
            cost.percent(),
            Figures.count(cost.trials(), "prompt"),
            Figures.money(Math.min(one, other), cost.currency()),
            Figures.money(Math.max(one, other), cost.currency()));
  }

  private void row(List<List<Text>> rows, String name, Function<SideFacts, Text> value) {
    rows.add(List.of(Text.of(name), value.apply(decided.a()), value.apply(decided.b())));
  }

  private Text perMillion(SideFacts side) {
    CostPerMillion cost = side.group().cost();
    if (cost.rates().isEmpty()) {
      return Text.of(
          side.isLocal()
              ? "runs on this machine: no price applies"
              : side.own().isEmpty() ? "no answer" : "unpriced");
    }
    String rates =
        new TreeMap<>(cost.rates())
            .values().stream()
                .map(rate -> Figures.money(rate.amount().doubleValue(), rate.currency()))
                .collect(Collectors.joining(" + "));
    long unpriced = cost.total().unpriced() - cost.partly();
    String marks =
        (cost.isAtLeast() ? "\u2265 " : "") + (side.group().isCostEstimated() ? "~" : "");
    return Text.of(marks + rates)
        .small(
            Figures.n(cost.priced())
                + (cost.partly() == 0 ? "" : ", " + cost.partly() + " may have cost more")
                + (cost.partlyLocal() == 0
                    ? ""
                    : ", " + cost.partlyLocal() + " drew more than was measured")
                + (unpriced == 0 ? "" : ", left out: " + unpriced + " unpriced")
                + (cost.charged() == 0 ? "" : ", by your tariff"))
        .by(side.evidence());
  }

  private Text mean(SideFacts side) {
    CostBeside cost = decided.cost();
    return cost.problem().isEmpty()
        ? Text.of(Figures.money(side == decided.a() ? cost.meanA() : cost.meanB(), cost.currency()))
            .small(Figures.n(cost.trials()))
            .by(side.evidence())
        : Text.of("\u2013");
  }

  private static String unmetered(SideFacts side) {
    boolean measured =
        side.own().stream()
            .anyMatch(
                one -> one.answer().cost() instanceof Cost.Local here && here.energy() != null);
    return measured ? "local, measured without a tariff" : "local, not metered";
  }

  private static Text spent(SideFacts side) {
    CostTotal total = side.group().cost().total();
    return total.equals(CostTotal.NOTHING)
        ? Text.of(side.isLocal() ? unmetered(side) : "nothing")
        : Text.of(total.words()).by(side.evidence());
  }

  private Text price(SideFacts side, boolean input) {
    Price price = decided.material().extras().prices().get(side.model());
    if (price == null) {
      return Text.of(side.isLocal() ? "none applies" : "not in the price book");
    }
    BigDecimal rate = input ? price.rates().input() : price.rates().output();
    return Text.of(rate.stripTrailingZeros().toPlainString() + " " + price.currency())
        .small(price.source() + ", " + price.date());
  }

  /** Return on a change from A to B. */
  Chapter change() {
    Change change = decided.material().extras().change();
    List<Block> blocks = new ArrayList<>();
    if (change == null) {
      blocks.add(
          Block.words(
              "No volume was assumed, so nothing is said about what a change returns: give the tokens of a month."));
      return new Chapter("roi", "Return on a change", blocks);
    }
    Change judged = judged(change);
    RoiSummary summary = new RoiSummary(judged.roi(), judged.within());
    blocks.add(assumed(judged));
    Quality quality = judged.roi().assumed().quality();
    if (quality != null) {
      blocks.add(
          Block.words(
              "The threshold is held against the votes of these sessions, not against checks. "
                  + quality.sentence()));
    }
    blocks.add(
        new Block.Table(
            "roi-table",
            "From %s to %s".formatted(decided.a().model(), decided.b().model()),
            List.of("", "Value"),
            summary.lines().stream()
                .map(line ->
                    List.of(Text.of(line.name()), Text.of(line.value()).by(restsOn(line, quality))))
                .toList()));
    tornado(judged, summary, blocks);
    List<String> notes = new ArrayList<>(summary.notes());
    change.sources().forEach(source -> notes.add("Prices: " + source + "."));
    blocks.add(Block.points(notes));
    return new Chapter("roi", "Return on a change", blocks);
  }

  /** The votes of these sessions say whether B is as good as was asked for. */
  private Change judged(Change change) {
    Assumptions assumed = change.roi().assumed();
    WonVerdicts won = WonVerdicts.of(decided.votes(), decided.b().model(), decided.a().model());
    MeasuredQuality seen = won.measured();
    return new Change(
        new Roi(seen == null ? assumed.unmeasured(won.why()) : assumed.measured(seen)),
        change.within(),
        change.percent(),
        change.sources());
  }

  private static String restsOn(RoiSummary.Line line, @Nullable Quality quality) {
    boolean voted = quality != null && quality.measured() != null;
    return voted && line.name().equals(RoiSummary.MEASURED) ? "votes" : "assumptions";
  }

  private static Block assumed(Change change) {
    Assumptions assumed = change.roi().assumed();
    String unit = " " + assumed.currency();
    List<List<Text>> rows = new ArrayList<>();
    rows.addAll(
        List.of(
            Block.row("Input tokens a month", plain(assumed.inputTokens())),
            Block.row("Output tokens a month", plain(assumed.outputTokens())),
            Block.row(
                "1M tokens before, input and output",
                plain(assumed.before().input())
                    + " and "
                    + plain(assumed.before().output())
                    + unit),
            Block.row(
                "1M tokens after, input and output",
                plain(assumed.after().input()) + " and " + plain(assumed.after().output()) + unit),
            Block.row("Days of work", plain(assumed.migrationDays())),
            Block.row("Rate of a day", plain(assumed.dayRate()) + unit),
            Block.row("Other cost, once", plain(assumed.otherCost()) + unit)));
    Quality quality = assumed.quality();
    if (quality != null) {
      rows.add(Block.row("Quality threshold", quality.words()));
    }
    return new Block.Table("assumptions", "Assumed, not measured", List.of("", "Value"), rows);
  }

  private static void tornado(Change change, RoiSummary summary, List<Block> blocks) {
    List<Bar> bars =
        summary.effects(change.percent()).stream()
            .limit(MOST_BARS)
            .map(effect -> bar(effect, summary))
            .toList();
    if (!bars.isEmpty()) {
      blocks.add(
          new Block.Chart(
              "sensitivity",
              "Net within %s, %s, with each input %s %% lower and higher, the largest effect first"
                  .formatted(change.within(), summary.netWords(), plain(change.percent())),
              change.roi().assumed().currency(),
              bars,
              summary.net().doubleValue()));
    }
  }

  private static Bar bar(Roi.Effect effect, RoiSummary summary) {
    BigDecimal low = effect.netAtLow().min(effect.netAtHigh());
    BigDecimal high = effect.netAtLow().max(effect.netAtHigh());
    return new Bar(
        effect.input().words(),
        Whose.NEITHER,
        low.doubleValue(),
        null,
        high.doubleValue(),
        summary.money(effect.netAtLow()) + " to " + summary.money(effect.netAtHigh()));
  }

  private static String plain(BigDecimal number) {
    return number.scale() > 0 && number.stripTrailingZeros().scale() > 0
        ? number.stripTrailingZeros().toPlainString()
        : String.format(Locale.ROOT, "%,.0f", number);
  }
}
