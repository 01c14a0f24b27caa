package app.diptych.session;

import app.diptych.review.Vote;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.util.List;
import java.util.Map;

/**
 * A session with everything in it.
 *
 * @param trials in order, each with what its record does not hold
 */
public record SavedSession(SessionSummary summary, List<Whole> trials) {
  public SavedSession {
    trials = List.copyOf(trials);
  }

  /**
   * A trial with everything in it.
   *
   * @param recordings in which pieces the answers came; none for an answer that was not streamed
   * @param votes the verdicts that hold, one for each rater, oldest first
   */
  public record Whole(SavedTrial trial, Map<Side, Recording> recordings, List<Vote> votes) {
    public Whole {
      recordings = Map.copyOf(recordings);
      votes = List.copyOf(votes);
    }
  }
}
