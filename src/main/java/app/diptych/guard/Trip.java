package app.diptych.guard;

/**
 * Why a gateway is left alone.
 *
 * @param why in words that go on after a colon, without a stop at the end
 */
public record Trip(Rule rule, String why) {

  /** What was broken. */
  public enum Rule {
    ERROR_RATE,
    AVAILABILITY,
    P95,
    /** Several calls in a row failed. */
    IN_A_ROW,
    /** It refused the key. */
    KEY,
    /** It asked for a pause. */
    RATE_LIMITED,
    /** The call that tried it again failed, too. */
    TRIED_AGAIN
  }
}
