package app.diptych.gateway;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How a rehearsal gateway answers. The same plan gives the same answers and faults to the same
 * requests in the same order.
 *
 * @param seed of texts and of random faults
 * @param tokensPerSecond pace of an answer, above 0 up to 1,000,000
 * @param firstByte how long an answer takes to begin
 * @param slowStart how long one that starts slowly takes to begin
 * @param tokens of an answer that is not limited, 1 to 100,000
 * @param retryAfter what a 429 asks to wait
 * @param faults come in turn; none when empty
 * @param every a fault happens to each request of that number: 1 for all, 10 for every tenth; 0 to
 *     let the rate decide
 * @param rate the share of requests a fault happens to, 0 to 1, when {@code every} is 0
 */
public record RehearsalPlan(
    long seed,
    double tokensPerSecond,
    Duration firstByte,
    Duration slowStart,
    int tokens,
    Duration retryAfter,
    List<RehearsalFault> faults,
    int every,
    double rate) {

  private static final Duration LONGEST = Duration.ofHours(1);

  /** A model of a usual pace that does nothing wrong unless it is asked to. */
  public static final RehearsalPlan USUAL =
      new RehearsalPlan(
          1,
          40,
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          60,
          Duration.ofSeconds(2),
          List.of(),
          1,
          0);

  /**
   * @throws IllegalArgumentException with a sentence a user can act on
   */
  public RehearsalPlan {
    faults = List.copyOf(faults);
    require(
        tokensPerSecond > 0 && tokensPerSecond <= 1_000_000,
        "The pace must be above 0 and at most 1,000,000 tokens a second.");
    require(tokens >= 1 && tokens <= 100_000, "An answer must have 1 to 100,000 tokens.");
    require(every >= 0, "Say that every first, second, third ... request fails: 1 or more.");
    require(rate >= 0 && rate <= 1, "The rate of faults must be 0 to 1.");
    for (Duration wait : new Duration[] {firstByte, slowStart, retryAfter}) {
      require(
          !wait.isNegative() && wait.compareTo(LONGEST) <= 0, "A wait must be 0 s to one hour.");
    }
  }

  /**
   * What happens to a request that asks for nothing itself.
   *
   * @param number of the request, from 1
   */
  RehearsalFault fault(long number) {
    if (faults.isEmpty() || !happens(number)) {
      return RehearsalFault.STEADY;
    }
    long turn = every > 0 ? number / every - 1 : number - 1;
    return faults.get((int) (turn % faults.size()));
  }

  private boolean happens(long number) {
    return every > 0
        ? number % every == 0
        : new SplittableRandom(seed * 31 + number).nextDouble() < rate;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
