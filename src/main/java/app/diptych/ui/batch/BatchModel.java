package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.BatchEstimate;
import app.diptych.batch.BatchFile;
import app.diptych.batch.BatchIndex;
import app.diptych.batch.BatchRecall;
import app.diptych.batch.BatchRunner;
import app.diptych.batch.BatchSide;
import app.diptych.batch.BatchStart;
import app.diptych.batch.Pace;
import app.diptych.batch.RowNumbers;
import app.diptych.session.Batches.Standing;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.trial.TrialRunner;
import app.diptych.ui.fx.Background;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The batch page without its nodes. JavaFX thread only. */
public final class BatchModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Supplier<String> nothingSaved;
  private final Background background;
  private final NanoClock clock;
  private final BatchSides sides;
  private final DraftModel draft;
  private final RunModel run;
  private final GridModel grid;
  private final ObservableList<Standing> batches = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyObjectWrapper<@Nullable Standing> shown = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
  private boolean begun;
  private int looks;

  /** The batch to be shown once the list was read; null for the one that is shown. */
  private @Nullable String wanted;

  /** What the page shows beside the list. */
  public enum State {
    LOADING,
    /** A batch that is about to be made. */
    NEW,
    /** What came of one. */
    RESULTS,
    FAILED
  }

  /**
   * @param workspace asked each time; empty while nothing is saved
   * @param nothingSaved asked why nothing is saved
   * @param fx runs what follows a piece of news, on the JavaFX thread
   */
  public BatchModel(
      Supplier<Optional<Workspace>> workspace,
      Supplier<String> nothingSaved,
      TrialRunner trials,
      BatchSides sides,
      Background background,
      Executor fx,
      NanoClock clock) {
    this.workspace = workspace;
    this.nothingSaved = nothingSaved;
    this.background = background;
    this.clock = clock;
    this.sides = sides;
    this.draft = new DraftModel(workspace, sides, background);
    this.run = new RunModel(trials, sides, background, fx, clock);
    this.grid = new GridModel(workspace, background, fx);
    run.progressProperty()
        .subscribe(progress -> {
          Standing seen = shown.get();
          if (progress != null && seen != null && isRunning(seen)) {
            grid.follow(seen.batch(), progress.settled());
          }
        });
  }

  /** The page is about to be seen. */
  public void shown() {
    look(null);
  }

  /**
   * Reads the list again.
   *
   * @param next the batch to be shown then; null for the one that is shown
   */
  private void look(@Nullable String next) {
    if (next != null) {
      wanted = next;
    }
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      problem.set(nothingSaved.get());
      state.set(State.FAILED);
      return;
    }
    int look = ++looks;
    background.run(
        () -> from.batches().standings(),
        found -> {
          // What was read before may come after, and is older.
          if (look == looks) {
            listed(found);
          }
        },
        fault -> {
          if (look == looks) {
            problem.set(Words.of(fault));
            state.set(State.FAILED);
          }
        });
  }

  private void listed(List<Standing> found) {
    String next = wanted;
    wanted = null;
    batches.setAll(found);
    Standing before = shown.get();
    String id = next != null ? next : before == null ? null : before.batch().id();
    Standing now =
        found.stream().filter(one -> one.batch().id().equals(id)).findFirst().orElse(null);
    if (next != null && now != null) {
      // A batch that has just begun may have ended meanwhile, and what was said of it stays.
      open(now);
    } else if (state.get() == State.RESULTS && now != null) {
      shown.set(now);
    } else if (state.get() != State.NEW) {
      state.set(State.NEW);
    }
  }

  private boolean isRunning(Standing standing) {
    return standing.batch().id().equals(run.batchProperty().get());
  }

  /** Shows what came of a batch. */
  void show(Standing standing) {
    wanted = null;
    Standing before = shown.get();
    boolean same = before != null && before.batch().id().equals(standing.batch().id());
    if (!same || state.get() == State.NEW) {
      // What was said of a new batch is not about this one.
      news.set("");
    }
    open(standing);
  }

  private void open(Standing standing) {
    shown.set(standing);
    state.set(State.RESULTS);
    grid.show(standing.batch());
  }

  /** Shows the form of a new batch. */
  void showNew() {
    wanted = null;
    news.set("");
    state.set(State.NEW);
  }

  /** Begins the batch that was counted. */
  void start() {
    Workspace into = workspace.get().orElse(null);
    Counted counted = draft.countedProperty().get();
    if (into == null || counted == null || !mayBegin()) {
      return;
    }
    begun = true;
    String typed = draft.titleProperty().get().strip();
    PairTurns pairs = new PairTurns(into, counted, sides, background);
    background.run(
        () -> pairs.make(typed, clock), turns -> run(into, turns, pairs::giveBack), this::refused);
  }

  private boolean mayBegin() {
    if (run.isRunning() || begun) {
      news.set(say("One batch runs at a time: stop the one that runs, or wait for its end."));
      return false;
    }
    return true;
  }

  private void refused(Exception fault) {
    begun = false;
    news.set(Words.of(fault));
  }

  private void run(Workspace into, List<Turn> turns, Runnable after) {
    begun = false;
    news.set("");
    draft.titleProperty().set("");
    run.run(
        into,
        turns,
        new RunModel.Ends() {
          @Override
          public void one(String batch) {
            Standing now = shown.get();
            boolean seen = now != null && now.batch().id().equals(batch);
            look(seen && state.get() == State.RESULTS ? batch : null);
          }

          @Override
          public void all(String words) {
            news.set(words);
            after.run();
          }
        });
    look(turns.getFirst().batch());
  }

  /**
   * Goes on with the batch that is shown.
   *
   * @param failedToo whether sides that failed are asked again
   */
  void resume(boolean failedToo) {
    Workspace from = workspace.get().orElse(null);
    Standing standing = shown.get();
    if (from == null || standing == null || !mayBegin()) {
      return;
    }
    begun = true;
    news.set(say("Looking for its data set and its models\u2026"));
    background.run(
        () -> {
          BatchStart.requireNobodyElseAsked(from, standing.batch());
          return BatchRecall.of(from, standing.batch(), null);
        },
        recall ->
            sides.put(
                Map.of(Side.A, recall.plan().a(), Side.B, recall.plan().b()),
                () -> goOn(from, standing, recall, failedToo),
                why -> {
                  begun = false;
                  news.set(say("Not resumed. %s").formatted(why));
                }),
        this::refused);
  }

  private void goOn(Workspace from, Standing standing, BatchRecall recall, boolean failedToo) {
    Map<Side, BatchSide> who = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sides.on(side).ifPresent(found -> who.put(side, found));
    }
    boolean local = who.values().stream().anyMatch(BatchSide::local);
    background.run(
        () -> {
          long kept = recall.origin().items();
          long items =
              kept > 0 ? kept : BatchEstimate.of(recall.plan(), recall.dataset(), Map.of()).items();
          BatchStart.again(from, standing.batch(), failedToo);
          return new BatchRunner.Job(
              standing.batch(),
              recall.plan(),
              recall.dataset(),
              who,
              pace(recall.origin().pace(), local),
              Set.of(),
              items);
        },
        job -> {
          news.set("");
          run(from, List.of(Turn.of(job)), () -> {});
        },
        this::refused);
  }

  private static Pace pace(@Nullable Pace then, boolean local) {
    Pace pace = then == null ? Pace.of(4) : then;
    return local
        ? new Pace(1, pace.perSecond(), pace.poisson(), pace.seed(), 0, pace.inTurn())
        : pace;
  }

  /** Puts the rows of some items into a new batch, to be looked at and counted before it begins. */
  void askAgain(List<BatchIndex.Entry> items) {
    Workspace from = workspace.get().orElse(null);
    Standing standing = shown.get();
    if (from == null || standing == null || items.isEmpty()) {
      return;
    }
    RowNumbers rows = RowNumbers.of(items.stream().map(BatchIndex.Entry::row).toList());
    background.run(
        () -> BatchRecall.of(from, standing.batch(), null),
        recall -> {
          int times = mostOften(items);
          draft.take(recall, rows, times, standing.title());
          wanted = null;
          state.set(State.NEW);
          news.set(
              say("%s would be asked again, in a new batch: the answers that are there stay.")
                  .formatted(Words.count(rows.size(), say("row"), say("rows"))));
          sides.put(
              Map.of(Side.A, recall.plan().a(), Side.B, recall.plan().b()), () -> {}, news::set);
        },
        this::refused);
  }

  /**
   * How often a row that was asked several times is to be asked again: as often as it is chosen.
   */
  private static int mostOften(List<BatchIndex.Entry> items) {
    record Asked(long row, int template, int setting) {}
    return items.stream()
        .collect(
            Collectors.groupingBy(
                item -> new Asked(item.row(), item.form().template(), item.form().setting()),
                Collectors.counting()))
        .values()
        .stream()
        .mapToInt(Math::toIntExact)
        .max()
        .orElse(1);
  }

  /** Writes everything that is settled into a file. */
  void export(Path file) {
    Workspace from = workspace.get().orElse(null);
    Standing standing = shown.get();
    if (from != null && standing != null) {
      news.set(say("Writing %s\u2026").formatted(file.getFileName()));
      background.run(
          () -> BatchFile.write(from, standing.batch(), file),
          lines ->
              news.set(
                  say("%s in %s.")
                      .formatted(Words.count(lines, say("line is"), say("lines are")), file)),
          _ ->
              news.set(
                  say("%s was not written: check its folder and its room, or choose another.")
                      .formatted(file)));
    }
  }

  /** The window closes: what is under way ends, and can be resumed. */
  public void close() {
    run.stop();
  }

  /** Asks that model against A as well, in the batch that is about to be made. */
  public void addModel(String model) {
    draft.others().add(model);
  }

  /** Says that, until something else is to be said. */
  public void tell(String words) {
    news.set(words);
  }

  DraftModel draft() {
    return draft;
  }

  RunModel run() {
    return run;
  }

  GridModel grid() {
    return grid;
  }

  /** Every batch there is, newest first. */
  ObservableList<Standing> batches() {
    return batches;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The batch whose results are shown; null before one was. */
  ReadOnlyObjectProperty<@Nullable Standing> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** What went wrong, for people. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What was done last, for people. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }
}
