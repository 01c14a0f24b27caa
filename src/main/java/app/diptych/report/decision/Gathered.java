package app.diptych.report.decision;

import app.diptych.review.CastVote;
import app.diptych.review.Vote;
import app.diptych.session.MeasureQuery;
import app.diptych.session.Measurements;
import app.diptych.session.Reviews;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a workspace holds of some sessions: all that a report is computed from.
 *
 * @param sessions in the order they were asked for
 * @param places whether side A stood on the left, of the votes of blind reviews
 * @param reviews the titles of the reviews those are from
 * @param measured what was measured of their answers
 */
public record Gathered(
    List<Session> sessions,
    Map<Seen, Boolean> places,
    List<String> reviews,
    Measurements measured) {
  /**
   * One session.
   *
   * @param votes all that hold, one for each rater, by the id of their trial
   */
  public record Session(
      SessionSummary summary, List<SavedTrial> trials, Map<String, List<Vote>> votes) {
    public Session {
      trials = List.copyOf(trials);
      votes = Map.copyOf(votes);
    }
  }

  /** Names a vote: a rater says one thing of a trial at a time. */
  public record Seen(String trial, String rater, Instant at) {}

  public Gathered {
    sessions = List.copyOf(sessions);
    places = Map.copyOf(places);
    reviews = List.copyOf(reviews);
  }

  /**
   * Reads it. Blocks: for a background thread.
   *
   * @param ids of sessions; one that is there twice counts once, and one that is gone not at all
   */
  public static Gathered read(Workspace from, List<String> ids) throws WorkspaceException {
    List<Session> sessions = new ArrayList<>();
    Set<String> trials = new HashSet<>();
    for (String id : new LinkedHashSet<>(ids)) {
      SessionSummary summary = from.sessions().find(id).orElse(null);
      if (summary != null) {
        Session session =
            new Session(summary, from.sessions().trials(id), from.sessions().raters(id));
        sessions.add(withOwner(session));
        session.trials().forEach(trial -> trials.add(trial.id()));
      }
    }
    Map<Seen, Boolean> places = new HashMap<>();
    List<String> reviews = new ArrayList<>();
    for (Reviews.Standing standing : from.reviews().list()) {
      int before = places.size();
      for (CastVote vote : from.reviews().ballots(standing.review().id())) {
        if (vote.round() == 0 && trials.contains(vote.item())) {
          places.put(new Seen(vote.item(), vote.rater(), vote.at()), vote.aWasLeft());
        }
      }
      if (places.size() > before) {
        reviews.add(standing.review().title());
      }
    }
    List<String> found = sessions.stream().map(one -> one.summary().id()).toList();
    Measurements measured =
        found.isEmpty()
            ? Measurements.NONE
            : from.measurements(new MeasureQuery(found, null, null, null, null));
    return new Gathered(sessions, places, reviews, measured);
  }

  /** The votes of others are read apart from the owner's, which are with their trials. */
  private static Session withOwner(Session session) {
    Map<String, List<Vote>> all = new HashMap<>();
    for (SavedTrial trial : session.trials()) {
      List<Vote> votes = new ArrayList<>(session.votes().getOrDefault(trial.id(), List.of()));
      if (trial.vote() != null) {
        votes.addFirst(Objects.requireNonNull(trial.vote()));
      }
      if (!votes.isEmpty()) {
        all.put(trial.id(), List.copyOf(votes));
      }
    }
    return new Session(session.summary(), session.trials(), all);
  }

  /** Every model that was asked, in the order of the trials; recordings are none. */
  public List<String> models() {
    Set<String> models = new LinkedHashSet<>();
    for (Session session : sessions) {
      for (SavedTrial trial : session.trials()) {
        for (Side side : Side.values()) {
          trial
              .answer(side)
              .filter(answer -> !answer.recorded())
              .map(Answer::model)
              .ifPresent(models::add);
        }
      }
    }
    return List.copyOf(models);
  }
}
