package app.diptych.report.check;

import app.diptych.report.check.Finding.Severity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One thing has one figure. */
final class ConflictRule {
  static final String NAME = "one-figure-for-one-thing";

  /** So far apart a bound and a figure are told, though both can hold. */
  private static final BigDecimal FAR = BigDecimal.valueOf(2);

  private ConflictRule() {}

  static void check(PublishedFigures figures, Consumer<Finding> found) {
    Map<String, Figure> first = new HashMap<>();
    for (Figure figure : figures.figures()) {
      boolean compared =
          figure.metric().measure() != Measure.SAVINGS
              // Each metric rests on those that have it.
              && figure.metric().measure() != Measure.SAMPLES
              && figure.metric().statistic().kind() != Statistic.Kind.DEVIATION;
      Figure before =
          compared ? first.putIfAbsent(figure.key() + " " + figure.metric().words(), figure) : null;
      if (before != null) {
        compare(before, figure, found);
      }
    }
  }

  private static void compare(Figure one, Figure other, Consumer<Finding> found) {
    String first = one.printed().currency();
    String second = other.printed().currency();
    if (!first.isEmpty() && !second.isEmpty() && !first.equals(second)) {
      return;
    }
    if (one.isSurelyAbove(other) || other.isSurelyAbove(one)) {
      found.accept(finding(Severity.CONTRADICTION, one, other, "not both can be right."));
    } else if (isBound(one) != isBound(other) && apart(one, other)) {
      found.accept(
          finding(Severity.DOUBT, one, other, "one is a bound, far away from the other figure."));
    }
  }

  private static Finding finding(Severity severity, Figure one, Figure other, String verdict) {
    return new Finding(
        severity,
        NAME,
        other.subject(),
        List.of(one.words(), other.words()),
        String.format(
            Locale.ROOT,
            "%s is %s in one place (\"%s\", %s) and %s in another (\"%s\", %s): unless load or length differ and the table says so, %s",
            one.metric().words(),
            one.cell().strip(),
            one.label().strip(),
            one.table(),
            other.cell().strip(),
            other.label().strip(),
            other.table(),
            verdict));
  }

  private static boolean isBound(Figure figure) {
    return figure.printed().low() == null || figure.printed().high() == null;
  }

  private static boolean apart(Figure one, Figure other) {
    BigDecimal less = one.printed().value().min(other.printed().value());
    BigDecimal more = one.printed().value().max(other.printed().value());
    return less.signum() > 0 && more.compareTo(less.multiply(FAR)) > 0;
  }
}
