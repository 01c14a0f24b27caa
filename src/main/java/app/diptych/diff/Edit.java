package app.diptych.diff;

/**
 * One place where two lists differ: a stretch of A stands where B has another one; either may be
 * empty. Ends are exclusive.
 */
record Edit(int aFrom, int aTo, int bFrom, int bTo) {

  int aSize() {
    return aTo - aFrom;
  }

  int bSize() {
    return bTo - bFrom;
  }

  /** How much it covers on the side where it covers more. */
  int size() {
    return Math.max(aSize(), bSize());
  }

  /** One edit from where this begins to where the other ends. */
  Edit through(Edit later) {
    return new Edit(aFrom, later.aTo, bFrom, later.bTo);
  }
}
