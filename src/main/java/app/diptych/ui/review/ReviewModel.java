package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.stats.Overlap;
import app.diptych.session.ReviewPairs;
import app.diptych.session.Reviews;
import app.diptych.session.Reviews.Standing;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The review page without its nodes. JavaFX thread only. */
public final class ReviewModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Supplier<String> nothingSaved;
  private final Background background;
  private final Executor fx;
  private final NanoClock clock;
  private final NewReview draft = new NewReview();
  private final RubricsModel rubrics;
  private final ObservableList<Standing> reviews = FXCollections.observableArrayList();
  private final ObservableList<SessionSummary> sessions = FXCollections.observableArrayList();
  private final StringProperty rater = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable VotingModel> voting =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Unfinished> unfinished =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Planned> plan = new ReadOnlyObjectWrapper<>(null);
  private @Nullable String deleted;

  /** What the page shows. */
  public enum State {
    LOADING,
    /** The reviews there are, and a new one. */
    LIST,
    VOTING,
    RESULTS,
    /** Results that wait, because they name the models and this rater has not judged all pairs. */
    UNFINISHED,
    /** What can be scored besides. */
    RUBRICS,
    /** What a second rater should judge. */
    PLAN,
    FAILED
  }

  /**
   * @param workspace asked each time; empty while nothing is saved
   * @param nothingSaved asked why nothing is saved
   * @param fx runs what follows a save, on the JavaFX thread
   */
  public ReviewModel(
      Supplier<Optional<Workspace>> workspace,
      Supplier<String> nothingSaved,
      Background background,
      Executor fx,
      NanoClock clock) {
    this.workspace = workspace;
    this.nothingSaved = nothingSaved;
    this.background = background;
    this.fx = fx;
    this.clock = clock;
    this.rubrics = new RubricsModel(workspace, background);
  }

  private record Lists(List<Standing> reviews, List<SessionSummary> sessions) {}

  /** The page is about to be seen. */
  public void shown() {
    if (state.get() != State.RUBRICS && (voting.get() == null || state.get() != State.VOTING)) {
      list();
    }
  }

  /** Shows the reviews there are. */
  void list() {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      problem.set(nothingSaved.get());
      state.set(State.FAILED);
      return;
    }
    voting.set(null);
    outcome.set(null);
    rubrics.look();
    if (state.get() != State.LIST) {
      state.set(State.LOADING);
    }
    background.run(
        () -> new Lists(from.reviews().list(), from.sessions().list(SessionQuery.all())),
        lists -> {
          reviews.setAll(lists.reviews());
          sessions.setAll(
              lists.sessions().stream().filter(session -> session.trials() > 0).toList());
          problem.set("");
          state.set(State.LIST);
        },
        this::failed);
  }

  private void failed(Exception fault) {
    problem.set(told(fault));
    state.set(State.FAILED);
  }

  /** Makes a review of the sessions that are ticked, and begins it. */
  void create() {
    Workspace from = workspace.get().orElse(null);
    List<String> chosen = draft.sessions();
    if (from == null) {
      return;
    }
    if (chosen.isEmpty()) {
      news.set(say("Tick the sessions whose answers are to be judged first."));
      return;
    }
    if (isWrong(news::set)) {
      return;
    }
    Review.Settings settings = draft.settings();
    boolean withoutLeaks = draft.leaksProperty().get() == NewReview.Leaks.LEAVE_OUT;
    String title = draft.title(sessions);
    background.run(
        () -> make(from, title, from.reviews().pairs(chosen, withoutLeaks), settings),
        made -> {
          draft.clear();
          begin(made);
        },
        fault -> news.set(told(fault)));
  }

  /** Whether the form says something that cannot be, also when nobody sees it now. */
  private boolean isWrong(Consumer<String> refused) {
    String wrong = draft.repeatsProblem().getValue();
    if (!wrong.isEmpty()) {
      refused.accept(wrong);
    }
    return !wrong.isEmpty();
  }

  private record Made(Review review, ReviewPairs pairs) {}

  /**
   * Makes a review of those trials, and begins it.
   *
   * @param refused told why there is none, in sentences
   */
  public void review(String title, List<String> trials, Runnable begun, Consumer<String> refused) {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      refused.accept(nothingSaved.get());
      return;
    }
    if (isWrong(refused)) {
      return;
    }
    Review.Settings settings = draft.settings();
    boolean withoutLeaks = draft.leaksProperty().get() == NewReview.Leaks.LEAVE_OUT;
    background.run(
        () -> make(from, title, from.reviews().pairsOf(trials, withoutLeaks), settings),
        made -> {
          begun.run();
          begin(made);
        },
        fault -> refused.accept(told(fault)));
  }

  private Made make(Workspace into, String title, ReviewPairs pairs, Review.Settings settings)
      throws Exception {
    if (pairs.items().isEmpty()) {
      throw new IllegalArgumentException(
          say("None of these trials can be judged blind. %s")
              .formatted(told(pairs.leftOutWords())));
    }
    Review made =
        new Review(
            UUID.randomUUID().toString(),
            title,
            clock.now(),
            pairs.items(),
            new SecureRandom().nextLong(),
            settings);
    into.reviews().add(made).get();
    return new Made(made, pairs);
  }

  private void begin(Made made) {
    String first =
        (told(made.pairs().leftOutWords())
                + " "
                + told(made.pairs().leakWords(made.review().settings().mask())))
            .strip();
    news.set(first);
    begin(made.review(), first);
  }

  /** Goes on where this rater left off, with all that was said and not cast yet. */
  void begin(Review review) {
    VotingModel left = voting.get();
    if (left != null && state.get() == State.UNFINISHED && left.review().equals(review)) {
      state.set(State.VOTING);
    } else {
      begin(review, "");
    }
  }

  private void begin(Review review, String first) {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      return;
    }
    String who = rater.get().strip();
    background.run(
        () ->
            new Before(
                from.reviews().ballots(review.id()), from.reviews().alreadyJudged(review, who)),
        before -> start(from, review, who, before, first),
        this::failed);
  }

  /**
   * What was said before a sitting.
   *
   * @param elsewhere pairs of which this rater has said something that a vote here replaces
   */
  private record Before(List<CastVote> ballots, int elsewhere) {
    String words() {
      return switch (elsewhere) {
        case 0 -> "";
        case 1 ->
            say(
                "1 of these pairs has a verdict of yours already: your vote here takes its place, and"
                    + " the compare page tells what it was.");
        default ->
            say("%,d of these pairs have a verdict of yours already: your vote here takes its place,"
                    + " and the compare page tells what it was.")
                .formatted(elsewhere);
      };
    }
  }

  private void start(Workspace from, Review review, String who, Before before, String first) {
    VotingModel next = new VotingModel(from, review, who, before.ballots(), background, fx, clock);
    voting.set(next);
    state.set(State.VOTING);
    next.start((first + " " + before.words()).strip());
  }

  /**
   * Shows what was learned, which names the models. Where the names are shown at the end, a rater
   * who has begun and has pairs left is told so first.
   */
  void results(Review review) {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      return;
    }
    String who = rater.get().strip();
    background.run(
        () -> {
          // The last vote counts; a disk that writes nothing now is told of elsewhere.
          from.settled()
              .completeOnTimeout(null, 1, TimeUnit.SECONDS)
              .exceptionally(_ -> null)
              .get();
          return Unfinished.of(from.reviews(), review, who);
        },
        waits -> {
          if (waits.isPresent()) {
            unfinished.set(waits.get());
            state.set(State.UNFINISHED);
          } else {
            resultsNow(review);
          }
        },
        this::failed);
  }

  /** Shows what was learned, and notes that this rater knows the names from now on. */
  void resultsNow(Review review) {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      return;
    }
    String who = rater.get().strip();
    background.run(
        () -> {
          Outcome read = OutcomeReader.read(from, review);
          if (read.votes() > 0) {
            var _ = from.reviews().namesTold(review.id(), who);
          }
          return read;
        },
        found -> {
          voting.set(null);
          outcome.set(found);
          state.set(State.RESULTS);
        },
        this::failed);
  }

  /** Shows what a second rater should judge. */
  void plan(Review review) {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      return;
    }
    background.run(
        () -> new Planned(review, Overlap.of(review, from.reviews().ballots(review.id()))),
        planned -> {
          plan.set(planned);
          state.set(State.PLAN);
        },
        this::failed);
  }

  /** Out of the list, until it is taken back. */
  void delete(Review review) {
    change(
        reviewsOf -> reviewsOf.delete(review.id()),
        say("Deleted \u201c%s\u201d.").formatted(review.title()));
    deleted = review.id();
  }

  /** Brings the review that was deleted last back. */
  void undoDelete() {
    String last = deleted;
    if (last != null) {
      deleted = null;
      change(reviewsOf -> reviewsOf.bringBack(last), say("It is back."));
    }
  }

  boolean canUndoDelete() {
    return deleted != null;
  }

  private interface Change {
    java.util.concurrent.CompletableFuture<Void> in(Reviews reviews);
  }

  private void change(Change change, String done) {
    workspace
        .get()
        .ifPresent(from ->
            background.run(
                () -> change.in(from.reviews()).get(),
                _ -> {
                  news.set(done);
                  list();
                },
                this::failed));
  }

  /** What is done with a packet, and what to tell then. */
  interface Errand {
    String run(Packets packets) throws Exception;
  }

  /** Does that with packets in the background, tells of it and looks at the reviews again. */
  void packets(Errand errand) {
    workspace
        .get()
        .ifPresent(from ->
            background.run(
                () -> errand.run(new Packets(from, clock)),
                said -> {
                  list();
                  news.set(said);
                },
                fault -> news.set(say("That did not work: %s").formatted(told(fault)))));
  }

  /** Shows the rubrics, to read and write them. */
  void showRubrics() {
    rubrics.look();
    state.set(State.RUBRICS);
  }

  RubricsModel rubrics() {
    return rubrics;
  }

  NewReview draft() {
    return draft;
  }

  /** Who votes; blank for the owner of the workspace. */
  public StringProperty raterProperty() {
    return rater;
  }

  ObservableList<Standing> reviews() {
    return reviews;
  }

  /** What can be judged. */
  ObservableList<SessionSummary> sessions() {
    return sessions;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What went wrong, for people. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What was done last, for people. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }

  /** The way through a review; null while there is none. */
  public ReadOnlyObjectProperty<@Nullable VotingModel> votingProperty() {
    return voting.getReadOnlyProperty();
  }

  /** Whose judging is not done; null before results were asked for too early. */
  ReadOnlyObjectProperty<@Nullable Unfinished> unfinishedProperty() {
    return unfinished.getReadOnlyProperty();
  }

  /** What a second rater should judge; null before it was asked for. */
  ReadOnlyObjectProperty<@Nullable Planned> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** What was learned; null while it is not shown. */
  ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }
}
