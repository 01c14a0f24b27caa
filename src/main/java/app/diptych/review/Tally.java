package app.diptych.review;

import java.util.Collection;

/** How often each verdict was given. */
public record Tally(int a, int b, int ties, int bothBad) {
  public static final Tally NONE = new Tally(0, 0, 0, 0);

  /** Counts verdicts. */
  public static Tally of(Collection<Verdict> verdicts) {
    Tally tally = NONE;
    for (Verdict verdict : verdicts) {
      tally = tally.plus(verdict);
    }
    return tally;
  }

  public Tally plus(Verdict verdict) {
    return switch (verdict) {
      case A -> new Tally(a + 1, b, ties, bothBad);
      case B -> new Tally(a, b + 1, ties, bothBad);
      case TIE -> new Tally(a, b, ties + 1, bothBad);
      case BOTH_BAD -> new Tally(a, b, ties, bothBad + 1);
    };
  }

  public int count(Verdict verdict) {
    return switch (verdict) {
      case A -> a;
      case B -> b;
      case TIE -> ties;
      case BOTH_BAD -> bothBad;
    };
  }

  public int total() {
    return a + b + ties + bothBad;
  }
}
