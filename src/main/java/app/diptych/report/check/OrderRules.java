package app.diptych.report.check;

import app.diptych.report.check.Finding.Severity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What comes first cannot take longer, and percentiles go up. */
final class OrderRules {
  static final String TTFT = "ttft-within-e2e";
  static final String PERCENTILES = "percentiles-go-up";

  /** Below it a mean that is above a percentile is nothing unusual. */
  private static final BigDecimal TELLING = BigDecimal.valueOf(90);

  private OrderRules() {}

  static void check(PublishedFigures figures, Consumer<Finding> found) {
    for (String key : figures.keys()) {
      for (Figure e2e : figures.of(key, Measure.E2E)) {
        firstToken(figures, e2e, found);
      }
      meanFirstToken(figures, figures.of(key, Measure.E2E), found);
      for (Measure measure : Measure.values()) {
        if (measure.dimension() == Measure.Dimension.TIME) {
          percentiles(figures.of(key, measure), found);
        }
      }
    }
  }

  private static void firstToken(PublishedFigures figures, Figure e2e, Consumer<Finding> found) {
    MetricName same = new MetricName(Measure.TTFT, e2e.metric().statistic());
    Figure ttft = figures.beside(e2e, same).orElse(null);
    if (ttft != null && e2e.metric().statistic().kind() != Statistic.Kind.DEVIATION) {
      if (ttft.isSurelyAbove(e2e)) {
        found.accept(
            finding(
                Severity.CONTRADICTION,
                TTFT,
                ttft,
                e2e,
                "a request cannot end before its first token, so %s TTFT <= %s E2E."
                    .formatted(
                        e2e.metric().statistic().words(), e2e.metric().statistic().words())));
      }
    }
  }

  /** Told of the highest percentile only: of the lower ones it goes without saying. */
  private static void meanFirstToken(
      PublishedFigures figures, List<Figure> all, Consumer<Finding> found) {
    all.stream()
        .filter(e2e -> percent(e2e).compareTo(TELLING) >= 0)
        .flatMap(e2e ->
            figures.beside(e2e, new MetricName(Measure.TTFT, Statistic.MEAN)).stream()
                .filter(ttft -> ttft.isSurelyAbove(e2e))
                .map(ttft ->
                    finding(
                        Severity.DOUBT,
                        TTFT,
                        ttft,
                        e2e,
                        "%s %% of the requests would have ended before the mean first token came, so the few others would have to be very slow."
                            .formatted(percent(e2e).toPlainString()))))
        .reduce((_, higher) -> higher)
        .ifPresent(found);
  }

  private static BigDecimal percent(Figure figure) {
    return Objects.requireNonNullElse(figure.metric().statistic().percent(), BigDecimal.ZERO);
  }

  private static void percentiles(List<Figure> all, Consumer<Finding> found) {
    List<Figure> placed =
        all.stream()
            .filter(figure -> figure.metric().statistic().place() != null)
            .sorted(
                Comparator.comparing(
                    figure -> Objects.requireNonNull(figure.metric().statistic().place())))
            .toList();
    for (int i = 0; i < placed.size(); i++) {
      for (int j = i + 1; j < placed.size(); j++) {
        Figure lower = placed.get(i);
        Figure higher = placed.get(j);
        boolean together =
            lower.table().equals(higher.table()) && !lower.metric().equals(higher.metric());
        if (together && lower.isSurelyAbove(higher)) {
          found.accept(
              finding(
                  Severity.CONTRADICTION,
                  PERCENTILES,
                  lower,
                  higher,
                  "of the same values %s <= %s."
                      .formatted(
                          lower.metric().statistic().words(),
                          higher.metric().statistic().words())));
        }
      }
    }
  }

  private static Finding finding(
      Severity severity, String rule, Figure more, Figure less, String law) {
    return new Finding(
        severity,
        rule,
        less.subject(),
        List.of(more.words(), less.words()),
        "%s is above %s: %s".formatted(more.words(), less.words(), law));
  }
}
