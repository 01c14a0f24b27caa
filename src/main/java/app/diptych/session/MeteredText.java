package app.diptych.session;

import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of this machine drew and cost, in one short text: microjoules, nanoseconds, 1 when
 * it was not alone, electricity, hardware, currency and the source, with spaces between them and a
 * minus for what is not known. Only the source may have spaces, and stands last.
 */
final class MeteredText {
  private static final String NONE = "-";
  private static final int PARTS = 7;

  private MeteredText() {}

  static String write(Energy energy, @Nullable LocalCharge charge) {
    Money hardware = charge == null ? null : charge.hardware();
    return String.join(
        " ",
        Long.toString(energy.microjoules()),
        Long.toString(energy.time().toNanos()),
        energy.together() ? "1" : "0",
        charge == null ? NONE : charge.electricity().amount().toPlainString(),
        hardware == null ? NONE : hardware.amount().toPlainString(),
        charge == null ? NONE : charge.electricity().currency(),
        energy.source());
  }

  /**
   * @throws IllegalArgumentException when it is no such text
   */
  static Cost.Local read(String text) {
    String[] parts = text.split(" ", PARTS);
    if (parts.length < PARTS) {
      throw new IllegalArgumentException("A measurement without its energy");
    }
    Energy energy =
        new Energy(
            Long.parseLong(parts[0]),
            Duration.ofNanos(Long.parseLong(parts[1])),
            parts[6],
            parts[2].equals("1"));
    if (parts[5].equals(NONE)) {
      return new Cost.Local(energy, null);
    }
    return new Cost.Local(
        energy,
        new LocalCharge(
            new Money(new BigDecimal(parts[3]), parts[5]),
            parts[4].equals(NONE) ? null : new Money(new BigDecimal(parts[4]), parts[5])));
  }
}
