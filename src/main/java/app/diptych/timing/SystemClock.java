package app.diptych.timing;

import java.time.Instant;

enum SystemClock implements NanoClock {
  INSTANCE;

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }
}
