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
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a workspace holds of some sessions: all that a report is computed from. Texts are read one
 * trial at a time and none is kept.
 */
public final class Gathered {
  private final List<Session> sessions;
  private final Map<Seen, Boolean> places;
  private final List<String> reviews;
  private final Measurements measured;
  private final Checks checks;

  /**
   * One session.
   *
   * @param votes all that hold, one for each rater, by the id of their trial
   */
  record Session(SessionSummary summary, List<TrialFacts> trials, Map<String, List<Vote>> votes) {
    Session {
      trials = List.copyOf(trials);
      votes = Map.copyOf(votes);
    }
  }

  /** Names a vote: a rater says one thing of a trial at a time. */
  record Seen(String trial, String rater, Instant at) {}

  /** Is told how far the reading is; called for each trial, so it must be quick. */
  public interface Progress {
    /** Tells nobody. */
    Progress NONE = (_, _) -> {};

    /**
     * @param of how many there are, as far as is known
     */
    void read(int trials, int of);
  }

  private Gathered(
      List<Session> sessions,
      Map<Seen, Boolean> places,
      List<String> reviews,
      Measurements measured,
      Checks checks) {
    this.sessions = List.copyOf(sessions);
    this.places = Map.copyOf(places);
    this.reviews = List.copyOf(reviews);
    this.measured = measured;
    this.checks = checks;
  }

  /**
   * Reads it. Blocks: for a background thread.
   *
   * @param ids of sessions; one that is there twice counts once, and one that is gone not at all
   * @param checks to be held against every answer while its text is there
   * @throws InterruptedException when the thread is interrupted, which is looked at in each trial
   */
  public static Gathered read(Workspace from, List<String> ids, Checks checks, Progress progress)
      throws WorkspaceException, InterruptedException {
    List<SessionSummary> found = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      from.sessions().find(id).ifPresent(found::add);
    }
    Reading reading =
        new Reading(from, checks, progress, found.stream().mapToInt(SessionSummary::trials).sum());
    List<Session> sessions = new ArrayList<>();
    for (SessionSummary summary : found) {
      sessions.add(reading.session(summary));
    }
    Map<Seen, Boolean> places = new HashMap<>();
    List<String> reviews = new ArrayList<>();
    for (Reviews.Standing standing : from.reviews().list()) {
      if (places(from, standing, reading.trials::contains, places)) {
        reviews.add(standing.review().title());
      }
    }
    Measurements measured =
        found.isEmpty()
            ? Measurements.NONE
            : from.measurements(
                new MeasureQuery(
                    found.stream().map(SessionSummary::id).toList(), null, null, null, null));
    stopIfAsked();
    return new Gathered(sessions, places, reviews, measured, checks);
  }

  /** Ends the work between two steps of it when somebody wants it no more. */
  static void stopIfAsked() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Whether there is a vote of that review. */
  private static boolean places(
      Workspace from, Reviews.Standing standing, Predicate<String> known, Map<Seen, Boolean> places)
      throws WorkspaceException {
    int before = places.size();
    for (CastVote vote : from.reviews().ballots(standing.review().id())) {
      if (vote.round() == 0 && known.test(vote.item())) {
        places.put(new Seen(vote.item(), vote.rater(), vote.at()), vote.aWasLeft());
      }
    }
    return places.size() > before;
  }

  /** Reads trial by trial. */
  private static final class Reading {
    private final Workspace from;
    private final Checks checks;
    private final Progress progress;
    private final int all;
    private final Shared shared = new Shared();
    private final Set<String> trials = new HashSet<>();

    Reading(Workspace from, Checks checks, Progress progress, int all) {
      this.from = from;
      this.checks = checks;
      this.progress = progress;
      this.all = all;
    }

    Session session(SessionSummary summary) throws WorkspaceException, InterruptedException {
      Map<String, List<Vote>> votes = new HashMap<>(from.sessions().raters(summary.id()));
      List<TrialFacts> facts = new ArrayList<>();
      from.sessions()
          .each(
              summary.id(),
              trial -> {
                withOwner(trial, votes);
                facts.add(TrialFacts.of(trial, votes.containsKey(trial.id()), checks, shared));
                trials.add(trial.id());
                progress.read(trials.size(), Math.max(all, trials.size()));
              });
      return new Session(summary, facts, votes);
    }

    /** The votes of others are read apart from the owner's, which is with its trial. */
    private static void withOwner(SavedTrial trial, Map<String, List<Vote>> votes) {
      Vote own = trial.vote();
      if (own != null) {
        List<Vote> both = new ArrayList<>(List.of(own));
        both.addAll(votes.getOrDefault(trial.id(), List.of()));
        votes.put(trial.id(), List.copyOf(both));
      }
    }
  }

  List<Session> sessions() {
    return sessions;
  }

  /** Whether side A stood on the left, of the votes of blind reviews. */
  Map<Seen, Boolean> places() {
    return places;
  }

  /** The titles of the reviews those are from. */
  List<String> reviews() {
    return reviews;
  }

  /** What was measured of their answers. */
  Measurements measured() {
    return measured;
  }

  /** Those that were held against the answers. */
  Checks checks() {
    return checks;
  }

  /** Every model that was asked, in the order of the trials; recordings are none. */
  public List<String> models() {
    Set<String> models = new LinkedHashSet<>();
    for (Session session : sessions) {
      for (TrialFacts trial : session.trials()) {
        for (Side side : Side.values()) {
          trial
              .answer(side)
              .filter(answer -> !answer.recorded())
              .map(AnswerFacts::model)
              .ifPresent(models::add);
        }
      }
    }
    return List.copyOf(models);
  }
}
