package app.diptych.batch.judge;

import java.util.List;

/** How a judge looks at answers. */
public enum JudgeKind {
  /** Two answers at once, in both orders: which is better? */
  PAIRWISE("pairwise", Part.A_FIRST, Part.B_FIRST),
  /** One answer at a time: a score from 1 to 5. */
  SINGLE("single", Part.SCORE_A, Part.SCORE_B);

  private final String words;
  private final Part one;
  private final Part other;

  JudgeKind(String words, Part one, Part other) {
    this.words = words;
    this.one = one;
    this.other = other;
  }

  public String words() {
    return words;
  }

  /** Everything that is asked of a trial. */
  public List<Part> parts() {
    return List.of(one, other);
  }
}
