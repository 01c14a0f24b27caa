package app.diptych.ui.sessions;

import app.diptych.exchange.Intake;
import app.diptych.exchange.Redaction;
import app.diptych.review.Verdict;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionComparison;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxThread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The sessions page without its nodes. JavaFX thread only. */
public final class SessionsModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Background background;
  private final NanoClock clock;
  private final StringProperty words = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable String> model = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable String> tag = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Verdict> verdict = new SimpleObjectProperty<>();
  private final ObjectProperty<Period> period = new SimpleObjectProperty<>(Period.ANY);
  private final BooleanProperty failuresOnly = new SimpleBooleanProperty(false);
  private final BooleanProperty archived = new SimpleBooleanProperty(false);
  private final ObservableList<SessionSummary> found = FXCollections.observableArrayList();
  private final ObservableList<String> models = FXCollections.observableArrayList();
  private final ObservableList<String> tags = FXCollections.observableArrayList();
  private final ObservableList<SavedTrial> trials = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable SessionSummary> selected =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Undo> undo = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Compared> comparison =
      new ReadOnlyObjectWrapper<>(null);
  private final ImportModel importing;
  private final ExportModel exporting;
  private int searches;
  private int looks;

  /** What the list shows. */
  public enum State {
    LOADING,
    /** Some sessions, or none that fits. */
    LISTED,
    /** There is no session at all yet. */
    NONE_YET,
    FAILED
  }

  /** How long ago a session was changed last. */
  public enum Period {
    ANY("Any time", null),
    DAY("Last 24 hours", Duration.ofDays(1)),
    WEEK("Last 7 days", Duration.ofDays(7)),
    MONTH("Last 30 days", Duration.ofDays(30));

    private final String words;
    private final @Nullable Duration length;

    Period(String words, @Nullable Duration length) {
      this.words = words;
      this.length = length;
    }

    public String words() {
      return words;
    }

    @Nullable Instant since(Instant now) {
      return length == null ? null : now.minus(length);
    }
  }

  /** Something that was just done and can be taken back. */
  public record Undo(String what, Runnable back) {}

  /**
   * @param workspace asked each time; empty while nothing is saved
   * @param problem why nothing is saved
   */
  public SessionsModel(
      Supplier<Optional<Workspace>> workspace,
      String problem,
      Background background,
      NanoClock clock) {
    this.clock = clock;
    this.workspace = workspace;
    this.background = background;
    this.problem.set(problem);
    this.importing = new ImportModel(workspace, background, clock, this::imported);
    this.exporting =
        new ExportModel(workspace, background, () -> Redaction.secrets(System.getenv()));
    words.addListener((_, _, _) -> search());
    model.addListener((_, _, _) -> search());
    tag.addListener((_, _, _) -> search());
    verdict.addListener((_, _, _) -> search());
    period.addListener((_, _, _) -> search());
    failuresOnly.addListener((_, _, _) -> search());
    archived.addListener((_, _, _) -> search());
  }

  /** Lists again; called whenever the page is shown. */
  public void refresh() {
    search();
    Workspace from = workspace.get().orElse(null);
    if (from != null) {
      background.run(
          () -> new Filters(from.sessions().models(), from.sessions().tags()),
          filters -> {
            models.setAll(filters.models());
            tags.setAll(filters.tags());
          },
          this::failed);
    }
  }

  private record Filters(List<String> models, List<String> tags) {}

  private void search() {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      state.set(State.FAILED);
      return;
    }
    int search = ++searches;
    SessionQuery query = query();
    background.run(
        () -> from.sessions().list(query),
        list -> {
          if (search == searches) {
            listed(list);
          }
        },
        this::failed);
  }

  private SessionQuery query() {
    return new SessionQuery(
        words.get(),
        model.get(),
        tag.get(),
        period.get().since(clock.now()),
        null,
        verdict.get(),
        failuresOnly.get(),
        archived.get(),
        SessionQuery.PAGE);
  }

  private void listed(List<SessionSummary> list) {
    SessionSummary before = selected.get();
    found.setAll(list);
    state.set(list.isEmpty() && isUnfiltered() ? State.NONE_YET : State.LISTED);
    SessionSummary again =
        list.stream()
            .filter(one -> before != null && one.id().equals(before.id()))
            .findFirst()
            .orElse(list.isEmpty() ? null : list.getFirst());
    select(again);
  }

  private boolean isUnfiltered() {
    return words.get().isBlank()
        && model.get() == null
        && tag.get() == null
        && verdict.get() == null
        && period.get() == Period.ANY
        && !failuresOnly.get()
        && !archived.get();
  }

  /** Shows every session again. */
  public void clearFilters() {
    words.set("");
    model.set(null);
    tag.set(null);
    verdict.set(null);
    period.set(Period.ANY);
    failuresOnly.set(false);
    archived.set(false);
  }

  private void failed(Exception fault) {
    problem.set(String.valueOf(fault.getMessage()));
    state.set(State.FAILED);
  }

  /** Looks into a session. */
  public void select(@Nullable SessionSummary session) {
    SessionSummary before = selected.get();
    if (session == null || before == null || !session.id().equals(before.id())) {
      closeComparison();
    }
    selected.set(session);
    Workspace from = workspace.get().orElse(null);
    if (session == null || from == null) {
      trials.clear();
      return;
    }
    int look = ++looks;
    background.run(
        () -> from.sessions().trials(session.id()),
        loaded -> {
          if (look == looks) {
            trials.setAll(loaded);
          }
        },
        this::failed);
  }

  public void rename(SessionSummary session, String title) {
    if (!title.isBlank() && !title.strip().equals(session.title())) {
      change(sessions -> sessions.rename(session.id(), title.strip()));
      done(
          "Renamed to \u201c" + title.strip() + "\u201d",
          sessions -> sessions.rename(session.id(), session.title()));
    }
  }

  public void tag(SessionSummary session, String commaSeparated) {
    List<String> wanted = List.of(commaSeparated.split(","));
    change(sessions -> sessions.tag(session.id(), wanted));
    done("Tags changed", sessions -> sessions.tag(session.id(), session.tags()));
  }

  public void pin(SessionSummary session) {
    change(sessions -> sessions.pin(session.id(), !session.pinned()));
  }

  public void archive(SessionSummary session) {
    boolean now = !session.archived();
    change(sessions -> sessions.archive(session.id(), now));
    done(
        now ? "Archived" : "Taken out of the archive",
        sessions -> sessions.archive(session.id(), !now));
  }

  public void duplicate(SessionSummary session) {
    change(sessions ->
        sessions.duplicate(session.id(), Sessions.newId(), session.title() + " (copy)"));
  }

  public void delete(SessionSummary session) {
    change(sessions -> sessions.delete(session.id()));
    done("Deleted \u201c" + session.title() + "\u201d", sessions -> sessions.restore(session.id()));
  }

  /** Shows what was imported, and offers to take it back. */
  private void imported(Intake intake) {
    Workspace into = workspace.get().orElse(null);
    if (into == null) {
      return;
    }
    clearFilters();
    if (!intake.sessions().isEmpty()) {
      selected.set(intake.sessions().getFirst().summary());
    }
    done("Imported " + intake.words(), _ -> intake.takeBack(into));
    refresh();
  }

  /** Asks how the selected session is to be written to a file. */
  public void export() {
    SessionSummary chosen = selected.get();
    if (chosen != null) {
      exporting.begin(chosen);
    }
  }

  /** Files on their way in. */
  public ImportModel importing() {
    return importing;
  }

  /** The selected session on its way out. */
  public ExportModel exporting() {
    return exporting;
  }

  /** Two sessions and what is different between them. */
  public record Compared(
      SessionSummary before, SessionSummary after, SessionComparison comparison) {}

  /** Compares another session with the selected one; the older of the two is shown first. */
  public void compareWith(SessionSummary other) {
    SessionSummary one = selected.get();
    Workspace from = workspace.get().orElse(null);
    if (one == null || from == null) {
      return;
    }
    boolean otherFirst = other.createdAt().isBefore(one.createdAt());
    SessionSummary before = otherFirst ? other : one;
    SessionSummary after = otherFirst ? one : other;
    background.run(
        () ->
            new Compared(
                before,
                after,
                SessionComparison.of(
                    from.sessions().trials(before.id()), from.sessions().trials(after.id()))),
        comparison::set,
        this::failed);
  }

  public void closeComparison() {
    comparison.set(null);
  }

  /** The comparison that is shown, or null. */
  public ReadOnlyObjectProperty<@Nullable Compared> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /** Takes the last change back. */
  public void undo() {
    Undo last = undo.get();
    if (last != null) {
      undo.set(null);
      last.back().run();
    }
  }

  /** The offer to undo is no longer wanted. */
  public void forgetUndo() {
    undo.set(null);
  }

  private interface Change {
    CompletableFuture<Void> on(Sessions sessions);
  }

  private void change(Change change) {
    Workspace to = workspace.get().orElse(null);
    if (to != null) {
      var _ =
          change
              .on(to.sessions())
              .whenComplete((_, refused) ->
                  FxThread.later(() -> {
                    if (refused != null) {
                      problem.set("The change could not be saved: " + refused.getMessage());
                    }
                    refresh();
                  }));
    }
  }

  private void done(String what, Change back) {
    undo.set(new Undo(what, () -> change(back)));
  }

  public StringProperty wordsProperty() {
    return words;
  }

  public ObjectProperty<@Nullable String> modelProperty() {
    return model;
  }

  public ObjectProperty<@Nullable String> tagProperty() {
    return tag;
  }

  public ObjectProperty<@Nullable Verdict> verdictProperty() {
    return verdict;
  }

  public ObjectProperty<Period> periodProperty() {
    return period;
  }

  public BooleanProperty failuresOnlyProperty() {
    return failuresOnly;
  }

  public BooleanProperty archivedProperty() {
    return archived;
  }

  public ObservableList<SessionSummary> found() {
    return found;
  }

  public ObservableList<String> models() {
    return models;
  }

  public ObservableList<String> tags() {
    return tags;
  }

  /** The trials of the selected session. */
  public ObservableList<SavedTrial> trials() {
    return trials;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What went wrong, for people. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable SessionSummary> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** What can be taken back, or null. */
  public ReadOnlyObjectProperty<@Nullable Undo> undoProperty() {
    return undo.getReadOnlyProperty();
  }
}
