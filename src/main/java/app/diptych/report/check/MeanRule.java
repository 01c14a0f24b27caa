package app.diptych.report.check;

import app.diptych.report.check.Finding.Severity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * Percentiles bound the mean: of values that are never negative, the share above a percentile is at
 * least that large, and the share below it at most. Exact for many samples; when the table says
 * that there are few, what is found is a doubt only.
 */
final class MeanRule {
  static final String NAME = "mean-within-percentiles";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal FEW = BigDecimal.valueOf(1_000);

  private MeanRule() {}

  static void check(PublishedFigures figures, Consumer<Finding> found) {
    for (String key : figures.keys()) {
      for (Measure measure : Measure.values()) {
        if (measure.dimension() != Measure.Dimension.TIME) {
          continue;
        }
        List<Figure> all = figures.of(key, measure);
        for (Figure mean : all) {
          if (mean.metric().statistic().equals(Statistic.MEAN)) {
            check(mean, steps(mean, all), few(figures, mean), found);
          }
        }
      }
    }
  }

  private static List<Figure> steps(Figure mean, List<Figure> all) {
    return all.stream()
        .filter(figure -> figure.table().equals(mean.table()))
        .filter(figure -> figure.metric().statistic().place() != null)
        .filter(figure -> figure.printed().low() != null && figure.printed().high() != null)
        .sorted(Comparator.comparing(MeanRule::place))
        .toList();
  }

  private static boolean few(PublishedFigures figures, Figure mean) {
    return mean.samples() > 0
        ? mean.samples() < FEW.intValue()
        : figures.of(mean.key(), Measure.SAMPLES).stream()
            .anyMatch(samples -> samples.printed().value().compareTo(FEW) < 0);
  }

  private static void check(Figure mean, List<Figure> steps, boolean few, Consumer<Finding> found) {
    if (steps.isEmpty()) {
      return;
    }
    if (isOutside(mean, steps, found)) {
      return;
    }
    Severity severity = few ? Severity.DOUBT : Severity.CONTRADICTION;
    BigDecimal least = least(steps);
    BigDecimal high = mean.printed().high();
    if (high != null && high.compareTo(least) < 0) {
      found.accept(
          finding(
              severity,
              mean,
              least,
              "is below what the percentiles force: mean >= " + forced(steps) + " = "));
    }
    Figure last = steps.getLast();
    if (last.metric().statistic().kind() != Statistic.Kind.MOST) {
      return;
    }
    BigDecimal most = most(steps);
    BigDecimal low = mean.printed().low();
    if (low != null && low.compareTo(most) > 0) {
      found.accept(
          finding(
              severity,
              mean,
              most,
              "is above what the percentiles and the maximum allow: mean <= "
                  + allowed(steps)
                  + " = "));
    }
  }

  /** However few there are, and whatever the percentiles. */
  private static boolean isOutside(Figure mean, List<Figure> steps, Consumer<Finding> found) {
    Figure least = steps.getFirst();
    Figure most = steps.getLast();
    boolean above =
        most.metric().statistic().kind() == Statistic.Kind.MOST && mean.isSurelyAbove(most);
    boolean below =
        least.metric().statistic().kind() == Statistic.Kind.LEAST && least.isSurelyAbove(mean);
    if (above) {
      found.accept(outside(mean, most, "%s is above %s: no mean is above the highest value."));
    } else if (below) {
      found.accept(outside(mean, least, "%s is below %s: no mean is below the lowest value."));
    }
    return above || below;
  }

  private static Finding outside(Figure mean, Figure end, String wrong) {
    return new Finding(
        Severity.CONTRADICTION,
        NAME,
        mean.subject(),
        List.of(mean.words(), end.words()),
        wrong.formatted(mean.words(), end.words()));
  }

  /** Each share of values is at least as large as the percentile below it. */
  private static BigDecimal least(List<Figure> steps) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < steps.size(); i++) {
      BigDecimal low = Objects.requireNonNull(steps.get(i).printed().low());
      sum = sum.add(low.multiply(above(steps, i)));
    }
    return sum;
  }

  /** Each share of values is at most as large as the percentile above it. */
  private static BigDecimal most(List<Figure> steps) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < steps.size(); i++) {
      BigDecimal high = Objects.requireNonNull(steps.get(i).printed().high());
      sum = sum.add(high.multiply(below(steps, i)));
    }
    return sum;
  }

  private static BigDecimal above(List<Figure> steps, int i) {
    BigDecimal next = i + 1 < steps.size() ? place(steps.get(i + 1)) : HUNDRED;
    return next.subtract(place(steps.get(i))).divide(HUNDRED);
  }

  private static BigDecimal below(List<Figure> steps, int i) {
    BigDecimal before = i == 0 ? BigDecimal.ZERO : place(steps.get(i - 1));
    return place(steps.get(i)).subtract(before).divide(HUNDRED);
  }

  private static String forced(List<Figure> steps) {
    StringJoiner sum = new StringJoiner(" + ");
    for (int i = 0; i < steps.size(); i++) {
      term(sum, above(steps, i), steps.get(i));
    }
    return sum.toString();
  }

  private static String allowed(List<Figure> steps) {
    StringJoiner sum = new StringJoiner(" + ");
    for (int i = 0; i < steps.size(); i++) {
      term(sum, below(steps, i), steps.get(i));
    }
    return sum.toString();
  }

  private static void term(StringJoiner sum, BigDecimal share, Figure figure) {
    if (share.signum() > 0) {
      sum.add(
          share.stripTrailingZeros().toPlainString() + " x " + figure.metric().statistic().words());
    }
  }

  private static BigDecimal place(Figure figure) {
    return Objects.requireNonNull(figure.metric().statistic().place());
  }

  private static Finding finding(Severity severity, Figure mean, BigDecimal bound, String wrong) {
    String computed = PublishedFigures.number(bound.doubleValue()) + " ms";
    return new Finding(
        severity,
        NAME,
        mean.subject(),
        List.of(mean.words(), computed),
        mean.words() + " " + wrong + computed + ".");
  }
}
