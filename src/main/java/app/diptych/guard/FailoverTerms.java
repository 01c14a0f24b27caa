package app.diptych.guard;

import org.jspecify.annotations.Nullable;

/**
 * When another model may answer in the place of the one asked for.
 *
 * @param most how many times as much it may cost; null for any price
 * @param unknownAllowed whether it may when the cost is unknown
 */
public record FailoverTerms(
    When when, @Nullable Double most, boolean unknownAllowed, RouteCost cost) {

  /** It never may. The default: the wrong model answering is worse than no answer. */
  public static final FailoverTerms OFF =
      new FailoverTerms(When.NEVER, null, false, RouteCost.UNKNOWN);

  /** What must have happened. */
  public enum When {
    NEVER,
    /** The breaker leaves the first gateway alone. */
    TRIPPED,
    /** The breaker does, or this one call failed for a reason that is the gateway's. */
    FAILED
  }

  /**
   * @throws IllegalArgumentException for a cap that is no number of times
   */
  public FailoverTerms {
    if (most != null && !(most > 0 && most < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The cost cap must be above 0 times the first price, not " + most + ".");
    }
  }
}
