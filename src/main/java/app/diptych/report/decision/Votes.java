package app.diptych.report.decision;

import app.diptych.report.decision.Gathered.Seen;
import app.diptych.report.decision.Gathered.Session;
import app.diptych.review.Vote;
import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Ballots;
import app.diptych.review.stats.BradleyTerry;
import app.diptych.review.stats.Question;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Style;
import app.diptych.review.stats.Unanswerable;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The votes on two models and what they come to. A vote of a blind review is a verdict of its trial
 * as well and counts once.
 */
final class Votes {
  private static final String OWNER = "owner";

  private final Gathered from;
  private final Set<String> models;
  private final Ballots ballots = new Ballots();
  private final List<Counted> counted = new ArrayList<>();
  private final Map<Excluded, Integer> leftOut = new EnumMap<>(Excluded.class);
  private final Results results;
  private int blind;

  /**
   * A vote that counts.
   *
   * @param a the model on side A of its trial
   */
  record Counted(SavedTrial trial, Vote vote, String a, String b) {
    /** Whose answer was better, as people read it. */
    String words() {
      return switch (vote.verdict()) {
        case A -> a;
        case B -> b;
        case TIE -> "tie";
        case BOTH_BAD -> "both bad";
      };
    }
  }

  Votes(Gathered from, String modelA, String modelB) {
    this.from = from;
    this.models = Set.of(modelA, modelB);
    from.sessions().forEach(this::take);
    this.results = results(modelA, modelB);
  }

  private Results results(String modelA, String modelB) {
    boolean named = ballots.findModel(modelA) >= 0 && ballots.findModel(modelB) >= 0;
    Question question =
        new Question(
            named ? modelA : null,
            named ? modelB : null,
            null,
            Question.PLAIN.seed(),
            false,
            BradleyTerry.Ties.HALF_WINS);
    try {
      return Results.of(ballots, question);
    } catch (Unanswerable impossible) {
      throw new IllegalStateException("Both models are among the votes", impossible);
    }
  }

  private void take(Session session) {
    for (SavedTrial trial : session.trials()) {
      for (Vote vote : session.votes().getOrDefault(trial.id(), List.of())) {
        Optional<Excluded> why = why(trial);
        if (why.isPresent()) {
          leftOut.merge(why.get(), 1, Integer::sum);
        } else {
          count(session, trial, vote);
        }
      }
    }
  }

  private Optional<Excluded> why(SavedTrial trial) {
    Answer a = trial.answer(Side.A).orElse(null);
    Answer b = trial.answer(Side.B).orElse(null);
    if (a == null || b == null) {
      return Optional.of(Excluded.ONE_SIDED);
    }
    Optional<Excluded> why = Excluded.of(a).or(() -> Excluded.of(b));
    if (why.isPresent()) {
      return why;
    }
    if (!models.contains(a.model()) || !models.contains(b.model())) {
      return Optional.of(Excluded.OTHER_MODELS);
    }
    return a.finishReason() == null || b.finishReason() == null
        ? Optional.of(Excluded.UNFINISHED)
        : Optional.empty();
  }

  private void count(Session session, SavedTrial trial, Vote vote) {
    Answer a = trial.answer(Side.A).orElseThrow();
    Answer b = trial.answer(Side.B).orElseThrow();
    Boolean left = from.places().get(new Seen(trial.id(), vote.rater(), vote.at()));
    blind += left == null ? 0 : 1;
    counted.add(new Counted(trial, vote, a.model(), b.model()));
    ballots.add(
        new Ballot(
            trial.id(),
            trial.parent() == null ? trial.prompt() : trial.parent() + trial.prompt(),
            vote.rater().isEmpty() ? OWNER : vote.rater(),
            a.model(),
            b.model(),
            vote.verdict(),
            new Ballot.Extra(
                left,
                vote.at(),
                session.summary().tags(),
                new Ballot.Looks(Style.of(a.text()), Style.of(b.text())),
                null,
                Ballot.Texts.of(a.text(), b.text()))));
  }

  Results results() {
    return results;
  }

  /** Those that count, in the order of the sessions and trials. */
  List<Counted> counted() {
    return List.copyOf(counted);
  }

  /** How many of them were cast blind. */
  int blind() {
    return blind;
  }

  Map<Excluded, Integer> leftOut() {
    return Map.copyOf(leftOut);
  }
}
