package app.diptych.ui.decide;

import app.diptych.report.claim.ClaimFile;
import app.diptych.report.decision.DecisionReport;
import app.diptych.report.decision.Gathered;
import app.diptych.report.decision.Surroundings;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

/** Makes the decision report of some sessions. JavaFX thread only; the work is done elsewhere. */
final class ReportModel {
  private static final int MOST_QUESTION = 2_000;

  private final Supplier<Optional<Workspace>> workspace;
  private final Reach reach;
  private final Background background;
  private final NanoClock clock;
  private final ObservableList<SessionSummary> sessions = FXCollections.observableArrayList();
  private final ObservableList<String> models = FXCollections.observableArrayList();
  private final StringProperty modelA = new SimpleStringProperty("");
  private final StringProperty modelB = new SimpleStringProperty("");
  private final StringProperty question = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyObjectWrapper<@Nullable DecisionReport> report =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
  private List<SessionSummary> chosen = List.of();
  private @Nullable BackgroundWork listing;
  private @Nullable BackgroundWork work;

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

  private record Made(List<String> models, String a, String b, DecisionReport report) {}

  ReportModel(
      Supplier<Optional<Workspace>> workspace,
      Reach reach,
      Background background,
      NanoClock clock) {
    this.workspace = workspace;
    this.reach = reach;
    this.background = background;
    this.clock = clock;
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
    if (work != null) {
      work.cancel();
    }
    report.set(null);
    news.set("");
  }

  /** Makes it; the first two models are compared unless others were picked. */
  void make() {
    if (chosen.isEmpty()) {
      news.set("Choose one session or more first.");
      return;
    }
    if (question.get().length() > MOST_QUESTION) {
      news.set("The question is longer than 2,000 characters: say it in fewer.");
      return;
    }
    forget();
    state.set(State.MAKING);
    List<String> ids = chosen.stream().map(SessionSummary::id).toList();
    String a = picked(modelA);
    String b = picked(modelB);
    String asked = question.get().strip();
    work =
        background.run(
            () -> compute(ids, a, b, asked),
            made -> {
              models.setAll(made.models());
              modelA.set(made.a());
              modelB.set(made.b());
              report.set(made.report());
              state.set(State.MADE);
            },
            this::failed);
  }

  private static String picked(StringProperty model) {
    return model.get() == null ? "" : model.get();
  }

  private Made compute(List<String> ids, String a, String b, String asked) throws Exception {
    Workspace saved =
        workspace
            .get()
            .orElseThrow(() -> new IOException("Nothing is saved, so there is nothing to decide."));
    Gathered gathered = Gathered.read(saved, ids);
    List<String> known = gathered.models();
    if (known.size() < 2) {
      throw new IOException(
          known.isEmpty()
              ? "These sessions have no answer of a model, so there is nothing to decide."
              : "These sessions have answers of "
                  + known.getFirst()
                  + " only: add a session with another model.");
    }
    String first =
        known.contains(a)
            ? a
            : known.stream().filter(one -> !one.equals(b)).findFirst().orElseThrow();
    String second =
        known.contains(b) && !b.equals(first)
            ? b
            : known.stream().filter(one -> !one.equals(first)).findFirst().orElseThrow();
    return new Made(
        known,
        first,
        second,
        DecisionReport.of(
            reach
                .around()
                .material(
                    saved,
                    gathered,
                    new Surroundings.Asked(asked, first, second, today()),
                    ClaimFile.bundled(),
                    null,
                    null)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.now(), reach.around().zone());
  }

  private void failed(Throwable fault) {
    news.set(String.valueOf(fault.getMessage()));
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
        written -> news.set("Saved as " + written + "."),
        _ -> news.set(target + " was not written: choose another folder."));
  }

  private Path write(DecisionReport made, Path target) throws IOException {
    made.save(target);
    workspace
        .get()
        .filter(saved -> saved.readOnly().isEmpty())
        .ifPresent(saved -> {
          var _ = saved.value(Surroundings.WRITTEN, today().toString());
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
        file -> news.set("Opened in the browser; save it to keep it."),
        fault -> news.set(String.valueOf(fault.getMessage())));
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

  /** What was done last, or why not; empty when there is nothing to say. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }
}
