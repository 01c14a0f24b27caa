package app.diptych.session;

import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.time.Instant;

/** The clock of this machine, whose date can be set as users do. */
final class SetClock implements NanoClock {
  private volatile Duration ahead = Duration.ZERO;

  void set(Instant now) {
    ahead = Duration.between(NanoClock.system().now(), now);
  }

  @Override
  public long nanos() {
    return NanoClock.system().nanos();
  }

  @Override
  public Instant now() {
    return NanoClock.system().now().plus(ahead);
  }
}
