package app.diptych.diff;

/** What is held against each other. */
public enum Mode {
  /** Words, wherever lines are broken; white space does not count. */
  WORDS("Words"),
  /** Whole lines; white space at their end does not count. */
  LINES("Lines"),
  /** JSON path by path, or code block by block; formatting does not count. */
  STRUCTURE("Structure");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** For people. */
  public String word() {
    return word;
  }

  /** The mode after this one, and after the last the first again. */
  public Mode next() {
    return switch (this) {
      case WORDS -> LINES;
      case LINES -> STRUCTURE;
      case STRUCTURE -> WORDS;
    };
  }
}
