package app.diptych.ui.batch;

import app.diptych.batch.BatchIndex.Entry;
import app.diptych.batch.BatchIndex.Measured;
import app.diptych.cost.Money;
import app.diptych.trial.Side;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * By what lines are sorted.
 *
 * @param side null for what both sides have in common
 */
record SortKey(What what, @Nullable Side side, boolean descending) {

  /** A column that can be sorted by. */
  enum What {
    ROW,
    ID,
    TAGS,
    TTFT,
    E2E,
    TOKENS,
    COST,
    CHECK
  }

  /** Items without a value come last, whatever the direction. */
  Comparator<Entry> comparator() {
    return switch (what) {
      case ROW -> directed(Comparator.comparingLong(Entry::item));
      case ID -> directed(Comparator.comparing(Entry::id, String.CASE_INSENSITIVE_ORDER));
      case TAGS -> directed(Comparator.comparing(entry -> String.join(", ", entry.tags())));
      case TTFT -> number(Measured::ttftMs);
      case E2E -> number(Measured::e2eMs);
      case TOKENS -> number(Measured::tokens);
      case CHECK ->
          number(one ->
              switch (one.check()) {
                case NONE -> -1;
                case FAILED -> 0;
                case PASSED -> 1;
              });
      case COST -> Comparator.comparing(this::cost, Comparator.nullsLast(amounts()));
    };
  }

  private Comparator<Entry> directed(Comparator<Entry> up) {
    return descending ? up.reversed() : up;
  }

  private Comparator<Entry> number(ToDoubleFunction<Measured> of) {
    return Comparator.comparingDouble(entry -> {
      Measured one = measured(entry);
      double value = one == null ? -1 : of.applyAsDouble(one);
      return value < 0 ? Double.POSITIVE_INFINITY : descending ? -value : value;
    });
  }

  private Comparator<BigDecimal> amounts() {
    return descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  private @Nullable BigDecimal cost(Entry entry) {
    Measured one = measured(entry);
    Money money = one == null ? null : one.cost().money();
    return money == null ? null : money.amount();
  }

  private @Nullable Measured measured(Entry entry) {
    return side == Side.B ? entry.b() : entry.a();
  }
}
