package app.diptych.ui.fx;

import app.diptych.timing.NanoClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/**
 * Measures how long the JavaFX thread works in a pulse: from its first timer, this one, to the end
 * of layout. Drawing is done elsewhere.
 */
public final class BusyMeter {
  private final LongSupplier clock;
  private final AnimationTimer first;
  private final Runnable end = this::end;
  private long[] work = new long[4_096];
  private int size;
  private long began;

  private BusyMeter(LongSupplier clock) {
    this.clock = clock;
    first =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            began = clock.getAsLong();
          }
        };
  }

  /** By the clock on the wall: what other programs take away is in it. */
  public static BusyMeter wall() {
    return new BusyMeter(NanoClock.system()::nanos);
  }

  /** In processor time of the JavaFX thread. */
  public static BusyMeter processor() {
    return new BusyMeter(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  public void start(Scene scene) {
    first.start();
    scene.addPostLayoutPulseListener(end);
  }

  public void stop(Scene scene) {
    first.stop();
    scene.removePostLayoutPulseListener(end);
  }

  public Duration total() {
    return Duration.ofNanos(Arrays.stream(work, 0, size).sum());
  }

  /** How many were longer. */
  public long over(Duration limit) {
    return Arrays.stream(work, 0, size).filter(nanos -> nanos > limit.toNanos()).count();
  }

  public Duration longest() {
    return percentile(1);
  }

  public Duration percentile(double share) {
    long[] sorted = Arrays.copyOf(work, size);
    Arrays.sort(sorted);
    return Duration.ofNanos(
        size == 0 ? 0 : sorted[(int) Math.min(size - 1, (long) (size * share))]);
  }

  private void end() {
    if (began != 0) {
      if (size == work.length) {
        work = Arrays.copyOf(work, size * 2);
      }
      work[size++] = clock.getAsLong() - began;
      began = 0;
    }
  }
}
