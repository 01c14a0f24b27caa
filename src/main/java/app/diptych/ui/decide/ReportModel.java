package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.report.decision.DecisionReport;
import app.diptych.report.decision.Surroundings;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.decide.ReportMaker.Made;
import app.diptych.ui.decide.ReportMaker.Wish;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Makes the decision report of some sessions. JavaFX thread only; the work is done elsewhere. */
final class ReportModel {
  private static final int MOST_QUESTION = 2_000;

  private final Supplier<Optional<Workspace>> workspace;
  private final Reach reach;
  private final Background background;
  private final ReportMaker maker;
  private final ObservableList<SessionSummary> sessions = FXCollections.observableArrayList();
  private final ObservableList<String> models = FXCollections.observableArrayList();
  private final StringProperty modelA = new SimpleStringProperty("");
  private final StringProperty modelB = new SimpleStringProperty("");
  private final StringProperty question = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyObjectWrapper<@Nullable DecisionReport> report =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
  private List<SessionSummary> chosen = List.of();
  private @Nullable BackgroundWork listing;
  private @Nullable BackgroundWork work;

  /** Counts what was begun, so that only what was asked for last arrives. */
  private int turn;

  /** How far the report is. */
  enum State {
    LOADING,
    /** There is no session to decide from. */
    NOTHING,
    /** Sessions are there to choose from. */
    CHOOSING,
    MAKING,
    MADE,
    /** It could not be made; the news tell why. */
    FAILED
  }

  ReportModel(
      Supplier<Optional<Workspace>> workspace,
      Reach reach,
      Background background,
      NanoClock clock) {
    this.workspace = workspace;
    this.reach = reach;
    this.background = background;
    this.maker = new ReportMaker(workspace, reach, clock);
  }

  /** Reads which sessions there are now; a report that was made stays. */
  void refresh() {
    if (listing != null) {
      listing.cancel();
    }
    listing =
        background.run(
            () -> {
              Workspace saved = workspace.get().orElse(null);
              return saved == null
                  ? List.<SessionSummary>of()
                  : saved.sessions().list(SessionQuery.all()).stream()
                      .filter(session -> session.trials() > 0)
                      .toList();
            },
            found -> {
              if (!sessions.equals(found)) {
                sessions.setAll(found);
              }
              if (state.get() == State.LOADING
                  || state.get() == State.NOTHING
                  || state.get() == State.CHOOSING) {
                state.set(found.isEmpty() ? State.NOTHING : State.CHOOSING);
              }
            },
            this::failed);
  }

  /** Other sessions are meant, so other models may be, and the report is none of theirs. */
  void choose(List<SessionSummary> meant) {
    if (chosen.equals(meant)) {
      return;
    }
    chosen = List.copyOf(meant);
    models.clear();
    modelA.set("");
    modelB.set("");
    // A list that is read anew has nothing chosen for a moment; what was made stays then.
    if (!meant.isEmpty()) {
      forget();
      state.set(State.CHOOSING);
    }
  }

  /** Nothing that is of other sessions, or of before a failure, can be saved or opened. */
  private void forget() {
    turn++;
    if (work != null) {
      work.cancel();
      work = null;
    }
    report.set(null);
    news.set("");
  }

  /** Begins to make it; the first two models are compared unless others were picked. */
  void make() {
    if (chosen.isEmpty()) {
      news.set(say("Choose one session or more first."));
      return;
    }
    if (question.get().length() > MOST_QUESTION) {
      news.set(say("The question is longer than 2,000 characters: say it in fewer."));
      return;
    }
    forget();
    state.set(State.MAKING);
    progress.set(-1);
    doing.set(say("Looking at the sessions"));
    int mine = turn;
    Wish wish =
        new Wish(
            chosen.stream().map(SessionSummary::id).toList(),
            picked(modelA),
            picked(modelB),
            question.get().strip());
    ReadTrials told = new ReadTrials((read, of) -> background.tell(() -> read(mine, read, of)));
    work =
        background.run(
            () -> maker.make(wish, told),
            made -> {
              if (mine == turn) {
                show(made);
              }
            },
            fault -> {
              if (mine == turn) {
                failed(fault);
              }
            });
  }

  /** Gives up what is being made; the work ends, and nothing of it is kept. */
  void cancel() {
    if (state.get() == State.MAKING) {
      forget();
      state.set(State.CHOOSING);
      news.set(say("Cancelled: no report was made."));
    }
  }

  private void read(int making, int trials, int of) {
    if (making == turn && state.get() == State.MAKING) {
      progress.set(trials < of ? (double) trials / of : -1);
      doing.set(
          trials < of
              ? say("Read %,d of %,d trials").formatted(trials, of)
              : say("All %,d trials are read; adding up votes, checks, judges and costs")
                  .formatted(of));
    }
  }

  private void show(Made made) {
    models.setAll(made.models());
    modelA.set(made.a());
    modelB.set(made.b());
    report.set(made.report());
    state.set(State.MADE);
  }

  private static String picked(StringProperty model) {
    return model.get() == null ? "" : model.get();
  }

  private void failed(Throwable fault) {
    news.set(told(fault));
    state.set(State.FAILED);
  }

  /** Writes it; the ending of the name tells how. */
  void save(Path target) {
    DecisionReport made = report.get();
    if (made == null) {
      return;
    }
    background.run(
        () -> write(made, target),
        written -> news.set(say("Saved as %s.").formatted(written)),
        fault ->
            news.set(
                say("%s was not written: choose another folder (%s).")
                    .formatted(target, told(WholeFile.reason(fault)))));
  }

  private Path write(DecisionReport made, Path target) throws IOException {
    made.save(target);
    workspace
        .get()
        .filter(saved -> saved.readOnly().isEmpty())
        .ifPresent(saved -> {
          var _ = saved.value(Surroundings.WRITTEN, maker.today().toString());
        });
    return target;
  }

  /** Shows it in the browser, out of a file of its own that goes with the temporary files. */
  void browse() {
    DecisionReport made = report.get();
    if (made == null) {
      return;
    }
    background.run(
        () -> {
          Path file = Files.createTempDirectory("diptych-report").resolve("report.html");
          made.save(file);
          reach.browser().open(file);
          return file;
        },
        file -> news.set(say("Opened in the browser; save it to keep it.")),
        fault -> news.set(told(fault)));
  }

  ObservableList<SessionSummary> sessions() {
    return sessions;
  }

  /** The models of the last report's sessions. */
  ObservableList<String> models() {
    return models;
  }

  StringProperty modelAProperty() {
    return modelA;
  }

  StringProperty modelBProperty() {
    return modelB;
  }

  StringProperty questionProperty() {
    return question;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The last that was made; null before. */
  ReadOnlyObjectProperty<@Nullable DecisionReport> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** The share of the trials that was read while a report is made; negative when nobody knows. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What is done while a report is made. */
  ReadOnlyStringProperty doingProperty() {
    return doing.getReadOnlyProperty();
  }

  /** What was done last, or why not; empty when there is nothing to say. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }
}
