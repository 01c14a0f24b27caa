package app.diptych.report.decision;

import app.diptych.report.decision.Gathered.Seen;
import app.diptych.report.decision.Gathered.Session;
import app.diptych.review.Vote;
import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Ballots;
import app.diptych.review.stats.BradleyTerry;
import app.diptych.review.stats.Question;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Unanswerable;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  record Counted(TrialFacts trial, Vote vote, String a, String b) {
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
    for (TrialFacts trial : session.trials()) {
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

  private Optional<Excluded> why(TrialFacts trial) {
    AnswerFacts a = trial.answer(Side.A).orElse(null);
    AnswerFacts b = trial.answer(Side.B).orElse(null);
    if (a == null || b == null) {
      return Optional.of(Excluded.ONE_SIDED);
    }
    if (a.excluded() != null || b.excluded() != null) {
      return Optional.of(Objects.requireNonNullElse(a.excluded(), b.excluded()));
    }
    if (!models.contains(a.model()) || !models.contains(b.model())) {
      return Optional.of(Excluded.OTHER_MODELS);
    }
    return a.finishReason() == null || b.finishReason() == null
        ? Optional.of(Excluded.UNFINISHED)
        : Optional.empty();
  }

  private void count(Session session, TrialFacts trial, Vote vote) {
    AnswerFacts a = trial.answer(Side.A).orElseThrow();
    AnswerFacts b = trial.answer(Side.B).orElseThrow();
    TrialFacts.Judged judged = Objects.requireNonNull(trial.judged());
    Boolean left = from.places().get(new Seen(trial.id(), vote.rater(), vote.at()));
    blind += left == null ? 0 : 1;
    counted.add(new Counted(trial, vote, a.model(), b.model()));
    ballots.add(
        new Ballot(
            trial.id(),
            judged.question(),
            rater(vote),
            a.model(),
            b.model(),
            vote.verdict(),
            new Ballot.Extra(
                left, vote.at(), session.summary().tags(), judged.looks(), null, judged.texts())));
  }

  private static String rater(Vote vote) {
    return vote.rater().isEmpty() ? OWNER : vote.rater();
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

  /**
   * How many verdicts on prompts of their own those between the two models are as good as at the
   * least, where many are on one prompt: all on one prompt are taken to say the same (L. Kish,
   * Survey Sampling, 1965). When a rater voted twice on a trial that is one vote.
   *
   * @return at most as many as there are prompts; 0 without votes
   */
  long independent() {
    Map<List<String>, String> prompts = new HashMap<>();
    for (Counted one : counted) {
      if (!one.a().equals(one.b())) {
        prompts.put(
            List.of(one.trial().id(), rater(one.vote())),
            Objects.requireNonNull(one.trial().judged()).question());
      }
    }
    Map<String, Long> sizes = new HashMap<>();
    prompts.values().forEach(prompt -> sizes.merge(prompt, 1L, Long::sum));
    long squares = sizes.values().stream().mapToLong(size -> size * size).sum();
    return squares == 0 ? 0 : (long) prompts.size() * prompts.size() / squares;
  }

  /** How many are left out and why, for people; empty when none is. */
  String leftOutWords() {
    List<String> words = new ArrayList<>();
    leftOut.forEach((why, count) -> words.add("%,d %s".formatted(count, why.words())));
    long alone = counted.stream().filter(one -> one.a().equals(one.b())).count();
    if (alone > 0) {
      words.add("%,d between two answers of one model".formatted(alone));
    }
    return words.isEmpty() ? "" : "; left out: " + String.join(", ", words);
  }

  Map<Excluded, Integer> leftOut() {
    return Map.copyOf(leftOut);
  }
}
