package app.diptych.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.cost.Cost;
import app.diptych.review.Verdict;
import app.diptych.timing.MetricName;
import app.diptych.timing.Share;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** How good, dear and slow models were, and which nothing beats. */
class TradeOffTest {
  private record Point(String name, double cost, double latency) {}

  private static final List<ToDoubleFunction<Point>> BOTH = List.of(Point::cost, Point::latency);

  @Test
  void keepsWhatNothingElseBeats() {
    // By hand: b is dearer and slower than a, d as dear as c and slower.
    List<Point> all =
        List.of(
            new Point("a", 1, 5),
            new Point("b", 2, 6),
            new Point("c", 3, 2),
            new Point("d", 3, 3),
            new Point("e", 9, 1));
    assertThat(Pareto.front(all, BOTH)).extracting(Point::name).containsExactly("a", "c", "e");
  }

  @Test
  void keepsEqualsTogether() {
    List<Point> all = List.of(new Point("a", 1, 1), new Point("b", 1, 1), new Point("c", 1, 2));
    assertThat(Pareto.front(all, BOTH)).extracting(Point::name).containsExactly("a", "b");
  }

  @Test
  void frontCoversEverythingElseAndNothingOfItself() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      List<Point> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(new Point("p" + i, random.nextInt(8), random.nextInt(8)));
      }
      Set<Point> front = new HashSet<>(Pareto.front(all, BOTH));
      assertThat(front).isNotEmpty();
      for (Point one : all) {
        boolean beaten =
            front.stream()
                .anyMatch(other ->
                    other.cost <= one.cost
                        && other.latency <= one.latency
                        && (other.cost < one.cost || other.latency < one.latency));
        assertThat(beaten).isEqualTo(!front.contains(one));
      }
    }
  }

  @Test
  void countsVerdictsWonOfTrialsBetweenTwoModels() {
    List<MeasuredAnswer> answers = new ArrayList<>();
    pair(answers, "1", "gw/a", "gw/b");
    pair(answers, "2", "gw/b", "gw/a");
    pair(answers, "3", "gw/a", "gw/b");
    pair(answers, "4", "gw/a", "gw/b");
    pair(answers, "5", "gw/a", "gw/a");
    pair(answers, "6", "gw/a", "gw/b");
    Map<String, Share> won =
        TradeOff.won(
            answers,
            Map.of(
                "1",
                Verdict.A,
                "2",
                Verdict.A,
                "3",
                Verdict.TIE,
                "4",
                Verdict.BOTH_BAD,
                "5",
                Verdict.A));
    assertThat(won)
        .containsOnly(Map.entry("gw/a", new Share(1, 4)), Map.entry("gw/b", new Share(1, 4)));
    // Wilson for 1 of 4, as statsmodels' proportion_confint(1, 4, method="wilson") has it.
    assertThat(Objects.requireNonNull(won.get("gw/a")).interval().orElseThrow().low())
        .isCloseTo(0.0456, within(5e-5));
    assertThat(Objects.requireNonNull(won.get("gw/a")).interval().orElseThrow().high())
        .isCloseTo(0.6994, within(5e-5));
  }

  @Test
  void leavesOutTrialsThatAnotherModelAnswered() {
    List<MeasuredAnswer> answers = new ArrayList<>();
    answers.add(side(Measured.of("gw/a"), "1", Side.A));
    answers.add(side(Measured.of("gw/b").marked(Mark.ANSWERED_BY_ANOTHER), "1", Side.B));
    assertThat(TradeOff.won(answers, Map.of("1", Verdict.A))).isEmpty();
  }

  @Test
  void whatIsNotKnownIsMissingAndNotZero() {
    Measured local = Measured.of("demo/small").costing(new Cost.Local());
    TradeOff off =
        TradeOff.of(
            MeasuredGroup.of("demo/small", List.of(local.answer()), false),
            new Share(0, 0),
            MetricName.E2E);
    CommonCurrency dollars = new CommonCurrency("USD", List.of(), List.of());
    assertThat(off.cost(dollars)).isEmpty();
    assertThat(off.medianLatency()).as("one answer has no median").isEmpty();
    assertThat(off.won().value()).isEmpty();
    assertThat(off.local()).isTrue();

    Measured priced = Measured.of("gw/a").costing("0.000091", "USD");
    MeasuredAnswer quick = priced.answer();
    TradeOff known =
        TradeOff.of(
            MeasuredGroup.of("gw/a", List.of(priced.lasting(2_000).answer(), quick), false),
            new Share(1, 2),
            MetricName.E2E);
    assertThat(known.cost(dollars).orElseThrow()).as("91 tokens").isCloseTo(1, within(1e-12));
    // At 0.14 USD, 1 USD is 7.142857... CNY.
    CommonCurrency yuan = new CommonCurrency("CNY", CommonCurrencyTest.YUAN.all(), List.of());
    assertThat(known.cost(yuan).orElseThrow()).isCloseTo(1 / 0.14, within(1e-12));
    assertThat(off.cost(yuan)).isEmpty();
    CommonCurrency without = new CommonCurrency("CNY", List.of(), List.of("USD"));
    assertThat(known.cost(without)).as("no rate, no number").isEmpty();
    assertThat(known.medianLatency()).contains(1_500.0);
    assertThat(known.typical()).contains(quick);
  }

  private static void pair(List<MeasuredAnswer> answers, String trial, String a, String b) {
    answers.add(side(Measured.of(a), trial, Side.A));
    answers.add(side(Measured.of(b), trial, Side.B));
  }

  private static MeasuredAnswer side(Measured measured, String trial, Side side) {
    MeasuredAnswer one = measured.answer();
    return new MeasuredAnswer(
        trial,
        side,
        one.session(),
        one.tags(),
        one.startedAt(),
        one.model(),
        one.local(),
        one.metrics(),
        measured.source(),
        one.outcome(),
        one.failure(),
        one.cost(),
        one.marks(),
        one.preparation(),
        one.held(),
        one.connect(),
        one.reaching(),
        false);
  }
}
