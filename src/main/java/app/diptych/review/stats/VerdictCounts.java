package app.diptych.review.stats;

import app.diptych.review.Verdict;

/** How often each verdict was given, as often as long holds, and verdicts as small numbers. */
final class VerdictCounts {
  private final long[] counts = new long[4];

  void add(Verdict verdict) {
    add(verdict, 1);
  }

  void add(Verdict verdict, long times) {
    counts[code(verdict)] += times;
  }

  long of(Verdict verdict) {
    return counts[code(verdict)];
  }

  /** A small number for a verdict. */
  static int code(Verdict verdict) {
    return switch (verdict) {
      case A -> 0;
      case B -> 1;
      case TIE -> 2;
      case BOTH_BAD -> 3;
    };
  }

  /** The verdict of a small number. */
  static Verdict verdict(int code) {
    return switch (code) {
      case 0 -> Verdict.A;
      case 1 -> Verdict.B;
      case 2 -> Verdict.TIE;
      case 3 -> Verdict.BOTH_BAD;
      default -> throw new IllegalArgumentException("There is no verdict " + code);
    };
  }
}
