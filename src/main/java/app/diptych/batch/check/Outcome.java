package app.diptych.batch.check;

/**
 * Whether what a check asks for is so, before {@code not-} turns it round.
 *
 * @param found what was found, in a sentence that is true either way
 * @param broken the check itself cannot be used: it then fails whichever way it is asked
 */
record Outcome(boolean holds, double score, String found, boolean broken) {

  static Outcome of(boolean holds, String found) {
    return new Outcome(holds, holds ? 1 : 0, found, false);
  }

  /** What cannot be checked is never passed. */
  static Outcome broken(String why) {
    return new Outcome(false, 0, why, true);
  }
}
