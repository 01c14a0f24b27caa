package app.diptych.cost;

import org.jspecify.annotations.Nullable;

/**
 * What an answer of this machine cost by the user's own tariff.
 *
 * @param electricity for the measured energy
 * @param hardware for the time it took, by the user's share per hour; null without one
 */
public record LocalCharge(Money electricity, @Nullable Money hardware) {
  /**
   * @throws IllegalArgumentException for two currencies
   */
  public LocalCharge {
    if (hardware != null && !hardware.currency().equals(electricity.currency())) {
      throw new IllegalArgumentException("Electricity and hardware are charged in one currency.");
    }
  }

  /** Both. */
  public Money total() {
    return hardware == null ? electricity : electricity.plus(hardware);
  }

  /** What it is made of. */
  public String label() {
    return hardware == null
        ? "electricity (measured)"
        : "electricity (measured) + hardware share (yours)";
  }
}
