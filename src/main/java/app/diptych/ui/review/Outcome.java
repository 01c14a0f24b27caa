package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Review;
import app.diptych.review.stats.CriterionScores;
import app.diptych.review.stats.Marks;
import app.diptych.review.stats.RepeatedPrompt;
import app.diptych.review.stats.Results;
import app.diptych.timing.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a review taught, with the names of the models.
 *
 * @param votes how many votes hold, repetitions not counted
 * @param pairs how many pairs somebody judged
 * @param repeated of the pairs that were shown twice, how often the same was said again
 * @param leaks pairs in which an answer says whose it is
 * @param notBlind votes by raters who had looked at the results, and with them at the names, before
 * @param medianSeconds of a vote; empty without votes
 * @param criteria what was scored by the rubric
 * @param marks what was marked in the answers
 * @param repeats prompts that were run several times
 * @param prompts what was asked, by item
 */
record Outcome(
    Review review,
    Results results,
    int votes,
    int pairs,
    Share repeated,
    int leaks,
    int notBlind,
    OptionalDouble medianSeconds,
    List<CriterionScores> criteria,
    List<Marks> marks,
    List<RepeatedPrompt> repeats,
    Map<String, String> prompts) {

  Outcome {
    criteria = List.copyOf(criteria);
    marks = List.copyOf(marks);
    repeats = List.copyOf(repeats);
    prompts = Map.copyOf(prompts);
  }

  /** Whether no pair is left that nobody judged. */
  boolean isAllJudged() {
    return pairs >= review.items().size();
  }

  /** What was said of A's share of decisive votes when it was said last; empty before any was. */
  Optional<String> pairName() {
    return results.modelA() == null || results.modelB() == null
        ? Optional.empty()
        : Optional.of(say("%s against %s").formatted(results.modelA(), results.modelB()));
  }
}
