package app.diptych.diff;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * How much work a comparison may be. It counts element comparisons and not time, so that the same
 * answers give the same result on every machine. For one thread.
 */
final class Effort {
  /** Well under a second of work on a laptop. */
  static final long COMPARISONS = 60_000_000;

  private static final long LOOK_EVERY = 1 << 16;

  private final BooleanSupplier cancelled;
  private long left;

  /** There is more to do than may be done. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("too much to compare", null, false, false);
    }
  }

  /**
   * @param cancelled whether nobody waits for the result any more; asked now and then
   */
  Effort(long comparisons, BooleanSupplier cancelled) {
    this.left = comparisons;
    this.cancelled = cancelled;
  }

  /**
   * Counts one comparison.
   *
   * @throws Exhausted when it is one too many
   * @throws CancellationException when nobody waits any more
   */
  void spend() {
    if (--left < 0) {
      throw new Exhausted();
    }
    if (left % LOOK_EVERY == 0) {
      look();
    }
  }

  /**
   * @throws CancellationException when nobody waits any more
   */
  void look() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("Nobody waits for this comparison any more.");
    }
  }

  /** A fresh start with the same ear for a cancel. */
  Effort again() {
    return new Effort(COMPARISONS, cancelled);
  }
}
