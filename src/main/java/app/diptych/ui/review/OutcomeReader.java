package app.diptych.ui.review;

import app.diptych.review.CastVote;
import app.diptych.review.Leak;
import app.diptych.review.Review;
import app.diptych.review.Rubric;
import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Ballots;
import app.diptych.review.stats.CriterionScores;
import app.diptych.review.stats.Judged;
import app.diptych.review.stats.Marks;
import app.diptych.review.stats.Question;
import app.diptych.review.stats.RepeatedPrompt;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the votes of a review and the answers they are about. Blocks: for a background thread. */
final class OutcomeReader {
  /** As bundles name the owner of the workspace. */
  private static final String OWNER = "owner";

  private final Workspace from;
  private final Review review;
  private final Map<String, SavedTrial> trials = new HashMap<>();
  private final Map<String, List<String>> tags = new HashMap<>();
  private final Map<String, RepeatedPrompt.Texts> texts = new HashMap<>();
  private final List<Judged> judged = new ArrayList<>();
  private final Ballots ballots = new Ballots();
  private int leaks;
  private int notBlind;

  private OutcomeReader(Workspace from, Review review) {
    this.from = from;
    this.review = review;
  }

  static Outcome read(Workspace from, Review review) throws WorkspaceException, Unanswerable {
    return new OutcomeReader(from, review).read();
  }

  private Outcome read() throws WorkspaceException, Unanswerable {
    List<CastVote> cast = from.reviews().ballots(review.id());
    Map<String, Instant> known = from.reviews().whoKnowsNames(review.id());
    for (CastVote vote : cast) {
      SavedTrial trial = judged(vote.item());
      if (trial != null && vote.round() == 0) {
        take(trial, vote);
        notBlind += vote.at().isAfter(known.getOrDefault(vote.rater(), Instant.MAX)) ? 1 : 0;
      }
    }
    Results results = Results.of(ballots, Question.PLAIN);
    Rubric rubric = review.settings().rubric();
    String a = results.modelA();
    return new Outcome(
        review,
        results,
        judged.size(),
        trials.size(),
        repeated(cast),
        leaks,
        notBlind,
        median(cast),
        rubric == null
            ? List.of()
            : CriterionScores.of(rubric, judged, a, results.modelB(), Question.PLAIN.seed()),
        Marks.of(judged),
        a == null ? List.of() : RepeatedPrompt.of(judged, texts, a),
        trials.values().stream().collect(Collectors.toMap(SavedTrial::id, SavedTrial::prompt)));
  }

  /** The pair; null when it is not in the workspace any more. */
  private @Nullable SavedTrial judged(String item) throws WorkspaceException {
    SavedTrial known = trials.get(item);
    if (known != null) {
      return known;
    }
    SavedTrial found = from.sessions().trial(item).orElse(null);
    if (found == null || found.answers().size() < 2) {
      return null;
    }
    trials.put(item, found);
    leaks += leaks(found) ? 1 : 0;
    return found;
  }

  private void take(SavedTrial trial, CastVote vote) throws WorkspaceException {
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
    String prompt = trial.parent() == null ? trial.prompt() : trial.parent() + trial.prompt();
    String rater = vote.rater().isEmpty() ? OWNER : vote.rater();
    texts.put(trial.id(), new RepeatedPrompt.Texts(a.text(), b.text()));
    judged.add(new Judged(prompt, rater, model(a), model(b), vote));
    ballots.add(
        new Ballot(
            trial.id(),
            prompt,
            rater,
            model(a),
            model(b),
            vote.verdict(),
            new Ballot.Extra(
                vote.aWasLeft(),
                vote.at(),
                known,
                new Ballot.Looks(Style.of(a.text()), Style.of(b.text())),
                null,
                Ballot.Texts.of(a.text(), b.text()))));
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
        cast.stream().mapToDouble(vote -> vote.took().toMillis() / 1e3).sorted().toArray();
    return seconds.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds[seconds.length / 2]);
  }
}
