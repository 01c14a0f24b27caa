package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
import app.diptych.review.CastVote.Span;
import app.diptych.review.CastVote.Strength;
import app.diptych.review.Review;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Verdict;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** One rater's way through a review: a pair at a time, a key a vote. JavaFX thread only. */
final class VotingModel {
  private final Workspace workspace;
  private final Review review;
  private final String rater;
  private final Background background;
  private final Executor fx;
  private final NanoClock clock;
  private final Turns turns;
  private final Sitting sitting = new Sitting();
  private final Said said = new Said();
  private final Map<Ticket, Said.Kept> unsaid = new HashMap<>();

  /** What takes back what was done in this sitting, the last first: a skip or a vote. */
  private final Deque<Runnable> undoes = new ArrayDeque<>();

  private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper revealed = new ReadOnlyStringWrapper("");
  private final long began;
  private long shownAt;
  private boolean whole;

  /** Stays where nothing else is to be read, so that nothing moves under the mouse. */
  private String first = "";

  /**
   * @param rater empty for the owner of the workspace
   * @param already what was cast before in this review
   * @param fx runs what follows a save, on the JavaFX thread
   */
  VotingModel(
      Workspace workspace,
      Review review,
      String rater,
      List<CastVote> already,
      Background background,
      Executor fx,
      NanoClock clock) {
    this.workspace = workspace;
    this.review = review;
    this.rater = rater;
    this.background = background;
    this.fx = fx;
    this.clock = clock;
    this.began = clock.nanos();
    this.turns = new Turns(workspace, review, rater, already, background, this::lost);
    turns.shownProperty().subscribe(this::shown);
  }

  /** A pair could not be shown; it may have been the last one. */
  private void lost(String why) {
    problem.set(why);
    tell();
  }

  private void shown(@Nullable Pair pair) {
    shownAt = clock.nanos();
    whole = false;
    Said.Kept kept = pair == null ? null : unsaid.remove(pair.ticket());
    said.begin(kept == null ? Said.Kept.NOTHING : kept);
    tell();
  }

  private void tell() {
    // Before what shows it: all of it is told from one place.
    sitting.tell(turns.left(), turns.total(), Duration.ofNanos(clock.nanos() - began));
    done.set(turns.left() == 0);
  }

  /**
   * Shows the first pair.
   *
   * @param word to be read with it, such as what was left out; can be empty
   */
  void start(String word) {
    first = word;
    revealed.set(first);
    next();
  }

  private void next() {
    turns.show();
    tell();
  }

  /**
   * The left answer, or the right one, is better.
   *
   * @param strength how much, where that is asked
   */
  void voteFor(boolean left, Strength strength) {
    Pair now = pairProperty().get();
    if (now != null) {
      vote(now.side(left), strength);
    }
  }

  /** Neither is better: both good, or both bad. */
  void voteNeither(boolean bothBad) {
    vote(bothBad ? Verdict.BOTH_BAD : Verdict.TIE, Strength.UNSAID);
  }

  private void vote(Verdict verdict, Strength strength) {
    Pair now = pairProperty().get();
    Criterion missing = said.missing(review.settings().rubric()).orElse(null);
    if (now == null) {
      return;
    }
    if (missing != null) {
      problem.set(say("Score %s first: the rubric asks for it.").formatted(missing.name()));
      return;
    }
    Ticket ticket = turns.take();
    if (ticket == null) {
      return;
    }
    undoes.push(this::takeBack);
    CastVote vote =
        new CastVote(
            now.item(),
            now.round(),
            rater,
            verdict,
            review.settings().strength() ? strength : Strength.UNSAID,
            now.aIsLeft(),
            Duration.ofNanos(clock.nanos() - shownAt),
            said.noteProperty().get().strip(),
            clock.now(),
            said.scoresProperty().get(),
            said.marksProperty().get());
    problem.set("");
    sitting.add(ticket, vote);
    saved(workspace.reviews().cast(review.id(), vote), say("The last vote is not saved yet: "));
    reveal(now, verdict);
    next();
  }

  private void saved(CompletableFuture<Void> save, String trouble) {
    var _ =
        save.whenCompleteAsync(
            (_, fault) -> {
              if (fault != null) {
                problem.set(trouble + told(fault));
              }
            },
            fx);
  }

  /**
   * Scores the answer on one side.
   *
   * @param left null for the pair
   */
  void score(Criterion criterion, @Nullable Boolean left, int value) {
    Pair now = pairProperty().get();
    if (now != null) {
      said.score(scored(criterion, left, now), value);
      problem.set("");
    }
  }

  /** What the answer on that side got; 0 for nothing yet. */
  int scoreOf(Criterion criterion, @Nullable Boolean left) {
    Pair now = pairProperty().get();
    return now == null ? 0 : said.score(scored(criterion, left, now));
  }

  private static Scored scored(Criterion criterion, @Nullable Boolean left, Pair now) {
    return new Scored(criterion.name(), left == null ? null : now.side(left));
  }

  /**
   * Marks a place of an answer.
   *
   * @param from the first character in the answer's Markdown
   * @param to behind the last one
   */
  void mark(boolean left, int from, int to, MarkTag tag) {
    Pair now = pairProperty().get();
    if (now != null && from < to) {
      // Whoever marks has begun to judge.
      whole = true;
      said.mark(new Span(now.side(left), from, to, tag.word()));
    }
  }

  void unmark(Span mark) {
    said.unmark(mark);
  }

  /** The marks of the answer on that side. */
  List<Span> marks(boolean left) {
    Pair now = pairProperty().get();
    return now == null
        ? List.of()
        : said.marksProperty().get().stream()
            .filter(mark -> mark.side() == now.side(left))
            .toList();
  }

  /** Puts the pair at the end of the queue; what was said of it is kept until then. */
  void skip() {
    Pair now = pairProperty().get();
    if (now != null) {
      unsaid.put(now.ticket(), said.kept());
      if (turns.left() > 1) {
        undoes.push(() -> show(now.ticket()));
      }
      turns.putLast();
      revealed.set(first);
      next();
    }
  }

  /** Takes back what was done last: a mark of this pair, a skip, or a vote of this sitting. */
  void undo() {
    if (said.unmarkLast()) {
      return;
    }
    Runnable undo = undoes.poll();
    if (undo == null) {
      problem.set(say("There is no vote of this sitting to take back."));
    } else {
      problem.set("");
      undo.run();
    }
  }

  private void takeBack() {
    Sitting.Cast last = sitting.takeBack();
    if (last != null) {
      saved(
          workspace.reviews().takeBack(review.id(), last.vote()),
          say("The vote could not be taken back: "));
      unsaid.put(last.ticket(), Said.Kept.of(last.vote()));
      show(last.ticket());
    }
  }

  /** Shows a pair before the one that is shown, of which is kept what was said. */
  private void show(Ticket ticket) {
    Pair now = pairProperty().get();
    if (now != null) {
      unsaid.put(now.ticket(), said.kept());
    }
    turns.putFirst(ticket);
    revealed.set(first);
    next();
  }

  private void reveal(Pair judged, Verdict verdict) {
    if (review.settings().reveal() != Review.Reveal.AFTER_EACH) {
      revealed.set(first);
      return;
    }
    background.run(
        () -> workspace.sessions().trial(judged.item()),
        found -> found.ifPresent(trial -> revealed.set(words(trial, judged, verdict))),
        _ -> revealed.set(first));
  }

  private static String words(SavedTrial trial, Pair judged, Verdict verdict) {
    String left = model(trial, judged.aIsLeft() ? Side.A : Side.B);
    String right = model(trial, judged.aIsLeft() ? Side.B : Side.A);
    String said =
        switch (verdict) {
          case A, B ->
              say("you chose %s")
                  .formatted(verdict == Verdict.A == judged.aIsLeft() ? left : right);
          case TIE -> say("you called it a tie");
          case BOTH_BAD -> say("you called both bad");
        };
    return say("The last pair was %s on the left and %s on the right: %s.")
        .formatted(left, right, said);
  }

  private static String model(SavedTrial trial, Side side) {
    return trial.answer(side).orElseThrow().model();
  }

  /** How long the pair has been shown, in nanoseconds. */
  long sinceShown() {
    return clock.nanos() - shownAt;
  }

  /** Shows the answers of this pair at once, whatever their pace was. */
  void showWhole() {
    whole = true;
  }

  /** Whether the answers of this pair are shown at once. */
  boolean isWhole() {
    return whole;
  }

  Review review() {
    return review;
  }

  String rater() {
    return rater;
  }

  /** What is shown; null while it is being read, and when nothing is left. */
  ReadOnlyObjectProperty<@Nullable Pair> pairProperty() {
    return turns.shownProperty();
  }

  /** What comes then, to be made ready; null while it is not known. */
  ReadOnlyObjectProperty<@Nullable Pair> aheadProperty() {
    return turns.aheadProperty();
  }

  /** Whether nothing is left to judge; the last vote can still be taken back. */
  ReadOnlyBooleanProperty doneProperty() {
    return done.getReadOnlyProperty();
  }

  /** How far it is. */
  Sitting sitting() {
    return sitting;
  }

  /** What went wrong, for people. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What to know first; later whose the last pair was, where that is told after each vote. */
  ReadOnlyStringProperty revealedProperty() {
    return revealed.getReadOnlyProperty();
  }

  /** What was scored of this pair; changes with every score. */
  ReadOnlyObjectProperty<Map<Scored, Integer>> scoredProperty() {
    return said.scoresProperty();
  }

  /** What was marked in this pair. */
  ReadOnlyObjectProperty<List<Span>> marksProperty() {
    return said.marksProperty();
  }

  /** Why, for the next vote. */
  StringProperty noteProperty() {
    return said.noteProperty();
  }
}
