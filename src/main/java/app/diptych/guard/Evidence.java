package app.diptych.guard;

import java.time.Duration;

/**
 * How much must have been seen before a gateway is judged by a share of its calls.
 *
 * @param calls how many of the last calls are looked at
 * @param age how old a call may be to be looked at
 * @param minimum calls without which no share is judged
 * @param confidence with which a share must be above its threshold, above 0.5 and below 1
 * @param leastFailures below which no share is judged, however few the calls: one or two failures
 *     among few calls are chance far more often than the confidence says, because a session looks
 *     after every call
 */
public record Evidence(int calls, Duration age, int minimum, double confidence, int leastFailures) {

  /** See decision record 13 for where the numbers come from. */
  public static final Evidence USUAL = new Evidence(100, Duration.ofMinutes(10), 20, 0.95, 4);

  /** The most calls that are kept in memory for one gateway. */
  public static final int MOST_CALLS = 10_000;

  /**
   * @throws IllegalArgumentException for a value out of range, with a sentence a user can act on
   */
  public Evidence {
    require(calls >= 1 && calls <= MOST_CALLS, "The window must hold 1 to 10,000 calls", calls);
    require(age.isPositive(), "The window must be longer than nothing", age);
    require(minimum >= 1 && minimum <= calls, "The minimum must be 1 to the window", minimum);
    require(
        confidence > 0.5 && confidence < 1,
        "The confidence must be above 0.5 and below 1",
        confidence);
    require(
        leastFailures >= 1 && leastFailures <= calls,
        "The least failures must be 1 to the window",
        leastFailures);
  }

  private static void require(boolean holds, String sentence, Object given) {
    if (!holds) {
      throw new IllegalArgumentException(sentence + ", not " + given + ".");
    }
  }
}
