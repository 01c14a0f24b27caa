package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.report.Samples;
import app.diptych.timing.MetricName;
import app.diptych.timing.Percentiles;
import app.diptych.ui.charts.Scale;
import java.util.List;
import java.util.Optional;

/** A series with the samples that are drawn of it. */
record Drawn(Series series, Samples samples) {
  /** The percentile; empty with too few samples. */
  Optional<Double> percentile(double percent) {
    return samples.percentile(percent);
  }

  /** The percentile, or how many answers it would need. */
  String percentileWords(double percent) {
    return percentile(percent)
        .map(value -> words(samples.metric(), value))
        .orElseGet(() -> say("needs %s answers").formatted(Percentiles.needed(percent)));
  }

  /** A number with its unit. */
  static String words(MetricName metric, double value) {
    return (Scale.figures(value) + " " + metric.unit().sign()).strip();
  }

  /** What is on an axis. */
  static String axis(MetricName metric) {
    String sign = metric.unit().sign();
    return sign.isEmpty() ? metric.label() : metric.label() + ", " + sign;
  }

  static double least(List<Drawn> all) {
    return all.stream()
        .filter(one -> one.samples.count() > 0)
        .mapToDouble(one -> one.samples.get(0).value())
        .min()
        .orElse(0);
  }

  static double greatest(List<Drawn> all) {
    return all.stream()
        .filter(one -> one.samples.count() > 0)
        .mapToDouble(one -> one.samples.get(one.samples.count() - 1).value())
        .max()
        .orElse(0);
  }

  /** Why nothing is drawn; empty when something is. */
  static String nothing(List<Drawn> all) {
    if (all.isEmpty()) {
      return say("No model is chosen.");
    }
    return all.stream().anyMatch(one -> one.samples.count() > 0)
        ? ""
        : say("Every answer is left out: see above why.");
  }

  /** The metric with its definition and whose it is. */
  static String definition(MetricName metric) {
    return say("%s: %s Source: %s.")
        .formatted(metric.label(), say(metric.definition()), metric.source().words());
  }
}
