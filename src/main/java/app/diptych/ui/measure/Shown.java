package app.diptych.ui.measure;

import app.diptych.report.LeftOut;
import app.diptych.report.Samples;
import app.diptych.timing.MetricName;
import java.time.ZoneId;
import java.util.List;

/**
 * One metric of the chosen models. It is made in the background.
 *
 * @param leftOut of the metric, all models together
 */
record Shown(
    MetricName metric, List<Drawn> drawn, List<HoursPlot.Day> days, ZoneId zone, LeftOut leftOut) {

  /** What is asked for. */
  record Wish(MetricName metric, boolean contendedToo, ZoneId zone, List<Series> series) {
    Wish {
      series = List.copyOf(series);
    }
  }

  Shown {
    drawn = List.copyOf(drawn);
    days = List.copyOf(days);
  }

  /**
   * @throws InterruptedException when nobody wants it any more
   */
  static Shown of(History history, Wish wish) throws InterruptedException {
    boolean contended = wish.contendedToo();
    List<Drawn> drawn =
        wish.series().stream()
            .map(series ->
                new Drawn(
                    series,
                    Samples.of(
                        series.model(), history.of(series.model()), wish.metric(), contended)))
            .toList();
    check();
    List<HoursPlot.Day> days =
        drawn.stream()
            .map(one -> new HoursPlot.Day(one.series(), one.samples().byHour(wish.zone())))
            .toList();
    check();
    return new Shown(
        wish.metric(),
        drawn,
        days,
        wish.zone(),
        LeftOut.sum(drawn.stream().map(one -> one.samples().leftOut()).toList()));
  }

  /** Ends work that nobody wants any more. */
  static void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
