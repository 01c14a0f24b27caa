package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.Intake;
import app.diptych.exchange.Redaction;
import app.diptych.review.Vote;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionComparison;
import app.diptych.session.SessionComparison.Change;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.SessionTotals;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Latest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The sessions page without its nodes. JavaFX thread only. */
public final class SessionsModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Supplier<String> nothingSaved;
  private final Background background;
  private final NanoClock clock;
  private final SessionFilters filters = new SessionFilters();
  private final SessionChanges changes;
  private final ObservableList<SessionSummary> found = FXCollections.observableArrayList();
  private final ObservableList<SavedTrial> trials = FXCollections.observableArrayList();
  private final Map<String, List<Vote>> raters = new HashMap<>();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable SessionSummary> selected =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Compared> comparison =
      new ReadOnlyObjectWrapper<>(null);
  private final ImportModel importing;
  private final ExportModel exporting;
  private int searches;
  private int refreshes;
  private final Latest looking;

  /** Whether what is shown of the selected session may be older than what is saved. */
  private boolean stale = true;

  private boolean listing;
  private @Nullable String wanted;

  /** What the list shows. */
  public enum State {
    LOADING,
    /** Some sessions, or none that fits. */
    LISTED,
    /** There is no session at all yet. */
    NONE_YET,
    FAILED
  }

  /**
   * @param workspace asked each time; empty while nothing is saved
   * @param problem asked why nothing is saved
   * @param changed told the id of a session that was changed here
   */
  public SessionsModel(
      Supplier<Optional<Workspace>> workspace,
      Supplier<String> problem,
      Background background,
      NanoClock clock,
      Consumer<String> changed) {
    this.clock = clock;
    this.workspace = workspace;
    this.background = background;
    this.looking = new Latest(background);
    this.nothingSaved = problem;
    this.importing = new ImportModel(workspace, background, clock, this::imported);
    this.changes =
        new SessionChanges(
            workspace,
            session -> {
              refresh();
              changed.accept(session);
            });
    this.exporting =
        new ExportModel(workspace, background, () -> Redaction.secrets(System.getenv()));
    filters.onChange(this::search);
  }

  /** Lists again; called whenever the page is shown. */
  public void refresh() {
    changes.look();
    stale = true;
    search();
    Workspace from = workspace.get().orElse(null);
    if (from != null) {
      int refresh = ++refreshes;
      background.run(
          () -> new Choices(from.sessions().models(), from.sessions().tags()),
          choices -> {
            if (refresh == refreshes) {
              filters.models().setAll(choices.models());
              filters.tags().setAll(choices.tags());
            }
          },
          this::failed);
    }
  }

  private record Choices(List<String> models, List<String> tags) {}

  private void search() {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      problem.set(nothingSaved.get());
      state.set(State.FAILED);
      return;
    }
    int search = ++searches;
    SessionQuery query = filters.query(clock.now());
    background.run(
        () -> from.sessions().list(query),
        list -> {
          if (search == searches) {
            listed(list);
          }
        },
        this::failed);
  }

  private void listed(List<SessionSummary> list) {
    SessionSummary before = selected.get();
    String id = wanted != null ? wanted : before == null ? "" : before.id();
    // The list on the page moves its mark while its rows are replaced: nobody chose that.
    listing = true;
    found.setAll(list);
    listing = false;
    state.set(list.isEmpty() && filters.isNone() ? State.NONE_YET : State.LISTED);
    look(
        list.stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseGet(() -> again(list, before)));
  }

  private static @Nullable SessionSummary again(
      List<SessionSummary> list, @Nullable SessionSummary before) {
    return list.stream()
        .filter(one -> before != null && one.id().equals(before.id()))
        .findFirst()
        .orElse(list.isEmpty() ? null : list.getFirst());
  }

  private void failed(Exception fault) {
    problem.set(told(fault));
    state.set(State.FAILED);
  }

  /** Looks into a session. */
  public void select(@Nullable SessionSummary session) {
    if (!listing) {
      wanted = null;
      look(session);
    }
  }

  private void look(@Nullable SessionSummary session) {
    SessionSummary before = selected.get();
    if (session == null || before == null || !session.id().equals(before.id())) {
      closeComparison();
      // Those of another session under its title would be wrong, should it be unreadable.
      trials.clear();
      raters.clear();
    }
    selected.set(session);
    exporting.leave(session);
    Workspace from = workspace.get().orElse(null);
    if (session == null || from == null) {
      looking.cancel();
      trials.clear();
      return;
    }
    if (!stale && session.equals(before)) {
      // Somebody types what to look for: the session that is shown is the same all the while.
      return;
    }
    stale = false;
    looking.run(
        () ->
            new Content(from.sessions().trials(session.id()), from.sessions().raters(session.id())),
        loaded -> {
          raters.clear();
          raters.putAll(loaded.raters());
          trials.setAll(loaded.trials());
        },
        fault -> {
          stale = true;
          failed(fault);
        });
  }

  private record Content(List<SavedTrial> trials, Map<String, List<Vote>> raters) {}

  /** The verdicts of others than the owner on a trial of the selected session. */
  public List<Vote> raters(SavedTrial trial) {
    return raters.getOrDefault(trial.id(), List.of());
  }

  /** Copies the session, and looks into the copy. */
  public void duplicate(SessionSummary session) {
    wanted = changes.duplicate(session);
  }

  /** Shows what was imported, and offers to take it back. */
  private void imported(Intake intake) {
    Workspace into = workspace.get().orElse(null);
    if (into == null) {
      return;
    }
    List<String> ids = intake.sessions().stream().map(one -> one.summary().id()).toList();
    filters.clear();
    wanted = ids.isEmpty() ? null : ids.getFirst();
    changes.offer(say("Imported %s").formatted(intake.words()), () -> intake.takeBack(into), ids);
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
      SessionSummary before,
      SessionSummary after,
      List<Change> totals,
      SessionComparison comparison) {
    public Compared {
      totals = List.copyOf(totals);
    }
  }

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
        () -> {
          List<SavedTrial> left = from.sessions().trials(before.id());
          List<SavedTrial> right = from.sessions().trials(after.id());
          return new Compared(
              before,
              after,
              SessionTotals.of(before, left, after, right),
              SessionComparison.of(left, right));
        },
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

  /** Which sessions are listed. */
  public SessionFilters filters() {
    return filters;
  }

  /** What is done to sessions. */
  public SessionChanges changes() {
    return changes;
  }

  public ObservableList<SessionSummary> found() {
    return found;
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
}
