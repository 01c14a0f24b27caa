package app.diptych.diff;

import org.jspecify.annotations.Nullable;

/**
 * A line of A beside the line of B that answers to it.
 *
 * @param a null where A has nothing to put beside B's line
 * @param b null where B has nothing to put beside A's line
 * @param heading whether it names what follows and is no part of either answer
 */
public record Row(Kind kind, @Nullable Cell a, @Nullable Cell b, boolean heading) {

  /** What a row is as a whole. */
  public enum Kind {
    SAME,
    /** Only A has it. */
    ONLY_A,
    /** Only B has it. */
    ONLY_B,
    /** Some of it is on both sides, and not all. */
    CHANGED
  }

  /** The row with the sides swapped. */
  Row mirrored() {
    Kind other =
        switch (kind) {
          case ONLY_A -> Kind.ONLY_B;
          case ONLY_B -> Kind.ONLY_A;
          case SAME, CHANGED -> kind;
        };
    return new Row(other, b, a, heading);
  }
}
