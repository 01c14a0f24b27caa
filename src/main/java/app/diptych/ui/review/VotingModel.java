package app.diptych.ui.review;

import app.diptych.review.Blinding;
import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * One rater's way through a review: a pair at a time, a key a vote. The next pair is read before it
 * is wanted, so that a vote and what follows it take one key and no wait. JavaFX thread only.
 */
final class VotingModel {
  private static final Duration LONG_SITTING = Duration.ofMinutes(25);
  private static final int MANY_VOTES = 40;

  private final Workspace workspace;
  private final Review review;
  private final String rater;
  private final Background background;
  private final Executor fx;
  private final NanoClock clock;
  private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper(false);
  private final Blinding blinding;
  private final Deque<Ticket> queue = new ArrayDeque<>();
  private final Deque<Cast> cast = new ArrayDeque<>();
  private final Map<Ticket, Pair> ready = new HashMap<>();
  private final Map<Scored, Integer> scores = new HashMap<>();
  private final ReadOnlyObjectWrapper<@Nullable Pair> pair = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper pace = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper revealed = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper rest = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Map<Scored, Integer>> scored =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final StringProperty note = new SimpleStringProperty("");
  private final long began;
  private int total;
  private long shownAt;

  /** A vote of this sitting, to be taken back. */
  private record Cast(Ticket ticket, CastVote ballot) {}

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
    this.blinding = review.blinding();
    this.began = clock.nanos();
    fill(already);
  }

  private void fill(List<CastVote> already) {
    Set<Ticket> done = new HashSet<>();
    for (CastVote ballot : already) {
      if (ballot.rater().equals(rater)) {
        done.add(new Ticket(ballot.item(), ballot.round()));
      }
    }
    List<Ticket> all = tickets();
    total = all.size();
    all.stream().filter(ticket -> !done.contains(ticket)).forEach(queue::add);
  }

  private List<Ticket> tickets() {
    List<String> items = review.items();
    List<Ticket> all = new ArrayList<>();
    blinding.order(rater, items.size()).forEach(i -> all.add(new Ticket(items.get(i), 0)));
    blinding
        .repeats(rater, items.size(), review.settings().repeats())
        .forEach(i -> all.add(new Ticket(items.get(i), 1)));
    return all;
  }

  /** Shows the first pair. */
  void start() {
    next();
  }

  private void next() {
    note.set("");
    scores.clear();
    scored.set(Map.of());
    tell();
    Ticket ticket = queue.peek();
    if (ticket == null) {
      pair.set(null);
      done.set(true);
      return;
    }
    done.set(false);
    Pair known = ready.remove(ticket);
    if (known == null) {
      pair.set(null);
      read(ticket);
    } else {
      show(known);
    }
  }

  private void show(Pair next) {
    pair.set(next);
    shownAt = clock.nanos();
    queue.stream().skip(1).findFirst().ifPresent(this::read);
  }

  private void read(Ticket ticket) {
    if (ready.containsKey(ticket)) {
      return;
    }
    background.run(
        () -> workspace.sessions().trial(ticket.item()),
        found -> came(ticket, found),
        fault -> problem.set("A pair cannot be read: " + fault.getMessage()));
  }

  private void came(Ticket ticket, Optional<SavedTrial> found) {
    SavedTrial trial = found.orElse(null);
    boolean whole =
        trial != null && trial.answer(Side.A).isPresent() && trial.answer(Side.B).isPresent();
    if (trial == null || !whole) {
      problem.set("A pair is not in the workspace any more and was left out.");
      queue.remove(ticket);
      total--;
      if (pair.get() == null) {
        next();
      }
      return;
    }
    boolean aIsLeft = blinding.aIsLeft(rater, ticket.item()) == (ticket.round() == 0);
    Pair made = Pair.of(trial, ticket.round(), aIsLeft, review.settings());
    if (ticket.equals(queue.peek()) && pair.get() == null) {
      show(made);
    } else {
      ready.put(ticket, made);
    }
  }

  /**
   * The left answer, or the right one, is better.
   *
   * @param strength how much, where that is asked
   */
  void voteFor(boolean left, Strength strength) {
    Pair now = pair.get();
    if (now != null) {
      vote(left == now.aIsLeft() ? Verdict.A : Verdict.B, strength);
    }
  }

  /** Neither is better: both good, or both bad. */
  void voteNeither(boolean bothBad) {
    vote(bothBad ? Verdict.BOTH_BAD : Verdict.TIE, Strength.UNSAID);
  }

  private void vote(Verdict verdict, Strength strength) {
    Pair now = pair.get();
    Ticket ticket = queue.peek();
    if (now == null || ticket == null) {
      return;
    }
    String missing = missing();
    if (!missing.isEmpty()) {
      problem.set("Score " + missing + " first: the rubric asks for it.");
      return;
    }
    CastVote ballot =
        new CastVote(
            now.item(),
            now.round(),
            rater,
            verdict,
            review.settings().strength() ? strength : Strength.UNSAID,
            now.aIsLeft(),
            Duration.ofNanos(clock.nanos() - shownAt),
            note.get().strip(),
            clock.now(),
            scores,
            List.of());
    problem.set("");
    queue.poll();
    cast.push(new Cast(ticket, ballot));
    save(ballot);
    reveal(now, verdict);
    next();
  }

  /** The first required criterion without a score; empty when none is missing. */
  private String missing() {
    if (review.settings().rubric() == null) {
      return "";
    }
    for (Criterion criterion : review.settings().rubric().criteria()) {
      if (criterion.required() && !isScored(criterion)) {
        return criterion.name();
      }
    }
    return "";
  }

  private boolean isScored(Criterion criterion) {
    return criterion.perAnswer()
        ? scores.containsKey(new Scored(criterion.name(), Verdict.A))
            && scores.containsKey(new Scored(criterion.name(), Verdict.B))
        : scores.containsKey(new Scored(criterion.name(), null));
  }

  /**
   * Scores the answer on one side.
   *
   * @param left null for the pair
   */
  void score(Criterion criterion, @Nullable Boolean left, int value) {
    Pair now = pair.get();
    if (now == null) {
      return;
    }
    Verdict side = left == null ? null : left == now.aIsLeft() ? Verdict.A : Verdict.B;
    scores.put(new Scored(criterion.name(), side), value);
    scored.set(Map.copyOf(scores));
    problem.set("");
  }

  /** What the answer on that side got; 0 for nothing yet. */
  int scoreOf(Criterion criterion, @Nullable Boolean left) {
    Pair now = pair.get();
    if (now == null) {
      return 0;
    }
    Verdict side = left == null ? null : left == now.aIsLeft() ? Verdict.A : Verdict.B;
    return scores.getOrDefault(new Scored(criterion.name(), side), 0);
  }

  private void save(CastVote ballot) {
    var _ =
        workspace
            .reviews()
            .cast(review.id(), ballot)
            .whenCompleteAsync(
                (_, fault) -> {
                  if (fault != null) {
                    problem.set("The last vote is not saved yet: " + fault.getMessage());
                  }
                },
                fx);
  }

  /** Puts the pair at the end of the queue. */
  void skip() {
    Ticket ticket = queue.poll();
    Pair now = pair.get();
    if (ticket != null) {
      queue.add(ticket);
      if (now != null) {
        ready.put(ticket, now);
      }
      revealed.set("");
      next();
    }
  }

  /** Takes the last vote of this sitting back and shows its pair again. */
  void undo() {
    Cast last = cast.poll();
    if (last == null) {
      problem.set("There is no vote of this sitting to take back.");
      return;
    }
    Pair now = pair.get();
    Ticket waiting = queue.peek();
    if (now != null && waiting != null) {
      ready.put(waiting, now);
    }
    var _ =
        workspace
            .reviews()
            .takeBack(review.id(), last.ballot())
            .whenCompleteAsync(
                (_, fault) -> {
                  if (fault != null) {
                    problem.set("The vote could not be taken back: " + fault.getMessage());
                  }
                },
                fx);
    queue.push(last.ticket());
    problem.set("");
    revealed.set("");
    next();
  }

  private void reveal(Pair judged, Verdict verdict) {
    if (review.settings().reveal() != Review.Reveal.AFTER_EACH) {
      return;
    }
    background.run(
        () -> workspace.sessions().trial(judged.item()),
        found -> found.ifPresent(trial -> revealed.set(words(trial, judged, verdict))),
        _ -> revealed.set(""));
  }

  private static String words(SavedTrial trial, Pair judged, Verdict verdict) {
    String left = model(trial, judged.aIsLeft() ? Side.A : Side.B);
    String right = model(trial, judged.aIsLeft() ? Side.B : Side.A);
    String said =
        switch (verdict) {
          case A, B -> "you chose " + (verdict == Verdict.A == judged.aIsLeft() ? left : right);
          case TIE -> "you called it a tie";
          case BOTH_BAD -> "you called both bad";
        };
    return "The last pair was %s on the left and %s on the right: %s.".formatted(left, right, said);
  }

  private static String model(SavedTrial trial, Side side) {
    return trial.answer(side).orElseThrow().model();
  }

  private void tell() {
    int done = total - queue.size();
    progress.set("%d of %d".formatted(done, total));
    if (cast.isEmpty()) {
      pace.set("");
      rest.set("");
      return;
    }
    double[] seconds =
        cast.stream().mapToDouble(one -> one.ballot().took().toMillis() / 1e3).sorted().toArray();
    double median = seconds[seconds.length / 2];
    pace.set(
        String.format(
            Locale.ROOT, "%.0f s a pair, about %s left", median, minutes(median * queue.size())));
    boolean tired =
        (cast.size() >= MANY_VOTES && cast.size() % MANY_VOTES < 3)
            || clock.nanos() - began > LONG_SITTING.toNanos();
    rest.set(
        tired && !queue.isEmpty()
            ? "You have judged %d pairs. A short break keeps verdicts fair; everything is saved."
                .formatted(cast.size())
            : "");
  }

  private static String minutes(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }

  Review review() {
    return review;
  }

  String rater() {
    return rater;
  }

  /** What is shown; null while it is being read, and when nothing is left. */
  ReadOnlyObjectProperty<@Nullable Pair> pairProperty() {
    return pair.getReadOnlyProperty();
  }

  /** Whether nothing is left to judge; the last vote can still be taken back. */
  ReadOnlyBooleanProperty doneProperty() {
    return done.getReadOnlyProperty();
  }

  /** Pairs judged of those there are. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How quickly it goes; empty before the first vote. */
  ReadOnlyStringProperty paceProperty() {
    return pace.getReadOnlyProperty();
  }

  /** What went wrong, for people. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whose the last pair was, where that is told after each vote. */
  ReadOnlyStringProperty revealedProperty() {
    return revealed.getReadOnlyProperty();
  }

  /** That a break would do good; empty most of the time. */
  ReadOnlyStringProperty restProperty() {
    return rest.getReadOnlyProperty();
  }

  /** What was scored of this pair; changes with every score. */
  ReadOnlyObjectProperty<Map<Scored, Integer>> scoredProperty() {
    return scored.getReadOnlyProperty();
  }

  /** Why, for the next vote. */
  StringProperty noteProperty() {
    return note;
  }
}
