package app.diptych.guard;

import java.time.Duration;

/**
 * When a gateway is left alone, and for how long.
 *
 * @param inARow so many failures one after the other are enough, without further evidence
 * @param cooldown how long it is left alone before it is tried again
 * @param trials how many calls may try it at once after that
 */
public record BreakerRules(
    Thresholds thresholds, Evidence evidence, int inARow, Duration cooldown, int trials) {

  public static final BreakerRules USUAL =
      new BreakerRules(Thresholds.PLAYBOOK, Evidence.USUAL, 3, Duration.ofMinutes(1), 1);

  /** How long a gateway rests after "too many requests" when it does not say; then twice that. */
  static final Duration FIRST_REST = Duration.ofSeconds(5);

  static final Duration LONGEST_REST = Duration.ofMinutes(1);

  /** The share of calls that a p95 leaves out. */
  static final double BEYOND_P95 = 0.05;

  /** The p95 of fewer calls is their maximum. */
  static final int FEWEST_FOR_P95 = 20;

  /**
   * @throws IllegalArgumentException for a value out of range, with a sentence a user can act on
   */
  public BreakerRules {
    require(inARow >= 1 && inARow <= Evidence.MOST_CALLS, "Failures in a row must be 1 or more");
    require(
        cooldown.isPositive() && cooldown.compareTo(Duration.ofDays(1)) <= 0,
        "The cooldown must be longer than nothing and at most a day");
    require(trials >= 1 && trials <= 100, "Trial calls must be 1 to 100");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence + ".");
    }
  }
}
