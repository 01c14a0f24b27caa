package app.diptych.cost;

/** What a request cost, or why nobody knows: an unknown price is never zero. */
public sealed interface Cost {
  /**
   * @param estimated whether the tokens were counted or guessed here and not reported
   */
  record Known(Money money, boolean estimated) implements Cost {}

  /**
   * @param why goes on after a colon, without a stop at the end
   */
  record Unpriced(String why) implements Cost {
    /** Nobody said what it costs. */
    public static final Unpriced UNKNOWN = new Unpriced("no price is known for it");
  }

  /** It ran on this machine: no price applies. */
  record Local() implements Cost {}
}
