package app.diptych.local.download;

import app.diptych.timing.NanoClock;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast something comes, over the last seconds. */
final class Rate {
  private static final long WINDOW = 5_000_000_000L;
  private static final long STEP = 100_000_000L;

  private final NanoClock clock;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, long bytes) {}

  Rate(NanoClock clock) {
    this.clock = clock;
  }

  void begin(long bytes) {
    samples.clear();
    samples.add(new Sample(clock.nanos(), bytes));
  }

  /** Whether it is time to tell somebody. */
  boolean add(long bytes) {
    long now = clock.nanos();
    if (!samples.isEmpty() && now - samples.getLast().nanos < STEP) {
      return false;
    }
    samples.add(new Sample(now, bytes));
    while (samples.size() > 2 && now - samples.getFirst().nanos > WINDOW) {
      samples.removeFirst();
    }
    return true;
  }

  double bytesPerSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    long nanos = samples.getLast().nanos - samples.getFirst().nanos;
    return nanos <= 0 ? 0 : (samples.getLast().bytes - samples.getFirst().bytes) * 1e9 / nanos;
  }
}
