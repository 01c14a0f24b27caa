package app.diptych.diff;

/** What came of a comparison. */
public sealed interface Outcome permits Diff, Outcome.NotCompared {

  /** The same comparison with the sides swapped. */
  Outcome mirrored();

  /**
   * There is nothing to show.
   *
   * @param reason why, as a sentence for people
   */
  record NotCompared(String reason) implements Outcome {
    @Override
    public Outcome mirrored() {
      return this;
    }
  }
}
