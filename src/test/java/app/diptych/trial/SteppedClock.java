package app.diptych.trial;

import app.diptych.timing.NanoClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock on which time passes only when somebody rests. */
public final class SteppedClock implements NanoClock {
  private final AtomicLong now = new AtomicLong(1_000_000);

  @Override
  public long nanos() {
    return now.get();
  }

  @Override
  public Instant now() {
    return Instant.parse("2026-11-24T12:00:00Z");
  }

  /** Lets time pass. */
  public void rest(long nanos) {
    now.addAndGet(nanos);
  }
}
