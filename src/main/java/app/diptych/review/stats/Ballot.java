package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One verdict on two answers, as far as statistics are concerned.
 *
 * @param item what was judged: the same two answers have the same one
 * @param prompt what both answered; several items can have the same one
 * @param rater who; null when nobody knows
 * @param a the model that verdict A is for
 * @param b the other one
 */
public record Ballot(
    String item,
    String prompt,
    @Nullable String rater,
    String a,
    String b,
    Verdict verdict,
    Extra extra) {

  /** A verdict of which nothing else is known. */
  public Ballot(String item, @Nullable String rater, String a, String b, Verdict verdict) {
    this(item, item, rater, a, b, verdict, Extra.NONE);
  }

  /** Whether both are the same model, so that every difference is noise. */
  boolean isNoise() {
    return a.equals(b);
  }

  /**
   * What else may be known.
   *
   * @param aOnLeft whether the rater saw A on the left, or first
   * @param at when
   * @param tags what kind of prompt it was
   * @param looks how the two answers look
   * @param passed whether each answer passed its checks
   * @param texts what the answers are, to tell repeats that differ from those that do not
   */
  public record Extra(
      @Nullable Boolean aOnLeft,
      @Nullable Instant at,
      List<String> tags,
      @Nullable Looks looks,
      @Nullable Passed passed,
      @Nullable Texts texts) {
    public static final Extra NONE = new Extra(null, null, List.of(), null, null, null);

    public Extra {
      tags = List.copyOf(tags);
    }
  }

  /** How the answers of A and B look. */
  public record Looks(Style a, Style b) {}

  /** Whether A and B passed. */
  public record Passed(boolean a, boolean b) {}

  /** Numbers that differ where the answers of A, or those of B, do. */
  public record Texts(int a, int b) {
    public static Texts of(String a, String b) {
      return new Texts(Long.hashCode(Index.hash(a)), Long.hashCode(Index.hash(b)));
    }
  }
}
