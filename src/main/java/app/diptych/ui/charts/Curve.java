package app.diptych.ui.charts;

/**
 * A number that changes as time goes by. One that never falls needs to say no more than what it is
 * at a moment; any other also says how far it went between two.
 */
@FunctionalInterface
interface Curve {
  /**
   * @param nanos from t0
   */
  double at(long nanos);

  /** The lowest it was from one moment to another, both of them included. */
  default double least(long from, long to) {
    return at(from);
  }

  /** The highest it was from one moment to another, both of them included. */
  default double most(long from, long to) {
    return at(to);
  }
}
