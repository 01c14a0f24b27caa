package app.diptych.report.check;

import app.diptych.report.check.Finding.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer takes the time to its first token and one inter-token latency for each token more. */
final class LengthRule {
  static final String NAME = "e2e-is-ttft-plus-tokens";

  /** Means of unlike requests need not add up exactly. */
  private static final double SLACK = 0.25;

  /** So many times off is told when the length of the answers was only assumed. */
  private static final double FAR = 2;

  /**
   * What is known about the time a token takes.
   *
   * @param milliseconds for each token after the first
   * @param from the figure it comes from
   */
  private record Pace(double milliseconds, Figure from) {}

  private LengthRule() {}

  static void check(PublishedFigures figures, int stated, Consumer<Finding> found) {
    for (String key : figures.keys()) {
      for (Figure e2e : figures.of(key, Measure.E2E)) {
        Figure ttft = beside(figures, e2e, Measure.TTFT);
        Pace pace = pace(figures, e2e);
        if (e2e.metric().statistic().equals(Statistic.MEAN) && ttft != null && pace != null) {
          Figure length = beside(figures, e2e, Measure.ANSWER_LENGTH);
          check(e2e, ttft, pace, length, stated).ifPresent(found);
        }
      }
    }
  }

  private static Optional<Finding> check(
      Figure e2e, Figure ttft, Pace pace, @Nullable Figure length, int stated) {
    boolean assumed = length == null && stated == 0;
    double tokens =
        length != null ? value(length) : stated > 0 ? stated : ConsistencyCheck.USUAL_ANSWER;
    double whole = value(e2e);
    double expected = value(ttft) + Math.max(0, tokens - 1) * pace.milliseconds();
    double ratio = Math.max(whole, expected) / Math.max(1e-9, Math.min(whole, expected));
    double fitting = 1 + (whole - value(ttft)) / pace.milliseconds();
    boolean impossible = fitting < 1 && ttft.isSurelyAbove(e2e);
    if (ratio <= 1 + SLACK || (assumed && !impossible && ratio < FAR)) {
      return Optional.empty();
    }
    // A rate that would do the work sooner may be of many requests at once, as servers print it.
    boolean total = pace.from().metric().measure() == Measure.THROUGHPUT && expected < whole;
    String fits =
        total
            ? "Or the rate is the server's, of many requests at once."
            : impossible
                ? "No length fits, not even one token."
                : "An answer of %s tokens would fit."
                    .formatted(PublishedFigures.number(Math.max(1, fitting)));
    String computed = PublishedFigures.number(expected) + " ms";
    return Optional.of(
        new Finding(
            total || (assumed && !impossible) ? Severity.DOUBT : Severity.CONTRADICTION,
            NAME,
            e2e.subject(),
            List.of(e2e.words(), computed),
            "%s, but an answer of %s tokens (%s) takes about %s: E2E = TTFT + (n - 1) x ITL = %s + %s x %s ms (from %s). %s"
                .formatted(
                    e2e.words(),
                    PublishedFigures.number(tokens).replaceAll("\\.0+$", ""),
                    assumed ? "assumed, none is stated" : "as stated",
                    computed,
                    ttft.cell().strip(),
                    PublishedFigures.number(Math.max(0, tokens - 1)).replaceAll("\\.0+$", ""),
                    PublishedFigures.number(pace.milliseconds()),
                    pace.from().words(),
                    fits)));
  }

  private static @Nullable Pace pace(PublishedFigures figures, Figure e2e) {
    for (Measure measure : List.of(Measure.TPOT, Measure.ITL)) {
      Figure itl = beside(figures, e2e, measure);
      if (itl != null && itl.printed().value().signum() > 0) {
        return new Pace(value(itl), itl);
      }
    }
    Figure rate = beside(figures, e2e, Measure.THROUGHPUT);
    return rate != null && rate.printed().value().signum() > 0
        ? new Pace(1_000 / value(rate), rate)
        : null;
  }

  private static @Nullable Figure beside(PublishedFigures figures, Figure near, Measure measure) {
    return figures.beside(near, new MetricName(measure, Statistic.MEAN)).orElse(null);
  }

  private static double value(Figure figure) {
    BigDecimal value = figure.printed().value();
    return value.doubleValue();
  }
}
