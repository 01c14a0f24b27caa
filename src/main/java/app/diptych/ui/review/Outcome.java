package app.diptych.ui.review;

import app.diptych.review.CastVote;
import app.diptych.review.Leak;
import app.diptych.review.Review;
import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Ballots;
import app.diptych.review.stats.Question;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Style;
import app.diptych.review.stats.Unanswerable;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.Share;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Side;
import java.time.Duration;
import java.util.HashMap;
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
 * @param medianSeconds of a vote; empty without votes
 */
record Outcome(
    Review review,
    Results results,
    int votes,
    int pairs,
    Share repeated,
    int leaks,
    OptionalDouble medianSeconds) {
  /** As bundles name the owner of the workspace. */
  private static final String OWNER = "owner";

  /** Reads the answers that were judged; belongs on a background thread. */
  static Outcome of(Workspace from, Review review) throws WorkspaceException, Unanswerable {
    List<CastVote> cast = from.reviews().ballots(review.id());
    Map<String, SavedTrial> trials = new HashMap<>();
    Map<String, List<String>> tags = new HashMap<>();
    Ballots ballots = new Ballots();
    int votes = 0;
    int leaks = 0;
    for (CastVote vote : cast) {
      if (!trials.containsKey(vote.item())) {
        SavedTrial found = from.sessions().trial(vote.item()).orElse(null);
        if (found == null || found.answers().size() < 2) {
          continue;
        }
        trials.put(vote.item(), found);
        leaks += leaks(found) ? 1 : 0;
      }
      if (vote.round() == 0) {
        ballots.add(ballot(from, trials.get(vote.item()), tags, vote));
        votes++;
      }
    }
    return new Outcome(
        review,
        Results.of(ballots, Question.PLAIN),
        votes,
        trials.size(),
        repeated(cast),
        leaks,
        median(cast));
  }

  private static Ballot ballot(
      Workspace from, SavedTrial trial, Map<String, List<String>> tags, CastVote vote)
      throws WorkspaceException {
    List<String> known = tags.get(trial.session());
    if (known == null) {
      known =
          from.sessions()
              .find(trial.session())
              .map(SessionSummary::tags)
              .map(List::copyOf)
              .orElse(List.of());
      tags.put(trial.session(), known);
    }
    Answer a = trial.answer(Side.A).orElseThrow();
    Answer b = trial.answer(Side.B).orElseThrow();
    return new Ballot(
        trial.id(),
        trial.parent() == null ? trial.prompt() : trial.parent() + trial.prompt(),
        vote.rater().isEmpty() ? OWNER : vote.rater(),
        model(a),
        model(b),
        vote.verdict(),
        new Ballot.Extra(
            vote.aWasLeft(),
            vote.at(),
            known,
            new Ballot.Looks(Style.of(a.text()), Style.of(b.text())),
            null,
            Ballot.Texts.of(a.text(), b.text())));
  }

  private static String model(Answer answer) {
    return answer.recorded() ? RecordedAnswer.answeredBy(answer) : answer.model();
  }

  private static boolean leaks(SavedTrial trial) {
    return trial.answers().values().stream()
        .anyMatch(answer -> Leak.tells(answer.text(), trial.prompt()));
  }

  private static Share repeated(List<CastVote> cast) {
    record Seen(String rater, String item) {}
    Map<Seen, CastVote> first = new HashMap<>();
    cast.stream()
        .filter(vote -> vote.round() == 0)
        .forEach(vote -> first.put(new Seen(vote.rater(), vote.item()), vote));
    long again = 0;
    long same = 0;
    for (CastVote vote : cast) {
      CastVote before = first.get(new Seen(vote.rater(), vote.item()));
      if (vote.round() > 0 && before != null) {
        again++;
        same += before.verdict() == vote.verdict() ? 1 : 0;
      }
    }
    return new Share(same, again);
  }

  private static OptionalDouble median(List<CastVote> cast) {
    double[] seconds =
        cast.stream().map(CastVote::took).mapToDouble(Outcome::seconds).sorted().toArray();
    return seconds.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds[seconds.length / 2]);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  /** What was said of A's share of decisive votes when it was said last; empty before any was. */
  Optional<String> pairName() {
    return results.modelA() == null || results.modelB() == null
        ? Optional.empty()
        : Optional.of(results.modelA() + " against " + results.modelB());
  }
}
