package app.diptych.timing;

/**
 * The instants of an answer that its metrics are made of, in nanoseconds from t0.
 *
 * @param deltas how many non-empty deltas arrived
 * @param first when the first was read; 0 without deltas
 * @param second when the second was read; 0 with fewer than two
 * @param firstText when the first delta that is not reasoning was read; negative when none was
 * @param last when the last was read; 0 without deltas
 * @param forward false when the clock went back between two of them, or they came before t0: then
 *     nothing can be said about time
 */
public record Moments(
    int deltas, long first, long second, long firstText, long last, boolean forward) {
  /** Nothing has arrived. */
  public static final Moments NONE = new Moments(0, 0, 0, -1, 0, true);

  public Moments {
    forward = forward && first >= 0 && first <= last && (deltas < 2 || second >= first);
  }
}
