package app.diptych.diff;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Compares two answers. What it costs is bounded: what would take longer is compared less finely,
 * or not at all, and the result says so. Neither side is treated differently from the other.
 */
public final class Differ {
  /** Characters of an answer beyond which it is not compared. */
  public static final int LONGEST = 2_000_000;

  private static final String COARSER =
      "The answers are too long and too different to compare word by word, so lines are compared.";
  private static final String TOO_DIFFERENT =
      "The answers are too long and too different to be compared.";

  private final long comparisons;

  /** Stops after well under a second. */
  public Differ() {
    this(Effort.COMPARISONS);
  }

  Differ(long comparisons) {
    this.comparisons = comparisons;
  }

  /**
   * A comparison and what else could be compared.
   *
   * @param noStructure why there is no structure to compare, or empty when there is
   */
  public record Comparison(Outcome outcome, String noStructure) {}

  /**
   * Compares; meant for a thread that may be busy for a moment.
   *
   * @param cancelled whether nobody waits for the result any more; asked now and then
   * @throws CancellationException when nobody did
   */
  public Comparison compare(String a, String b, Mode mode, BooleanSupplier cancelled) {
    if (Math.max(a.length(), b.length()) > LONGEST) {
      String reason =
          String.format(
              Locale.ROOT, "An answer of more than %,d characters is not compared.", LONGEST);
      return new Comparison(new Outcome.NotCompared(reason), reason);
    }
    Effort effort = new Effort(comparisons, cancelled);
    Structures structures = Structures.of(a, b);
    // Always in the same order, so that swapping the sides swaps the result and changes nothing.
    boolean swapped = a.compareTo(b) > 0;
    Outcome outcome =
        swapped
            ? outcome(b, a, mode, structures.swapped(), effort).mirrored()
            : outcome(a, b, mode, structures, effort);
    return new Comparison(outcome, structures.problem());
  }

  private static Outcome outcome(
      String a, String b, Mode mode, Structures structures, Effort effort) {
    Optional<Diff> found =
        switch (mode) {
          case WORDS ->
              WordDiff.between(a, b, effort)
                  .or(() ->
                      LineDiff.between(a, b, effort.again()).map(diff -> diff.noting(COARSER)));
          case LINES -> LineDiff.between(a, b, effort);
          case STRUCTURE -> {
            if (!structures.problem().isEmpty()) {
              yield Optional.empty();
            }
            yield structures.between(effort);
          }
        };
    String reason =
        mode == Mode.STRUCTURE && !structures.problem().isEmpty()
            ? structures.problem()
            : TOO_DIFFERENT;
    return found.<Outcome>map(diff -> diff).orElseGet(() -> new Outcome.NotCompared(reason));
  }
}
