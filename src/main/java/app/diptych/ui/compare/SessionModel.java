package app.diptych.ui.compare;

import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialListener;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxThread;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The session that is open on the compare page: its trials and its verdicts. Everything is saved as
 * it happens. JavaFX thread only.
 */
public final class SessionModel {
  private static final String UNTITLED = "New session";
  private static final int TITLE = 60;

  /** The workspace's value that names the session to open again. */
  static final String OPEN = "open-session";

  private @Nullable Workspace workspace;
  private final Background background;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(UNTITLED);
  private final SavingModel saving = new SavingModel();
  private final ReadOnlyObjectWrapper<Tally> tally = new ReadOnlyObjectWrapper<>(Tally.NONE);
  private final ReadOnlyObjectWrapper<@Nullable TrialEntry> current =
      new ReadOnlyObjectWrapper<>(null);
  private final ObservableList<TrialEntry> trials = FXCollections.observableArrayList();
  private final Map<String, Vote> votes = new LinkedHashMap<>();
  private @Nullable String id;
  private @Nullable String madeFrom;

  /**
   * A trial in the list of the session.
   *
   * @param parent the trial whose conversation it goes on with, or null
   * @param verdict the one that holds, or null
   */
  public record TrialEntry(
      String id, int number, String prompt, @Nullable String parent, @Nullable Verdict verdict) {
    TrialEntry with(@Nullable Verdict given) {
      return new TrialEntry(id, number, prompt, parent, given);
    }
  }

  /**
   * @param workspace where to save, or null when nothing can be saved
   * @param problem why nothing can be saved, or an empty string
   */
  public SessionModel(@Nullable Workspace workspace, String problem, Background background) {
    this.workspace = workspace;
    this.background = background;
    saving.lasts(problem, null);
    if (workspace != null) {
      saving.watch(workspace);
    }
  }

  /** From now on saves there, beginning with a new session; nothing is running. */
  public void attach(Workspace other) {
    workspace = null;
    startNew();
    workspace = other;
    saving.watch(other);
  }

  /** Whether what happens is saved. */
  public SavingModel saving() {
    return saving;
  }

  /** Whether there is a workspace at all. */
  boolean canSave() {
    return workspace != null && workspace.readOnly().isEmpty();
  }

  /** Where sessions are saved; empty when nothing can be. */
  public Optional<Workspace> workspace() {
    return Optional.ofNullable(workspace);
  }

  /**
   * A trial is about to start: it joins the session.
   *
   * @param promptId the prompt of the library it counts for, or null
   * @return what saves it; it must hear everything
   */
  TrialListener begin(
      String trial,
      Map<Side, SideSetup> setups,
      String prompt,
      @Nullable String parent,
      @Nullable String promptId) {
    TrialEntry entry = new TrialEntry(trial, trials.size() + 1, prompt, parent, null);
    boolean first = id == null;
    String session = id == null ? Sessions.newId() : id;
    id = session;
    if (first && madeFrom == null) {
      title.set(titleFrom(prompt));
    }
    trials.add(entry);
    current.set(entry);
    if (workspace == null || !canSave()) {
      return TrialListener.NONE;
    }
    if (first) {
      saving.report(workspace.sessions().create(session, title.get(), madeFrom));
      saving.report(workspace.value(OPEN, session));
    }
    return workspace.record(new NewTrial(trial, session, parent, promptId, setups));
  }

  /** Begins an empty session; the one before stays saved. */
  public void startNew() {
    id = null;
    madeFrom = null;
    title.set(UNTITLED);
    trials.clear();
    votes.clear();
    current.set(null);
    tally.set(Tally.NONE);
    if (workspace != null && canSave()) {
      saving.report(workspace.value(OPEN, ""));
    }
  }

  /**
   * Opens a saved session.
   *
   * @param whenOpen told with its last trial, or with an empty value when it has none
   */
  public void open(String session, Consumer<Optional<SavedTrial>> whenOpen) {
    Workspace from = workspace;
    if (from == null) {
      return;
    }
    background.run(
        () ->
            new Loaded(from.sessions().find(session).orElse(null), from.sessions().trials(session)),
        loaded -> {
          if (loaded.summary() != null) {
            opened(loaded.summary(), loaded.trials());
            whenOpen.accept(
                loaded.trials().isEmpty()
                    ? Optional.empty()
                    : Optional.of(loaded.trials().getLast()));
          }
        },
        fault -> saving.show("The session cannot be read: " + fault.getMessage(), null));
  }

  private record Loaded(@Nullable SessionSummary summary, List<SavedTrial> trials) {}

  private void opened(SessionSummary summary, List<SavedTrial> saved) {
    id = summary.id();
    title.set(summary.title());
    votes.clear();
    trials.clear();
    for (SavedTrial trial : saved) {
      Vote vote = trial.vote();
      if (vote != null) {
        votes.put(trial.id(), vote);
      }
      trials.add(
          new TrialEntry(
              trial.id(),
              trial.number(),
              trial.prompt(),
              trial.parent(),
              vote == null ? null : vote.verdict()));
    }
    current.set(trials.isEmpty() ? null : trials.getLast());
    count();
    if (workspace != null && canSave()) {
      saving.report(workspace.value(OPEN, summary.id()));
    }
  }

  /** Opens the session that was open last; with none, only tells. */
  void reopen(Consumer<Optional<SavedTrial>> whenOpen) {
    Workspace from = workspace;
    if (from == null) {
      whenOpen.accept(Optional.empty());
      return;
    }
    background.run(
        () -> {
          String last = from.value(OPEN).orElse("");
          SessionSummary summary =
              from.sessions().find(last).filter(found -> !found.deleted()).orElse(null);
          return new Loaded(summary, summary == null ? List.of() : from.sessions().trials(last));
        },
        loaded -> {
          if (loaded.summary() != null) {
            opened(loaded.summary(), loaded.trials());
          }
          whenOpen.accept(
              loaded.trials().isEmpty()
                  ? Optional.empty()
                  : Optional.of(loaded.trials().getLast()));
        },
        fault -> {
          saving.show("The last session cannot be read: " + fault.getMessage(), null);
          whenOpen.accept(Optional.empty());
        });
  }

  /** Loads the title and the trials of a session without opening it. */
  void trialsOf(String session, BiConsumer<String, List<SavedTrial>> whenLoaded) {
    Workspace from = workspace;
    if (from == null) {
      return;
    }
    background.run(
        () ->
            new Loaded(from.sessions().find(session).orElse(null), from.sessions().trials(session)),
        loaded -> {
          if (loaded.summary() != null) {
            whenLoaded.accept(loaded.summary().title(), loaded.trials());
          }
        },
        fault -> saving.show("The session cannot be read: " + fault.getMessage(), null));
  }

  /** The session about to begin repeats another one. */
  void repeats(String other, String itsTitle) {
    madeFrom = other;
    title.set(itsTitle + " (again)");
  }

  /** Loads a trial of the session. */
  void load(TrialEntry entry, Consumer<SavedTrial> whenLoaded) {
    Workspace from = workspace;
    if (from == null) {
      return;
    }
    background.run(
        () -> from.sessions().trial(entry.id()),
        found ->
            found.ifPresent(trial -> {
              current.set(entry);
              whenLoaded.accept(trial);
            }),
        fault -> saving.show("The trial cannot be read: " + fault.getMessage(), null));
  }

  /** Gives the trial shown a verdict, saved at once; the same verdict again takes it back. */
  public void vote(Verdict verdict) {
    TrialEntry entry = current.get();
    if (entry != null) {
      boolean back = entry.verdict() == verdict;
      save(entry, back ? null : verdict, note(entry));
    }
  }

  /** Says why, in the rater's words; a note without a verdict waits for one. */
  public void note(String words) {
    TrialEntry entry = current.get();
    if (entry != null && entry.verdict() != null && !words.equals(note(entry))) {
      save(entry, entry.verdict(), words);
    }
  }

  /** The note on the trial shown. */
  String note() {
    TrialEntry entry = current.get();
    return entry == null ? "" : note(entry);
  }

  private String note(TrialEntry entry) {
    Vote vote = votes.get(entry.id());
    return vote == null ? "" : vote.note();
  }

  private void save(TrialEntry entry, @Nullable Verdict verdict, String words) {
    if (verdict == null) {
      votes.remove(entry.id());
    } else {
      votes.put(entry.id(), new Vote(verdict, words, "", Instant.EPOCH));
    }
    TrialEntry voted = entry.with(verdict);
    int at = trials.indexOf(entry);
    if (at >= 0) {
      trials.set(at, voted);
    }
    current.set(voted);
    count();
    if (workspace != null && canSave()) {
      saving.report(workspace.sessions().vote(entry.id(), verdict, words));
    }
  }

  /** Renames the session; an empty name changes nothing. */
  public void rename(String name) {
    String session = id;
    if (!name.isBlank() && !name.strip().equals(title.get())) {
      title.set(name.strip());
      if (workspace != null && session != null && canSave()) {
        saving.report(workspace.sessions().rename(session, name.strip()));
      }
    }
  }

  /** Runs something once everything that has happened up to now is on the disk. */
  void whenSaved(Runnable task) {
    String session = id;
    if (workspace != null && session != null && canSave()) {
      // Changes are written in their order: this one, which changes nothing, is the last.
      var _ = workspace.value(OPEN, session).thenRun(() -> FxThread.later(task));
    }
  }

  private void count() {
    tally.set(Tally.of(votes.values().stream().map(Vote::verdict).toList()));
  }

  static String titleFrom(String prompt) {
    String line = prompt.strip().lines().findFirst().orElse(UNTITLED).strip();
    return line.length() <= TITLE
        ? line
        : line.substring(
                0,
                line.offsetByCodePoints(0, Math.min(TITLE, line.codePointCount(0, line.length()))))
            + "\u2026";
  }

  /** The id of the session, empty until its first trial. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  /** Why something is not saved right now; empty while all is. */
  public ReadOnlyStringProperty notSavedProperty() {
    return saving.problemProperty();
  }

  /** The verdicts of the session that hold. */
  public ReadOnlyObjectProperty<Tally> tallyProperty() {
    return tally.getReadOnlyProperty();
  }

  /** The trial that is shown, or runs; null while there is none. */
  public ReadOnlyObjectProperty<@Nullable TrialEntry> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** Every trial of the session in order. */
  public ObservableList<TrialEntry> trials() {
    return trials;
  }
}
