package app.diptych.report.decision;

import app.diptych.timing.Interval;
import app.diptych.timing.MetricName;
import app.diptych.timing.Percentiles.Known;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What times say of the two beside each other: a difference is one where the intervals part. */
record Speed(MetricName metric, int percent, String words) {
  static final List<Speed> ALL =
      List.of(
          new Speed(MetricName.TTFT, 50, "time to first token, p50"),
          new Speed(MetricName.TTFT, 95, "time to first token, p95"),
          new Speed(MetricName.E2E, 50, "end-to-end time, p50"),
          new Speed(MetricName.E2E, 95, "end-to-end time, p95"));

  /** A percentile of one of them. */
  record Point(SideFacts side, double value, Interval interval, int n) {
    String words() {
      return String.format(
          Locale.ROOT,
          "%s (%s to %s), n %,d",
          Figures.millis(value),
          Figures.millis(interval.low()),
          Figures.millis(interval.high()),
          n);
    }
  }

  /** Empty with too few answers for a percentile and its interval. */
  Optional<Point> of(SideFacts side) {
    int n = side.group().summary(metric).count();
    if (n >= SideFacts.FEWEST
        && side.group().summary(metric).percentile(percent)
            instanceof Known(double value, Optional<Interval> interval)
        && interval.isPresent()) {
      return Optional.of(new Point(side, value, interval.get(), n));
    }
    return Optional.empty();
  }

  /** A sentence, also where there is too little to tell. */
  private Text statement(Decided decided) {
    Point a = of(decided.a()).orElse(null);
    Point b = of(decided.b()).orElse(null);
    if (a == null || b == null) {
      return Text.of(
              "Nothing is said about %s: there are too few answers for its interval."
                  .formatted(words))
          .by("speed-table");
    }
    boolean aFirst = a.interval().high() < b.interval().low();
    boolean bFirst = b.interval().high() < a.interval().low();
    if (!aFirst && !bFirst) {
      return Text.of("No difference shown in %s: the intervals overlap.".formatted(words)).by(id());
    }
    Point fast = aFirst ? a : b;
    Point slow = aFirst ? b : a;
    return Text.of(
            "%s is quicker in %s: %s against %s."
                .formatted(fast.side().model(), words, fast.words(), slow.words()))
        .by(id());
  }

  /** The id of its chart. */
  String id() {
    return "speed-" + metric.name().toLowerCase(Locale.ROOT) + percent;
  }

  /** What can be said, a sentence each; that nothing can, when it cannot. */
  static List<Text> statements(Decided decided) {
    if (!decided.speaksOfSpeed()) {
      return List.of(
          Text.of(
                  "Nothing is said about speed: it needs %d answers of each with times that compare, and there are %d of %s and %d of %s."
                      .formatted(
                          SideFacts.FEWEST,
                          decided.a().group().metrics().size(),
                          decided.a().model(),
                          decided.b().group().metrics().size(),
                          decided.b().model()))
              .by("left-out"));
    }
    return ALL.stream().map(one -> one.statement(decided)).toList();
  }
}
