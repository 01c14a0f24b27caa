package app.diptych.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.cost.Tariff;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the charts know of an answer, and say of a moment. */
class TraceTest {
  private static final long MS = 1_000_000;
  private static final ExchangeRates YUAN =
      ExchangeRates.NONE.with(
          new ExchangeRate(
              "CNY", "USD", new BigDecimal("0.14"), "ECB", LocalDate.of(2026, 11, 26)));

  /** The gaps of AIPerf's own unit test: chunks at 100, 150 and 210. */
  @Test
  void readsGapsAsAiperfDoes() {
    Trace trace = trace(new long[] {100, 150, 210}, 10);
    GapPlot plot = new GapPlot();
    assertThat(plot.reading(trace, 150 * MS)).isEqualTo("50.0 ms");
    assertThat(plot.reading(trace, 209 * MS)).isEqualTo("50.0 ms");
    assertThat(plot.reading(trace, 210 * MS)).isEqualTo("60.0 ms");
    assertThat(plot.reading(trace, 120 * MS)).as("one delta has no gap").isEmpty();
    assertThat(plot.table(Map.of(Side.A, trace)))
        .isEqualTo("side,delta,ms,gap_ms\nA,2,150,50\nA,3,210,60\n");
  }

  /** numpy.percentile([1, 2, 4, 8], [50, 95]) is 3 and 7.4. */
  @Test
  void takesPercentilesAsNumpyDoes() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(GapPlot.quantile(sorted, 0.5)).isEqualTo(3);
    assertThat(GapPlot.quantile(sorted, 0.95)).isCloseTo(7.4, within(1e-12));
    assertThat(GapPlot.quantile(new double[] {5}, 0.95)).isEqualTo(5);
  }

  @Test
  void countsTheDeltasOfAnyMoment() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      long[] at = random.longs(random.nextInt(200), 0, 5_000).sorted().toArray();
      Trace trace = trace(at, 3);
      for (int i = 0; i < 50; i++) {
        long moment = random.nextLong(6_000);
        long expected = Arrays.stream(at).filter(each -> each <= moment).count();
        assertThat(trace.deltas(moment * MS)).isEqualTo((int) expected);
        assertThat(trace.characters((int) expected)).isEqualTo((int) expected * 3);
      }
    }
  }

  @Test
  void growsPieceByPieceToTheSameAsAtOnce() {
    Trace whole = trace(new long[] {1, 2, 3, 5, 8, 13}, 4);
    Trace grown = new Trace();
    grown.add(recording(new long[] {1, 2}, 4));
    grown.add(recording(new long[] {3, 5, 8, 13}, 4));
    grown.ended(answer(6, new Cost.Local(), null));
    assertThat(new RacePlot().table(Map.of(Side.A, grown)))
        .isEqualTo(new RacePlot().table(Map.of(Side.A, whole)));
  }

  @Test
  void neverGoesBackInTimeWhateverARecordingSays() {
    Trace trace = trace(new long[] {50, 10, -7, 60}, 1);
    assertThat(trace.at(1)).isEqualTo(50 * MS);
    assertThat(trace.at(2)).isEqualTo(50 * MS);
    assertThat(trace.last()).isEqualTo(60 * MS);
    assertThat(trace.wentBack()).isTrue();
    assertThat(trace(new long[] {10, 10, 60}, 1).wentBack()).isFalse();
    assertThat(trace(new long[] {-1, 10}, 1).wentBack()).isTrue();
    assertThat(RatePlot.rate(trace, 60 * MS)).isFinite();
  }

  @Test
  void spendsThePromptFirstAndTheWholeSumInTheEnd() {
    Trace trace = new Trace();
    trace.priced(new Spend(Money.of("0.4", "USD"), Money.of("0.1", "USD"), Money.of("0.5", "USD")));
    trace.add(recording(new long[] {10, 20, 30}, 1));
    assertThat(trace.spent(0)).isEqualTo(0.4);
    assertThat(trace.spent(3)).isCloseTo(0.7, within(1e-12));
    trace.ended(answer(9, new Cost.Known(Money.of("1.3", "USD"), false), null));
    assertThat(trace.spent(0)).isEqualTo(0.4);
    assertThat(trace.spent(3)).isCloseTo(1.3, within(1e-12));
    assertThat(new CostPlot().reading(trace, 30 * MS)).isEqualTo("1.30 USD");
    assertThat(new CostPlot().reading(trace, 29 * MS)).startsWith("~");
  }

  /** At 0.35 a million for the answer and 0.5 for reasoning: 20 tokens of text cost 7 of 10^-6. */
  @Test
  void spendsTheRateOfTheAnswerOnTextAndThatOfReasoningOnReasoning() {
    Price price =
        new Price(
            "x",
            "m",
            new Rates(new BigDecimal("0.1"), new BigDecimal("0.35"), null, new BigDecimal("0.5")),
            List.of(),
            "USD",
            "test",
            LocalDate.of(2026, 11, 26));
    Spend spend = Spend.of(price, 10).orElseThrow();
    assertThat(spend)
        .isEqualTo(
            new Spend(
                Money.of("0.000001", "USD"),
                Money.of("0.00000035", "USD"),
                Money.of("0.0000005", "USD")));
    Trace trace = new Trace();
    trace.priced(spend);
    trace.add(
        Recording.of(
            new long[] {1 * MS, 2 * MS, 3 * MS},
            new int[] {1, 1, 1},
            new boolean[] {true, false, false}));
    assertThat(trace.spent(1)).isCloseTo(0.0000015, within(1e-15));
    assertThat(trace.spent(3)).isCloseTo(0.0000022, within(1e-15));
  }

  @Test
  void saysThatACostIsAtLeastSoMuch() {
    Trace trace = new Trace();
    trace.add(recording(new long[] {5}, 1));
    trace.ended(answer(1, new Cost.Known(Money.of("1", "USD"), false, "a try was lost"), null));
    assertThat(new CostPlot().reading(trace, 5 * MS)).isEqualTo("\u2265 1.00 USD");
  }

  @Test
  void keepsTheTimeInWhichNothingCameBeforeAnAnswerBrokeOff() {
    Trace silent = new Trace();
    silent.passed(6_000 * MS);
    silent.ended(failed(null));
    assertThat(silent.now()).isEqualTo(6_000 * MS);
    assertThat(new PhasePlot().reading(silent, 3_000 * MS)).isEqualTo("waiting 6,000 ms");
    assertThat(new PhasePlot().reading(silent, 7_000 * MS)).isEqualTo("failed");

    Trace stalled = new Trace();
    stalled.add(recording(new long[] {100, 200}, 1));
    stalled.ended(
        failed(
            new Delivery(
                Duration.ofMillis(40),
                1,
                null,
                new CallPhases(
                    null,
                    null,
                    Duration.ofMillis(50),
                    null,
                    Duration.ZERO,
                    Duration.ofMillis(50),
                    Duration.ofMillis(4_100),
                    Map.of()))));
    assertThat(PhasePlot.parts(stalled))
        .extracting(part -> part.phase().word() + " " + part.to() / MS)
        .containsExactly("connect 50", "waiting 100", "answer 200", "waiting 4200");
    assertThat(new PhasePlot().reading(stalled, 1_000 * MS))
        .isEqualTo("waiting 4,000 ms, queued 40.0 ms before");
  }

  @Test
  void saysThatAnAnswerCameInOnePieceInsteadOfGapsOfNothing() {
    Trace burst = trace(new long[] {50, 50, 50}, 1);
    assertThat(new GapPlot().nothing(Map.of(Side.A, burst))).isEqualTo("it came in one piece");
    assertThat(new GapPlot().reading(burst, 50 * MS)).isEmpty();
  }

  @Test
  void drawsNoCostForWhatHasNoPriceOrNoCommonCurrency() {
    CostPlot plot = new CostPlot();
    Trace local = trace(new long[] {1}, 1);
    assertThat(plot.nothing(Map.of(Side.A, local)))
        .isEqualTo("nothing is paid, or no price is known");
    assertThat(plot.reading(local, MS)).isEmpty();
    Map<Side, Trace> both = new EnumMap<>(Side.class);
    both.put(Side.A, costing("1", "USD"));
    both.put(Side.B, costing("1", "CNY"));
    assertThat(plot.nothing(both)).isEqualTo("USD and CNY have no common axis without a rate");
  }

  /** At 0.14 USD for 1 CNY, 10 CNY are 1.4 USD, and 7 USD are 50 CNY. */
  @Test
  void drawsTheCurrencyOfBInThatOfAAtTheRateAndSaysAbout() {
    ChartsModel model = new ChartsModel((_, _) -> {});
    show(model, Side.A, "2", "USD");
    show(model, Side.B, "10", "CNY");
    CostPlot plot = new CostPlot();
    assertThat(plot.nothing(model.traces()))
        .isEqualTo("USD and CNY have no common axis without a rate");
    assertThat(plot.reading(trace(model, Side.B), 5 * MS)).isEqualTo("10.0 CNY");
    model.convertAt(YUAN);
    assertThat(plot.nothing(model.traces())).isEmpty();
    assertThat(trace(model, Side.B).drawn(1)).isCloseTo(1.4, within(1e-12));
    assertThat(plot.unit(model.traces()))
        .isEqualTo("USD, about at 1 CNY = 0.14 USD (ECB, 2026-11-26)");
    assertThat(plot.reading(trace(model, Side.A), 5 * MS)).isEqualTo("2.00 USD");
    assertThat(plot.reading(trace(model, Side.B), 5 * MS))
        .isEqualTo("10.0 CNY, about 1.40 USD at 1 CNY = 0.14 USD");
    assertThat(plot.table(model.traces()))
        .isEqualTo(
            """
            side,delta,ms,spent,currency,about,about_currency,rate
            A,1,5,2,USD,,,
            B,1,5,10,CNY,1.4,USD,"1 CNY = 0.14 USD (ECB, 2026-11-26)"
            """);

    show(model, Side.A, "10", "CNY");
    show(model, Side.B, "7", "USD");
    assertThat(plot.reading(trace(model, Side.B), 5 * MS))
        .as("the other way round")
        .isEqualTo("7.00 USD, about 50.0 CNY at 1 CNY = 0.14 USD");
    model.convertAt(ExchangeRates.NONE);
    assertThat(plot.nothing(model.traces())).as("the rate was taken away").isNotEmpty();
  }

  @Test
  void drawsBInItsOwnCurrencyWhileAHasNoPriceOrTheSame() {
    ChartsModel model = new ChartsModel((_, _) -> {});
    model.convertAt(YUAN);
    show(model, Side.B, "10", "CNY");
    CostPlot plot = new CostPlot();
    assertThat(plot.unit(model.traces())).isEqualTo("CNY");
    show(model, Side.A, "1", "CNY");
    assertThat(plot.unit(model.traces())).isEqualTo("CNY");
    show(model, Side.A, "1", "USD");
    assertThat(plot.unit(model.traces())).startsWith("USD, about at ");
    model.clear(Side.A);
    assertThat(plot.reading(trace(model, Side.B), 5 * MS)).isEqualTo("10.0 CNY");
  }

  /** The machine's own cost is known at its end: 1 USD at 0.14 is 7.14 CNY. */
  @Test
  void keepsTheAxisWhenTheCostOfAIsKnownAfterThatOfB() {
    ChartsModel model = new ChartsModel((_, _) -> {});
    model.convertAt(YUAN);
    model.show(Side.A, answer(1, new Cost.Local(), null), recording(new long[] {5}, 1));
    show(model, Side.B, "10", "CNY");
    CostPlot plot = new CostPlot();
    assertThat(plot.unit(model.traces())).isEqualTo("CNY");
    trace(model, Side.A).ended(answer(1, new Cost.Known(Money.of("1", "USD"), false), null));
    model.showAll();
    assertThat(plot.unit(model.traces())).startsWith("CNY, about at ");
    assertThat(plot.reading(trace(model, Side.B), 5 * MS)).isEqualTo("10.0 CNY");
    assertThat(plot.reading(trace(model, Side.A), 5 * MS))
        .isEqualTo("1.00 USD, about 7.14 CNY at 1 CNY = 0.14 USD");
    show(model, Side.A, "1", "USD");
    assertThat(plot.unit(model.traces())).as("shown anew").startsWith("USD, about at ");
  }

  private static void show(ChartsModel model, Side side, String amount, String currency) {
    model.show(
        side,
        answer(1, new Cost.Known(Money.of(amount, currency), false), null),
        recording(new long[] {5}, 1));
  }

  private static Trace trace(ChartsModel model, Side side) {
    return Objects.requireNonNull(model.traces().get(side));
  }

  @Test
  void tellsSmallSumsInMillionths() {
    assertThat(new CostPlot().unit(Map.of(Side.A, costing("0.0002", "USD"))))
        .isEqualTo("10\u207b\u2076 USD");
    assertThat(new CostPlot().unit(Map.of(Side.A, costing("2", "USD")))).isEqualTo("USD");
  }

  @Test
  void anAnswerOfThisMachineIsOnTheSameAxisAndSaysSo() {
    Trace here = new Trace();
    here.add(recording(new long[] {100, 200}, 5));
    here.ended(
        answer(
            2,
            Cost.Local.of(
                new Energy(3_600_000_000_000L, Duration.ofHours(1), "test", false),
                new Tariff(
                    new BigDecimal("0.30"), "USD", new BigDecimal("0.70"), "me", LocalDate.EPOCH)),
            null));
    assertThat(here.currency()).isEqualTo("USD");
    assertThat(here.spent(1)).isCloseTo(0.5, within(1e-12));
    assertThat(here.spent(2)).isCloseTo(1, within(1e-12));
    assertThat(new CostPlot().reading(here, 200 * MS)).isEqualTo("local 1.00 USD");
    assertThat(new CostPlot().nothing(Map.of(Side.A, here, Side.B, costing("2", "USD"))))
        .as("one axis")
        .isEmpty();
    Trace unmeasured = new Trace();
    unmeasured.ended(answer(2, new Cost.Local(), null));
    assertThat(unmeasured.currency()).isNull();
  }

  @Test
  void marksTokensAsGuessedUntilTheProviderToldThem() {
    Trace trace = new Trace();
    trace.add(recording(new long[] {5, 10, 15, 20}, 5));
    assertThat(new RatePlot().unit(Map.of(Side.A, trace))).isEqualTo("~tok/s");
    trace.ended(answer(8, new Cost.Local(), null));
    assertThat(new RatePlot().unit(Map.of(Side.A, trace))).isEqualTo("tok/s");
    // A delta of two tokens and five characters every 5 ms.
    assertThat(RatePlot.rate(trace, 18 * MS)).isCloseTo(400, within(1e-9));
    assertThat(new RatePlot().reading(trace, 18 * MS)).isEqualTo("400 tok/s (1,000 char/s)");
    assertThat(RatePlot.rate(trace, 4 * MS)).isZero();
  }

  @Test
  void splitsTheTimeIntoPhasesWithoutAGap() {
    Trace trace = new Trace();
    trace.add(
        Recording.of(
            new long[] {100 * MS, 200 * MS, 300 * MS},
            new int[] {1, 1, 1},
            new boolean[] {true, false, false}));
    trace.ended(
        answer(
            3,
            new Cost.Local(),
            new Delivery(
                Duration.ofMillis(40),
                1,
                null,
                new CallPhases(
                    null,
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    null,
                    null,
                    null,
                    null,
                    Map.of()))));
    List<PhasePlot.Part> parts = PhasePlot.parts(trace);
    assertThat(parts)
        .extracting(part -> part.phase().word() + " " + part.to() / MS)
        .containsExactly("connect 15", "waiting 100", "reasoning 200", "answer 300");
    for (int i = 1; i < parts.size(); i++) {
      assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
    }
    assertThat(new PhasePlot().table(Map.of(Side.B, trace))).contains("B,queued,-40,0\n");
  }

  @Test
  void hasNothingToDrawBeforeAnythingCame() {
    Map<Side, Trace> empty = Map.of(Side.A, new Trace());
    for (Plot plot :
        List.of(new RatePlot(), new GapPlot(), new CostPlot(), new RacePlot(), new PhasePlot())) {
      assertThat(plot.nothing(empty)).as(plot.title()).isNotEmpty();
      assertThat(plot.table(empty).lines()).as(plot.title()).hasSize(1);
      assertThat(plot.definition()).isNotBlank();
    }
  }

  private static Trace costing(String amount, String currency) {
    Trace trace = new Trace();
    trace.add(recording(new long[] {5}, 1));
    trace.ended(answer(1, new Cost.Known(Money.of(amount, currency), false), null));
    return trace;
  }

  private static Trace trace(long[] millis, int length) {
    Trace trace = new Trace();
    trace.add(recording(millis, length));
    trace.ended(answer(Math.max(1, millis.length), new Cost.Local(), null));
    return trace;
  }

  private static Recording recording(long[] millis, int length) {
    int[] lengths = new int[millis.length];
    Arrays.fill(lengths, length);
    return Recording.of(
        Arrays.stream(millis).map(each -> each * MS).toArray(),
        lengths,
        new boolean[millis.length]);
  }

  private static Answer failed(@Nullable Delivery delivery) {
    Answer whole = answer(1, new Cost.Local(), delivery);
    return new Answer(
        whole.model(),
        whole.local(),
        whole.request(),
        SideState.FAILED,
        null,
        "",
        "",
        null,
        null,
        new Failure.TimedOut("Nothing came.", "Ask again."),
        whole.timeline(),
        whole.preparation(),
        whole.delivery(),
        whole.cost());
  }

  private static Answer answer(int tokens, Cost cost, @Nullable Delivery delivery) {
    return new Answer(
        "m",
        true,
        new CompletionRequest("m", List.of(Message.user("?")), Sampling.providerDefaults()),
        SideState.FINISHED,
        null,
        "",
        "",
        new Usage(1, tokens, 0, 0, Usage.Source.REPORTED),
        FinishReason.STOP,
        null,
        Timeline.EMPTY,
        Duration.ZERO,
        delivery == null ? Delivery.PLAIN : delivery,
        cost);
  }
}
