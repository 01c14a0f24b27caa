package app.diptych.trial;

/** One half of a comparison. */
public enum Side {
  A,
  B;

  public Side other() {
    return this == A ? B : A;
  }
}
