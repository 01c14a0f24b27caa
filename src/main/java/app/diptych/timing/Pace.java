package app.diptych.timing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Waits for instants of a clock, close to them and without burning the processor meanwhile. */
public final class Pace {
  private final NanoClock clock;
  private final LongConsumer rest;

  public Pace(NanoClock clock) {
    this(clock, LockSupport::parkNanos);
  }

  /**
   * @param rest lets that many nanoseconds of the clock pass; may return early or late
   */
  public Pace(NanoClock clock, LongConsumer rest) {
    this.clock = clock;
    this.rest = rest;
  }

  /**
   * Waits until so much time has passed since an instant; not at all when it has already. An
   * interrupt ends the wait, and so does whoever makes {@code stopped} true and unparks the thread.
   *
   * @param since reading of the clock, in nanoseconds
   * @param offset how long after it, in nanoseconds
   * @return whether that much time has passed; false when the wait was ended
   */
  public boolean await(long since, long offset, BooleanSupplier stopped) {
    while (!stopped.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      long left = offset - (clock.nanos() - since);
      if (left <= 0) {
        return true;
      }
      rest.accept(left);
    }
    return false;
  }
}
