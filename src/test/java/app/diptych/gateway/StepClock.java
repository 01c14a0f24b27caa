package app.diptych.gateway;

import app.diptych.timing.NanoClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves by one at each look, so that a stamp tells which look it was. */
final class StepClock implements NanoClock {
  private final AtomicLong now = new AtomicLong();

  @Override
  public long nanos() {
    return now.incrementAndGet();
  }

  @Override
  public Instant now() {
    return Instant.parse("2026-11-22T12:00:00Z");
  }
}
