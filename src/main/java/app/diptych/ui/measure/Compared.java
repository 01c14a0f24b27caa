package app.diptych.ui.measure;

import app.diptych.batch.Arrivals;
import app.diptych.cost.ExchangeRates;
import app.diptych.report.BenchmarkSheet;
import app.diptych.report.CommonCurrency;
import app.diptych.report.MeasuredGroup;
import app.diptych.report.TradeOff;
import app.diptych.review.Verdict;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.Goodput;
import app.diptych.timing.MetricName;
import app.diptych.timing.Share;
import app.diptych.trial.MeasuredAnswer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The chosen models beside each other: their trade-off and their sheet. It is made in the
 * background, apart from the distributions, which need not wait for it.
 */
record Compared(TradeOffPlot tradeOff, BenchmarkSheet sheet) {

  /** What of a wish it depends on. */
  record Wish(
      MetricName latency,
      boolean contendedToo,
      @Nullable Goodput good,
      List<Series> series,
      ExchangeRates rates) {
    Wish {
      series = List.copyOf(series);
    }

    /** A time to first token where that is looked at, else the whole latency. */
    static Wish of(Shown.Wish wish, @Nullable Goodput good, ExchangeRates rates) {
      return new Wish(
          wish.metric() == MetricName.TTFT ? MetricName.TTFT : MetricName.E2E,
          wish.contendedToo(),
          good,
          wish.series(),
          rates);
    }
  }

  /**
   * @throws InterruptedException when nobody wants it any more
   */
  static Compared of(History history, Workspace workspace, Wish wish)
      throws WorkspaceException, InterruptedException {
    Map<String, Verdict> verdicts = workspace.verdicts();
    Map<String, Share> won =
        TradeOff.won(
            history.answers().values().stream().flatMap(Collection::stream).toList(), verdicts);
    List<MeasuredGroup> groups =
        wish.series().parallelStream()
            .map(Series::model)
            .map(model -> MeasuredGroup.of(model, history.of(model), wish.contendedToo()))
            .toList();
    Shown.check();
    List<TradeOff> known =
        groups.parallelStream()
            .map(group ->
                TradeOff.of(group, won.getOrDefault(group.name(), new Share(0, 0)), wish.latency()))
            .toList();
    Shown.check();
    CommonCurrency common =
        CommonCurrency.of(known.stream().map(TradeOff::cost).toList(), wish.rates());
    List<Choice> choices =
        wish.series().stream()
            .map(series -> new Choice(series, known.get(wish.series().indexOf(series)), common))
            .toList();
    return new Compared(
        new TradeOffPlot(wish.latency(), common, choices),
        BenchmarkSheet.ofGroups(
                groups.stream().sorted(Comparator.comparing(MeasuredGroup::name)).toList(),
                history.copies(),
                wish.contendedToo(),
                wish.good(),
                common)
            .noting(Arrivals.hints(workspace, sessions(history, wish.series()))));
  }

  private static Set<String> sessions(History history, List<Series> series) {
    return series.stream()
        .flatMap(one -> history.of(one.model()).stream())
        .map(MeasuredAnswer::session)
        .collect(Collectors.toSet());
  }
}
