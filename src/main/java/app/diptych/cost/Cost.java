package app.diptych.cost;

import org.jspecify.annotations.Nullable;

/** What a request cost, or why nobody knows: an unknown price is never zero. */
public sealed interface Cost {
  /**
   * @param estimated whether the tokens were counted or guessed here and not reported
   * @param open what else may have been charged, so that it cost at least this; goes on after a
   *     colon, without a stop at the end. Null when this is all
   * @param most what it can have cost at most, with what is open; null when this is all, and when
   *     nobody knows. Budgets count it
   */
  record Known(Money money, boolean estimated, @Nullable String open, @Nullable Money most)
      implements Cost {
    /** All that was charged. */
    public Known(Money money, boolean estimated) {
      this(money, estimated, null);
    }

    /** Nobody knows what it can have cost at most. */
    public Known(Money money, boolean estimated, @Nullable String open) {
      this(money, estimated, open, null);
    }

    /** Whether more than this may have been charged. */
    public boolean isAtLeast() {
      return open != null;
    }
  }

  /**
   * @param why goes on after a colon, without a stop at the end
   * @param most what it can have cost at most; null when nobody knows a price. Budgets count it
   */
  record Unpriced(String why, @Nullable Money most) implements Cost {
    /** Nobody said what it costs. */
    public static final Unpriced UNKNOWN = new Unpriced("no price is known for it");

    /** Nobody knows either what it can have cost at most. */
    public Unpriced(String why) {
      this(why, null);
    }
  }

  /**
   * It ran on this machine: no price applies, and nobody is paid for it.
   *
   * @param energy what the machine drew; null when that was not measured
   * @param charge what that cost by the user's own tariff; null without one, or without energy
   */
  record Local(@Nullable Energy energy, @Nullable LocalCharge charge) implements Cost {
    /**
     * @throws IllegalArgumentException for a charge without an energy of its own
     */
    public Local {
      if (charge != null && (energy == null || energy.together())) {
        throw new IllegalArgumentException("What was not measured alone has no cost of its own.");
      }
    }

    /** Not measured. */
    public Local() {
      this(null, null);
    }

    /** Whether it cost more than it is charged, because a part of it could not be measured. */
    public boolean isAtLeast() {
      return charge != null && energy != null && energy.isPartial();
    }

    /** Measured, and charged when there is a tariff. */
    public static Local of(Energy energy, @Nullable Tariff tariff) {
      return new Local(energy, tariff == null ? null : tariff.charge(energy));
    }
  }
}
