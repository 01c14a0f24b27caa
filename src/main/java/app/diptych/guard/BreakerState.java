package app.diptych.guard;

/** Whether a gateway is asked. */
public enum BreakerState {
  /** It is. */
  CLOSED,
  /** Not for a while, because it asked for a pause. */
  RESTING,
  /** Not for a while, because it failed. */
  OPEN,
  /** A call tries whether it answers again; others are refused meanwhile. */
  HALF_OPEN
}
