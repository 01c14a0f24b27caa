package app.diptych.cli;

/** What the exit code of a command means. */
final class Exit {
  static final int FINE = 0;

  /** A side or a row ended in a failure. */
  static final int FAILED = 1;

  /** Nothing was started: bad usage, a value out of range, an unknown name. */
  static final int NOT_STARTED = 2;

  /** The user ended it. */
  static final int INTERRUPTED = 130;

  private Exit() {}
}
