package app.diptych.report.check;

import app.diptych.report.check.Finding.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** Of a hundred requests no more than a hundred can fail, or be answered. */
final class ShareRule {
  static final String NAME = "share-within-100";

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  private ShareRule() {}

  static void check(PublishedFigures figures, Consumer<Finding> found) {
    for (String key : figures.keys()) {
      for (Measure measure : List.of(Measure.ERROR_RATE, Measure.AVAILABILITY)) {
        for (Figure figure : figures.of(key, measure)) {
          BigDecimal percent = figure.printed().value();
          if (percent.signum() < 0 || percent.compareTo(ALL) > 0) {
            found.accept(
                new Finding(
                    Severity.CONTRADICTION,
                    NAME,
                    figure.subject(),
                    List.of(figure.words()),
                    "%s is no share of requests: it lies between 0 and 100 %%."
                        .formatted(figure.words())));
          }
        }
      }
    }
  }
}
