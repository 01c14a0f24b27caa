package app.diptych.ui.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.cost.Cost;
import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.report.PastAnswers;
import app.diptych.session.MeasureQuery;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.MetricName;
import app.diptych.timing.NanoClock;
import app.diptych.trial.MeasuredAnswer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is where on the charts, and what they say. */
class HistoryPlotTest {
  private static final Frame FRAME = new Frame(640, 300);
  private static final ExchangeRates YUAN =
      ExchangeRates.NONE.with(
          new ExchangeRate(
              "CNY", "USD", new BigDecimal("0.14"), "ECB", LocalDate.of(2026, 11, 26)));

  @TempDir Path home;

  // Made beside what is shown.
  @SuppressWarnings("NullAway.Init")
  private Compared compared;

  @Test
  void axesGoToAndFro() {
    Axis even = Axis.around(20, 730, false, 40, 600);
    assertThat(even.high()).isEqualTo(800);
    assertThat(even.ticks()).containsExactly(0.0, 200.0, 400.0, 600.0, 800.0);
    assertThat(even.value(even.at(333))).isCloseTo(333, within(1e-9));

    Axis powers = Axis.around(23, 4_100, true, 40, 600);
    assertThat(powers.low()).isEqualTo(20);
    assertThat(powers.high()).isEqualTo(5_000);
    assertThat(powers.value(powers.at(333))).isCloseTo(333, within(1e-9));
    assertThat(powers.ticks()).containsExactly(100.0, 1_000.0);
    assertThat(Axis.around(0, 10, true, 0, 1).log()).as("nothing is at a power of ten").isFalse();
  }

  @Test
  void everyPlaceOfTheKeyboardIsFoundByTheMouse() throws Exception {
    Shown shown = shown(MetricName.E2E);
    for (HistoryPlot plot :
        List.of(
            new EcdfPlot(shown.metric(), false, shown.drawn()),
            new EcdfPlot(shown.metric(), true, shown.drawn()),
            new BoxPlot(shown.metric(), false, shown.drawn()),
            new HoursPlot(shown.metric(), "UTC", shown.days()),
            compared.tradeOff())) {
      assertThat(plot.nothing()).isEmpty();
      assertThat(plot.spots(FRAME)).isNotEmpty();
      for (Spot spot : plot.spots(FRAME)) {
        Spot found = plot.at(FRAME, spot.x(), spot.y()).orElseThrow();
        assertThat(found.distance(spot.x(), spot.y())).isLessThan(1);
        assertThat(found.answer()).isNotNull();
      }
      assertThat(plot.summary()).contains("demo/base");
      assertThat(plot.definition()).contains("AIPerf");
    }
  }

  @Test
  void tablesHaveALineForEverythingThatIsDrawn() throws Exception {
    Shown shown = shown(MetricName.TTFT);
    int samples = shown.drawn().stream().mapToInt(one -> one.samples().count()).sum();
    assertThat(lines(new EcdfPlot(shown.metric(), false, shown.drawn()))).isEqualTo(samples);
    assertThat(lines(new BoxPlot(shown.metric(), false, shown.drawn()))).isEqualTo(4);
    assertThat(lines(new HoursPlot(shown.metric(), "UTC", shown.days()))).isEqualTo(4 * 24);
    assertThat(lines(compared.tradeOff())).isEqualTo(4);
    assertThat(compared.tradeOff().table())
        .as("a model without a price has none, and not zero")
        .containsPattern("demo/base,\\d+,\\d+,[\\d.]+,[\\d.]+,[\\d.]+,,,\\d");
  }

  private static int lines(HistoryPlot plot) {
    return (int) plot.table().lines().count() - 1;
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(new EcdfPlot(MetricName.E2E, false, List.of()).nothing())
        .isEqualTo("No model is chosen.");
    Drawn none =
        new Drawn(
            new Series(0, "gw/m"),
            app.diptych.report.Samples.of("gw/m", List.of(), MetricName.E2E, false));
    assertThat(new BoxPlot(MetricName.E2E, false, List.of(none)).nothing())
        .startsWith("Every answer is left out");
    assertThat(none.percentileWords(95)).isEqualTo("needs 20 answers");
  }

  /**
   * The seeded models cost 0.58 USD, 0.7 USD and 0.95 CNY a million; at 0.14 these are 0.133 USD.
   */
  @Test
  void putsOtherCurrenciesOnTheAxisAtTheRateAndSaysAbout() throws Exception {
    TradeOffPlot plot = inTwoCurrencies(YUAN);
    assertThat(plot.common().code()).isEqualTo("USD");
    Choice yuan = choice(plot, "openrouter/gpt-oss-120b");
    assertThat(yuan.cost().orElseThrow()).isCloseTo(0.133, within(1e-12));
    assertThat(choice(plot, "holysheep/qwen3-235b").cost().orElseThrow())
        .isCloseTo(0.7, within(1e-12));
    assertThat(plot.summary()).contains("about 0.133 USD (0.950 CNY)").contains(", 0.700 USD,");
    assertThat(plot.beside())
        .contains(
            "Costs in other currencies are about that, at 1 CNY = 0.14 USD (ECB, 2026-11-26).")
        .doesNotContain("no rate");
    assertThat(plot.beside()).as("it is on the front of all").contains(yuan.series().words());
    assertThat(plot.spots(FRAME))
        .filteredOn(spot -> spot.sentence().contains("about 0.133 USD"))
        .as("on all three charts")
        .hasSize(3);
    assertThat(plot.table())
        .containsPattern(
            "gpt-oss-120b,[^\\n]*,0\\.95,CNY,[\\d.]+,0\\.133,USD,\"1 CNY = 0\\.14 USD \\(ECB, 2026-11-26\\)\"")
        .containsPattern("qwen3-235b,[^\\n]*,0\\.7,USD,[\\d.]+,,,\\r\\n");
  }

  @Test
  void leavesOtherCurrenciesOffTheAxisWithoutARateAndSaysHowToGiveOne() throws Exception {
    TradeOffPlot plot = inTwoCurrencies(ExchangeRates.NONE);
    assertThat(plot.common().code()).isEqualTo("USD");
    assertThat(choice(plot, "openrouter/gpt-oss-120b").cost()).isEmpty();
    assertThat(plot.beside())
        .contains(
            "What was charged in CNY has no rate to USD and is not on the axes of cost: give one in"
                + " the settings, under Prices, Rates and tariff.")
        .contains("openrouter/gpt-oss-120b (priced in CNY)");
    assertThat(plot.summary()).doesNotContain("about");
    assertThat(plot.table()).containsPattern("gpt-oss-120b,[^\\n]*,0\\.95,CNY,[\\d.]+,,,\\r\\n");
  }

  /** Half of its answers in a currency without a rate: the other half is not its cost. */
  @Test
  void drawsNoPartOfACostAsTheCost() throws Exception {
    TradeOffPlot plot =
        charged(ExchangeRates.NONE, one -> one.trial().hashCode() % 2 == 0 ? inYuan(one) : one);
    assertThat(plot.common().code()).isEqualTo("USD");
    Choice both = choice(plot, "openrouter/gpt-oss-120b");
    assertThat(both.charged()).contains(" CNY + ").contains(" USD");
    assertThat(both.cost()).isEmpty();
    assertThat(plot.spots(FRAME))
        .filteredOn(spot -> spot.series().equals(both.series()))
        .as("on the one chart without cost")
        .hasSize(1);
    assertThat(plot.beside()).contains("openrouter/gpt-oss-120b (priced in CNY, USD)");
    assertThat(plot.table()).containsPattern("gpt-oss-120b,\\d[^\\n]*,[\\d.]+,,,[\\d.]+,,,\\r\\n");
  }

  @Test
  void saysAtLeastWhereMoreMayHaveBeenCharged() throws Exception {
    TradeOffPlot plot = charged(ExchangeRates.NONE, HistoryPlotTest::perhapsMore);
    assertThat(plot.summary()).contains(", at least 0.950 USD").contains(", 0.700 USD,");
  }

  private static Choice choice(TradeOffPlot plot, String model) {
    return plot.all().stream()
        .filter(one -> one.series().model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  /** The same answers, those of one model charged in yuan. */
  private TradeOffPlot inTwoCurrencies(ExchangeRates rates) throws Exception {
    return charged(rates, HistoryPlotTest::inYuan);
  }

  /** The same answers, those of one model with other costs. */
  private TradeOffPlot charged(ExchangeRates rates, UnaryOperator<MeasuredAnswer> other)
      throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace workspace =
        Workspace.open(home.resolve("workspace.db"), Role.OWNER, writer, NanoClock.system())) {
      for (int i = 0; i < 4; i++) {
        workspace.sessions().add(PastAnswers.session(i)).get(30, TimeUnit.SECONDS);
      }
      History read = History.of(workspace.measurements(MeasureQuery.all()));
      Map<String, List<MeasuredAnswer>> answers = new HashMap<>(read.answers());
      answers.computeIfPresent(
          "openrouter/gpt-oss-120b", (_, all) -> all.stream().map(other).toList());
      History history = new History(answers, read.copies(), read.models());
      ModelSlots slots = new ModelSlots();
      history.models().stream().map(History.Asked::name).sorted().forEach(slots::add);
      Shown.Wish wish = new Shown.Wish(MetricName.E2E, false, ZoneOffset.UTC, slots.series());
      return Compared.of(history, workspace, Compared.Wish.of(wish, null, rates)).tradeOff();
    } finally {
      writer.shutdownNow();
    }
  }

  private static MeasuredAnswer inYuan(MeasuredAnswer one) {
    Cost cost =
        one.cost() instanceof Cost.Known known
            ? new Cost.Known(new Money(known.money().amount(), "CNY"), known.estimated())
            : one.cost();
    return costing(one, cost);
  }

  private static MeasuredAnswer perhapsMore(MeasuredAnswer one) {
    return one.cost() instanceof Cost.Known known
        ? costing(one, new Cost.Known(known.money(), known.estimated(), "a try was lost"))
        : one;
  }

  private static MeasuredAnswer costing(MeasuredAnswer one, Cost cost) {
    return new MeasuredAnswer(
        one.trial(),
        one.side(),
        one.session(),
        one.tags(),
        one.startedAt(),
        one.model(),
        one.local(),
        one.metrics(),
        Objects.requireNonNull(one.source()),
        one.outcome(),
        one.failure(),
        cost,
        one.marks(),
        one.preparation(),
        one.held(),
        one.connect(),
        one.reaching(),
        one.inTurn());
  }

  private Shown shown(MetricName metric) throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace workspace =
        Workspace.open(home.resolve("workspace.db"), Role.OWNER, writer, NanoClock.system())) {
      for (int i = 0; i < 4; i++) {
        workspace.sessions().add(PastAnswers.session(i)).get(30, TimeUnit.SECONDS);
      }
      History history = History.of(workspace.measurements(MeasureQuery.all()));
      ModelSlots slots = new ModelSlots();
      history.models().stream().map(History.Asked::name).sorted().forEach(slots::add);
      Shown.Wish wish = new Shown.Wish(metric, false, ZoneOffset.UTC, slots.series());
      compared = Compared.of(history, workspace, Compared.Wish.of(wish, null, ExchangeRates.NONE));
      return Shown.of(history, wish);
    } finally {
      writer.shutdownNow();
    }
  }
}
