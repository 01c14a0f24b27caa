package app.diptych.ui.fx;

import app.diptych.timing.NanoClock;

/**
 * Shares the time of each pulse among the mailboxes, so that two busy panes take turns instead of
 * making one pulse long. Only for the JavaFX thread.
 */
final class PulseBudget {
  /** Half a pulse, in nanoseconds: the other half is for input, layout and drawing. */
  static final long PER_PULSE = 8_000_000;

  private static final int LONGEST_REST = 6;

  /** All mailboxes of the product share the one JavaFX thread, and so its time. */
  private static final PulseBudget SHARED = new PulseBudget(NanoClock.system());

  private final NanoClock clock;
  private long pulse = Long.MIN_VALUE;
  private long spent;

  PulseBudget(NanoClock clock) {
    this.clock = clock;
  }

  static PulseBudget shared() {
    return SHARED;
  }

  /** One mailbox's turn. */
  Turn turn() {
    return new Turn();
  }

  /** Decides for one mailbox in which pulses it works. */
  final class Turn {
    private int rest;
    private boolean gaveWay;

    /**
     * Runs the work unless it is better done in a later pulse.
     *
     * @param now when this pulse began
     * @return whether it ran
     */
    boolean run(long now, Runnable work) {
      if (pulse != now) {
        pulse = now;
        spent = 0;
      }
      if (rest > 0) {
        rest--;
        return false;
      }
      if (spent > PER_PULSE && !gaveWay) {
        gaveWay = true;
        return false;
      }
      gaveWay = false;
      long start = clock.nanos();
      work.run();
      long cost = clock.nanos() - start;
      spent += cost;
      rest = (int) Math.min(LONGEST_REST, cost / PER_PULSE);
      return true;
    }
  }
}
