package app.diptych.ui.fx;

import app.diptych.timing.NanoClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import javafx.animation.AnimationTimer;

/** Measures what passes from pulse to pulse; on the JavaFX thread. */
public final class PulseMeter {
  private final LongSupplier clock;
  private final AnimationTimer timer;
  private long[] intervals = new long[4_096];
  private int size;
  private long last;

  /** By the clock on the wall: what other programs take away is in it. */
  public PulseMeter() {
    this(NanoClock.system()::nanos);
  }

  private PulseMeter(LongSupplier clock) {
    this.clock = clock;
    timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulse();
          }
        };
  }

  /** In processor time of the JavaFX thread, whether in a pulse or between two. */
  public static PulseMeter processor() {
    return new PulseMeter(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  public void start() {
    reset();
    timer.start();
  }

  public void stop() {
    timer.stop();
  }

  /** Forgets what was measured. */
  public void reset() {
    size = 0;
    last = 0;
  }

  /** How many intervals were measured. */
  public int count() {
    return size;
  }

  /** The interval that this share of them does not exceed. */
  public Duration percentile(double share) {
    long[] sorted = Arrays.copyOf(intervals, size);
    Arrays.sort(sorted);
    return Duration.ofNanos(
        size == 0 ? 0 : sorted[(int) Math.min(size - 1, (long) (size * share))]);
  }

  /** How many were longer. */
  public long over(Duration limit) {
    return Arrays.stream(intervals, 0, size).filter(nanos -> nanos > limit.toNanos()).count();
  }

  public Duration longest() {
    return percentile(1);
  }

  private void pulse() {
    long now = clock.getAsLong();
    if (last != 0) {
      if (size == intervals.length) {
        intervals = Arrays.copyOf(intervals, size * 2);
      }
      intervals[size++] = now - last;
    }
    last = now;
  }
}
