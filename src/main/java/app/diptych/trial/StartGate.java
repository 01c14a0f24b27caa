package app.diptych.trial;

import app.diptych.timing.NanoClock;
import java.util.concurrent.CountDownLatch;

/** Lets all sides go at the same instant: it opens when every side is ready or has given up. */
final class StartGate {
  private final CountDownLatch notReady;
  private final NanoClock clock;
  private volatile long openedAt;

  StartGate(int sides, NanoClock clock) {
    this.notReady = new CountDownLatch(sides);
    this.clock = clock;
  }

  /** Says that a side is ready, or that nobody need wait for it any more. Once for each side. */
  synchronized void arrive() {
    if (notReady.getCount() == 1) {
      openedAt = clock.nanos();
    }
    notReady.countDown();
  }

  /**
   * Waits for the other sides and returns the instant at which the gate opened, the same for all.
   */
  long pass() throws InterruptedException {
    notReady.await();
    return openedAt;
  }
}
