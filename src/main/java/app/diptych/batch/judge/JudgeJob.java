package app.diptych.batch.judge;

import app.diptych.batch.BatchSide;
import java.util.List;
import java.util.Map;

/**
 * What is to be judged, and by whom.
 *
 * @param session whose trials they are
 * @param trials their ids, in order
 * @param references right answers by the id of the trial
 * @param concurrency how many requests may be under way at once
 */
public record JudgeJob(
    String session,
    List<String> trials,
    Map<String, String> references,
    JudgePlan plan,
    BatchSide judge,
    int concurrency) {
  public static final int MOST_AT_ONCE = 64;

  /**
   * @throws IllegalArgumentException for what makes no sense, with a sentence
   */
  public JudgeJob {
    trials = List.copyOf(trials);
    references = Map.copyOf(references);
    if (concurrency < 1 || concurrency > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "1 to " + MOST_AT_ONCE + " requests can be under way at once, not " + concurrency + ".");
    }
  }
}
