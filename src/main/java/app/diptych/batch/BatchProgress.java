package app.diptych.batch;

import app.diptych.cost.CostTotal;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a batch has come.
 *
 * @param settled items that are done with, those of earlier runs too
 * @param total items of the plan; 0 when nobody counted
 * @param settledNow items that this run settled
 * @param running items under way
 * @param failures sides that ended in a failure in this run
 * @param broken rows of this run that could not be asked
 * @param cost of this run so far
 * @param elapsed since this run began
 */
public record BatchProgress(
    long settled,
    long total,
    long settledNow,
    int running,
    long failures,
    long broken,
    CostTotal cost,
    Duration elapsed) {

  /** Items in a second over this run; 0 before the first. */
  public double perSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds > 0 ? settledNow / seconds : 0;
  }

  /** How long the rest takes at the rate so far; empty when that cannot be told. */
  public Optional<Duration> left() {
    double rate = perSecond();
    return total > settled && rate > 0 && settledNow > 1
        ? Optional.of(Duration.ofMillis((long) (Math.max(0, total - settled) / rate * 1000)))
        : Optional.empty();
  }
}
