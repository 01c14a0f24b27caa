package app.diptych.batch.judge;

import java.util.List;

/** How a judge looks at answers. */
public enum JudgeKind {
  /** Two answers at once, in both orders: which is better? */
  PAIRWISE("pairwise", List.of(Part.A_FIRST, Part.B_FIRST)),
  /** One answer at a time: a score from 1 to 5. */
  SINGLE("single", List.of(Part.SCORE_A, Part.SCORE_B));

  private final String words;
  private final List<Part> parts;

  JudgeKind(String words, List<Part> parts) {
    this.words = words;
    this.parts = parts;
  }

  public String words() {
    return words;
  }

  /** Everything that is asked of a trial. */
  public List<Part> parts() {
    return parts;
  }
}
