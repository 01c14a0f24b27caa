package app.diptych.trial;

import app.diptych.completion.CallPhases;
import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Notes what a request goes through on its way. Not thread-safe. */
final class DeliveryNotes {
  private int tries = 1;
  private @Nullable Long heldSince;
  private long heldNanos;
  private @Nullable String failedOver;
  private @Nullable CallPhases phases;
  private boolean inTurn;
  private int lost;
  private final @Nullable String repeats;

  /**
   * @param repeats the id of the trial whose answer is to be given once more, or null
   */
  DeliveryNotes(@Nullable String repeats) {
    this.repeats = repeats;
  }

  /** The other side is asked before or after it. */
  void inTurn() {
    inTurn = true;
  }

  /** It is held back from now on, or still is. */
  void held(long atNanos) {
    if (heldSince == null) {
      heldSince = atNanos;
    }
  }

  /** What a failed try took counts as held back too: the answer does not come from it. */
  void retrying(int attempt, boolean lastIsLost, long atNanos) {
    tries = attempt;
    lost += lastIsLost ? 1 : 0;
    held(atNanos);
  }

  void failedOver(Failure because, boolean firstIsLost) {
    failedOver = because.message();
    lost += firstIsLost ? 1 : 0;
  }

  boolean hasFailedOver() {
    return failedOver != null;
  }

  void failed(boolean lastIsLost) {
    lost += lastIsLost ? 1 : 0;
  }

  /** How many tries may be charged of which nothing came back. */
  int lost() {
    return lost;
  }

  /**
   * Whether the last try was sent, as far as is known.
   *
   * @param state of the side: one that waits in this program was not
   */
  boolean wasSent(SideState state) {
    return phases == null ? state == SideState.WAITING : phases.sending() != null;
  }

  void measured(CallPhases measured) {
    phases = measured;
  }

  /** It was sent, and that try is answered. */
  void sent(long atNanos) {
    if (heldSince != null) {
      heldNanos += Math.max(0, atNanos - heldSince);
      heldSince = null;
    }
  }

  Delivery delivery() {
    return new Delivery(
        Duration.ofNanos(heldNanos), tries, failedOver, phases, inTurn, repeats, lost);
  }
}
