package app.diptych.timing;

import java.time.Instant;

/** One clock for everything that is compared. */
public interface NanoClock {
  /** Nanoseconds since an arbitrary fixed instant; never goes back. For measuring. */
  long nanos();

  /** The date and time of day. For display only: it may jump. */
  Instant now();

  /** The clock of this machine. */
  static NanoClock system() {
    return SystemClock.INSTANCE;
  }
}
