package app.diptych.guard;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the times of some calls lie apart, by nearest rank.
 *
 * @param samples how many there are
 * @param p50 null without samples, and so are the others
 */
public record Spread(
    int samples, @Nullable Duration p50, @Nullable Duration p95, @Nullable Duration p99) {

  private static Duration rank(List<Duration> sorted, int percent) {
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(Math.max(1, rank) - 1);
  }

  static Spread of(List<Duration> sorted) {
    return sorted.isEmpty()
        ? new Spread(0, null, null, null)
        : new Spread(sorted.size(), rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
  }

  /** Whether the p95 is more than the maximum under another name: it takes 20 samples. */
  public boolean p95Means() {
    return samples >= 20;
  }

  /** Whether the p99 is more than the maximum under another name: it takes 100 samples. */
  public boolean p99Means() {
    return samples >= 100;
  }
}
