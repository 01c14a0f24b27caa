package app.diptych.exchange;

/** The bundle's words and limits; docs/bundle.md describes the whole format. */
final class Bundle {
  /** What older versions cannot read raises the first number, what they can ignore the second. */
  static final int MAJOR = 1;

  static final int MINOR = 0;

  /** The largest bundle in bytes; what is read of one is held at once. */
  static final long MOST_BYTES = 128L << 20;

  static final int MOST_SESSIONS = 10_000;
  static final int MOST_TRIALS = 100_000;
  static final int MOST_VOTES = 200_000;

  /** Deltas in all answers together. */
  static final int MOST_DELTAS = 8_000_000;

  static final String VERSION = "diptych";
  static final String KIND = "kind";
  static final String SESSION = "session";
  static final String TRIAL = "trial";
  static final String SIDE = "side";
  static final String VOTE = "vote";
  static final String END = "end";

  private Bundle() {}
}
