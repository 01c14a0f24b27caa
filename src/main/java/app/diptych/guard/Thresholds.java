package app.diptych.guard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Beyond what a gateway is left alone for a while. One that is absent does not hold.
 *
 * @param mostErrors share of calls that may fail, 0 to below 1
 * @param longestP95 what 95 of 100 calls may take
 * @param time which time that is about
 * @param leastAvailability share of calls that must be answered at all, above 0 up to 1
 */
public record Thresholds(
    @Nullable Double mostErrors,
    @Nullable Duration longestP95,
    Time time,
    @Nullable Double leastAvailability) {

  /** The three of the migration playbook; its "latency" is read as the time to first token. */
  public static final Thresholds PLAYBOOK =
      new Thresholds(0.01, Duration.ofSeconds(2), Time.TTFT, 0.995);

  /** A time of an answer, see the room {@code timing}. */
  public enum Time {
    TTFT("the time to first token (TTFT)"),
    E2E("the end-to-end time (E2E)");

    private final String words;

    Time(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * @throws IllegalArgumentException for a value out of range, with a sentence a user can act on
   */
  public Thresholds {
    require(
        mostErrors == null || (mostErrors >= 0 && mostErrors < 1),
        "The error rate must be 0 % to below 100 %");
    require(longestP95 == null || longestP95.isPositive(), "The p95 must be longer than nothing");
    require(
        leastAvailability == null || (leastAvailability > 0 && leastAvailability <= 1),
        "The availability must be above 0 % and at most 100 %");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence + ".");
    }
  }
}
