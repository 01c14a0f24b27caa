package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.review.Tally;
import app.diptych.review.Vote;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.TrialRunner;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
   * A session that was put together elsewhere.
   *
   * @param told what it is called and so on; what it counts is counted from the trials
   */
  public static SavedSession counted(SessionSummary told, List<Whole> trials) {
    List<String> models =
        trials.stream()
            .flatMap(whole -> new TreeMap<>(whole.trial().answers()).values().stream())
            .map(Answer::model)
            .distinct()
            .toList();
    long failures =
        trials.stream()
            .flatMap(whole -> whole.trial().answers().values().stream())
            .map(Answer::failure)
            .filter(failure -> failure != null && !(failure instanceof Failure.Cancelled))
            .count();
    boolean sameModels =
        told.models().size() == models.size()
            && Set.copyOf(models).equals(Set.copyOf(told.models()));
    return new SavedSession(
        new SessionSummary(
            told.id(),
            told.title(),
            told.notes(),
            told.createdAt(),
            told.changedAt(),
            told.pinned(),
            told.archived(),
            told.deleted(),
            told.madeFrom(),
            trials.size(),
            (int) failures,
            Tally.of(
                trials.stream()
                    .flatMap(whole -> whole.votes().stream())
                    .map(Vote::verdict)
                    .toList()),
            sameModels ? told.models() : models,
            told.tags()),
        trials);
  }

  /**
   * The same session once more: it and its trials get new ids, and it tells what it was made from.
   *
   * @param id from {@link Sessions#newId}
   */
  public SavedSession copy(String id, String title, Instant now) {
    Map<String, String> ids = new HashMap<>();
    trials.forEach(whole -> ids.put(whole.trial().id(), TrialRunner.newId()));
    return new SavedSession(
        new SessionSummary(
            id,
            title,
            summary.notes(),
            now,
            now,
            false,
            false,
            false,
            summary.id(),
            summary.trials(),
            summary.failures(),
            summary.votes(),
            summary.models(),
            summary.tags()),
        trials.stream().map(whole -> whole.copy(id, ids)).toList());
  }

  /**
   * A trial with everything in it.
   *
   * @param recordings in which pieces the answers came; none for an answer that was not streamed
   * @param votes the verdicts that hold, one for each rater, oldest first
   * @param events what happened to the sides besides their texts, in order
   */
  public record Whole(
      SavedTrial trial,
      Map<Side, Recording> recordings,
      List<Vote> votes,
      Map<Side, List<SavedEvent>> events) {
    public Whole {
      recordings = Map.copyOf(recordings);
      votes = List.copyOf(votes);
      events = Map.copyOf(events);
    }

    /** A trial of which nothing is known but its answers. */
    public Whole(SavedTrial trial, Map<Side, Recording> recordings, List<Vote> votes) {
      this(trial, recordings, votes, Map.of());
    }

    private Whole copy(String session, Map<String, String> ids) {
      @Nullable String parent = trial.parent() == null ? null : ids.get(trial.parent());
      return new Whole(
          new SavedTrial(
              ids.getOrDefault(trial.id(), trial.id()),
              session,
              trial.number(),
              parent,
              trial.promptId(),
              trial.startedAt(),
              trial.prompt(),
              trial.answers(),
              trial.vote()),
          recordings,
          votes,
          events);
    }
  }
}
