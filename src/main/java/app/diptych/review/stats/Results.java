package app.diptych.review.stats;

import app.diptych.review.stats.BradleyTerry.Ratings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that votes tell of two models, and of all models in them: first a sentence, then numbers,
 * each with how many votes it is made of. {@link Method} says how each was computed.
 *
 * @param sentence what to take away
 * @param notes what else must be known to read the numbers right, a sentence each
 * @param modelA the model called A; null when there is no pair to compare
 * @param votes how many votes count, of all models
 * @param n how many of them are between A and B
 * @param winRate A's share of wins, ties half
 * @param decisive A's share of decisive votes
 * @param byPrompt the win rate with an interval that knows which votes are on one prompt
 * @param prompts how many prompts the votes between A and B are on
 * @param rated models by rating, the best first within each group
 * @param slices by tag, the largest first
 * @param tags how many tags there are in all
 * @param position how often the left answer won
 * @param orders what judges said who saw the answers in both orders
 * @param noise votes on two answers of one model
 */
public record Results(
    String sentence,
    List<String> notes,
    @Nullable String modelA,
    @Nullable String modelB,
    long votes,
    int models,
    long n,
    long a,
    long b,
    long ties,
    long bothBad,
    Optional<Estimate> winRate,
    Optional<Estimate> decisive,
    Optional<Estimate> tieShare,
    Optional<Estimate> bothBadShare,
    Optional<ClusterBootstrap> byPrompt,
    int prompts,
    SignTest signTest,
    Stopping stopping,
    Optional<McNemar> passes,
    Ratings ratings,
    List<Rated> rated,
    Optional<StyleControl> style,
    List<Rated> styleRated,
    List<Slice> slices,
    int tags,
    Agreement agreement,
    Optional<Estimate> position,
    RaterTable raters,
    Disagreement.All disagreements,
    Hygiene hygiene,
    BothOrders orders,
    NoiseFloor noise,
    Repeats repeats) {

  public Results {
    notes = List.copyOf(notes);
    rated = List.copyOf(rated);
    styleRated = List.copyOf(styleRated);
    slices = List.copyOf(slices);
  }

  /** The sentence to take away where every pair there is was judged, so that nobody can vote on. */
  public String sentenceOfAll() {
    return new ResultWords(this, false, 0).sentenceOfAll();
  }

  /**
   * Computes all of it; seconds for millions of votes.
   *
   * @throws Unanswerable when the question names a model or tag no vote is about
   */
  public static Results of(Ballots ballots, Question question) throws Unanswerable {
    return new Computation(ballots, question).results();
  }
}
