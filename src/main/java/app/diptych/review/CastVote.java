package app.diptych.review;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rater said of one pair of a review, and how it was shown.
 *
 * @param item the id of the trial
 * @param round 0 for the first time the rater saw it, 1 for the repetition
 * @param rater who; empty for the owner of the workspace
 * @param aWasLeft whether side A stood on the left
 * @param took from the moment the pair was shown to the vote
 * @param scores by criterion, of what they are about
 * @param spans places that were marked
 */
public record CastVote(
    String item,
    int round,
    String rater,
    Verdict verdict,
    Strength strength,
    boolean aWasLeft,
    Duration took,
    String note,
    Instant at,
    Map<Scored, Integer> scores,
    List<Span> spans) {

  /** How much better. */
  public enum Strength {
    UNSAID,
    SLIGHTLY,
    MUCH
  }

  /**
   * What a score is about.
   *
   * @param side A or B; null for the pair
   */
  public record Scored(String criterion, @Nullable Verdict side) {}

  /**
   * A marked place.
   *
   * @param side A or B
   * @param from the first character
   * @param to behind the last character
   * @param tag what it is, such as "wrong"
   */
  public record Span(Verdict side, int from, int to, String tag) {}

  public CastVote {
    scores = Map.copyOf(scores);
    spans = List.copyOf(spans);
  }

  /** A plain vote. */
  public static CastVote of(
      String item, String rater, Verdict verdict, boolean aWasLeft, Duration took, Instant at) {
    return new CastVote(
        item, 0, rater, verdict, Strength.UNSAID, aWasLeft, took, "", at, Map.of(), List.of());
  }

  /** The same vote under that name. */
  public CastVote by(String name) {
    return new CastVote(
        item, round, name, verdict, strength, aWasLeft, took, note, at, scores, spans);
  }

  /** The same said of the same answers where A is called B and B is called A. */
  public CastVote swapped() {
    Map<Scored, Integer> others = new HashMap<>();
    scores.forEach((what, score) ->
        others.put(
            new Scored(what.criterion(), what.side() == null ? null : what.side().swapped()),
            score));
    return new CastVote(
        item,
        round,
        rater,
        verdict.swapped(),
        strength,
        !aWasLeft,
        took,
        note,
        at,
        others,
        spans.stream()
            .map(span -> new Span(span.side().swapped(), span.from(), span.to(), span.tag()))
            .toList());
  }

  /** Whether the answer on the left was preferred. */
  public boolean isForLeft() {
    return aWasLeft ? verdict == Verdict.A : verdict == Verdict.B;
  }
}
