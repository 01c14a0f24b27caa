package app.diptych.completion;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request came to whoever answered it. Nothing of it is part of a latency but the phases.
 *
 * @param held how long it waited in this program before it was sent for the last time: in the queue
 *     of a rate limit, and between tries
 * @param tries how often it was sent; 0 when it never was
 * @param failedOver why another provider than the one asked for answered; null when none did
 * @param phases where the time of the last try went; null when unknown
 * @param inTurn whether it had the machine for itself, because the other side was asked before or
 *     after it and not at the same time
 * @param repeats the id of the trial whose answer was to be given once more, exactly; null for an
 *     answer of its own
 * @param lost how many tries were sent and ended without an answer, a refusal or a report of their
 *     usage: nobody knows whether they were charged
 */
public record Delivery(
    Duration held,
    int tries,
    @Nullable String failedOver,
    @Nullable CallPhases phases,
    boolean inTurn,
    @Nullable String repeats,
    int lost) {

  /** Sent once and at once. */
  public static final Delivery PLAIN = new Delivery(Duration.ZERO, 1, null, null);

  /** One that was sent together with that of the other side. */
  public Delivery(
      Duration held, int tries, @Nullable String failedOver, @Nullable CallPhases phases) {
    this(held, tries, failedOver, phases, false);
  }

  /** One of an answer of its own. */
  public Delivery(
      Duration held,
      int tries,
      @Nullable String failedOver,
      @Nullable CallPhases phases,
      boolean inTurn) {
    this(held, tries, failedOver, phases, inTurn, null, 0);
  }

  /** Whether there is nothing to tell about it. */
  public boolean isPlain() {
    return equals(PLAIN);
  }
}
