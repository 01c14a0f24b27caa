package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.completion.Failure;
import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.OwnVerdict;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialListener;
import app.diptych.ui.compare.SessionReading.Loaded;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxThread;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerProperty;
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
  private static final String UNTITLED = toSay("New session");
  private static final int TITLE = 60;

  /** The workspace's value that names the session to open again. */
  static final String OPEN = "open-session";

  private @Nullable Workspace workspace;
  private final SessionReading reading;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(say(UNTITLED));
  private final SavingModel saving = new SavingModel();
  private final OpenVerdicts verdicts = new OpenVerdicts();
  private final ReadOnlyObjectWrapper<@Nullable TrialEntry> current =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable TrialEntry> shown =
      new ReadOnlyObjectWrapper<>(null);
  private Map<Side, String> onSides = Map.of();
  private final ObservableList<TrialEntry> trials = FXCollections.observableArrayList();
  private @Nullable String id;
  private @Nullable String madeFrom;

  /** Counts what the owner said here, so that what was read before is not taken for it. */
  private int votes;

  /**
   * A trial in the list of the session.
   *
   * @param parent the trial whose conversation it goes on with, or null
   * @param verdict the owner's that holds, or null
   * @param raters what others said of it
   * @param models who was asked, by side
   * @param failed whether an answer failed; stopping is no failure
   */
  public record TrialEntry(
      String id,
      int number,
      String prompt,
      @Nullable String parent,
      @Nullable Verdict verdict,
      List<Vote> raters,
      Map<Side, String> models,
      boolean failed) {
    public TrialEntry {
      raters = List.copyOf(raters);
      models = Map.copyOf(models);
    }

    /** One of which nothing has failed. */
    TrialEntry(
        String id,
        int number,
        String prompt,
        @Nullable String parent,
        @Nullable Verdict verdict,
        List<Vote> raters,
        Map<Side, String> models) {
      this(id, number, prompt, parent, verdict, raters, models, false);
    }

    static TrialEntry of(SavedTrial trial, List<Vote> raters) {
      Vote vote = trial.vote();
      Map<Side, String> models = new EnumMap<>(Side.class);
      trial.answers().forEach((side, answer) -> models.put(side, answer.model()));
      return new TrialEntry(
          trial.id(),
          trial.number(),
          trial.prompt(),
          trial.parent(),
          vote == null ? null : vote.verdict(),
          raters,
          models,
          trial.answers().values().stream().anyMatch(TrialEntry::isFailed));
    }

    private static boolean isFailed(Answer answer) {
      return answer.failure() != null && !(answer.failure() instanceof Failure.Cancelled);
    }

    TrialEntry with(@Nullable Verdict given) {
      return new TrialEntry(id, number, prompt, parent, given, raters, models, failed);
    }

    private TrialEntry ended(Answer answer) {
      return new TrialEntry(
          id, number, prompt, parent, verdict, raters, models, failed || isFailed(answer));
    }
  }

  /**
   * @param workspace where to save, or null when nothing can be saved
   * @param problem why nothing can be saved, or an empty string
   */
  public SessionModel(@Nullable Workspace workspace, String problem, Background background) {
    this.workspace = workspace;
    this.reading = new SessionReading(background, saving);
    current.subscribe(this::look);
    saving.lasts(problem, null);
    if (workspace != null) {
      saving.watch(workspace);
    }
  }

  /** Those models are on the sides now, by the names the user gives them. */
  void sidesAre(Map<Side, String> models) {
    onSides = Map.copyOf(models);
    look();
  }

  /** Where another model has taken a side, verdicts are those on the models of now. */
  private void look() {
    TrialEntry entry = current.get();
    boolean replaced =
        entry != null
            && entry.models().entrySet().stream()
                .anyMatch(
                    asked -> !isSame(asked.getValue(), onSides.getOrDefault(asked.getKey(), "")));
    verdicts.lookAt(replaced ? new TrialEntry("", 0, "", null, null, List.of(), onSides) : entry);
    shown.set(replaced ? null : entry);
  }

  /** A file may have been named by another way to it, or on another machine. */
  private static boolean isSame(String asked, String now) {
    return asked.strip().equals(now)
        || (asked.startsWith("file:")
            && now.startsWith("file:")
            && fileName(asked).equals(fileName(now)));
  }

  private static String fileName(String model) {
    return model.substring(1 + Math.max(model.lastIndexOf('/'), model.lastIndexOf('\\')));
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
    Map<Side, String> models = new EnumMap<>(Side.class);
    setups.forEach((side, setup) -> models.put(side, setup.model()));
    TrialEntry entry =
        new TrialEntry(trial, trials.size() + 1, prompt, parent, null, List.of(), models);
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

  /** An answer of the trial that runs has come to its end. */
  void ended(Answer answer) {
    TrialEntry entry = current.get();
    if (entry != null) {
      replace(entry, entry.ended(answer));
    }
  }

  private void replace(TrialEntry entry, TrialEntry by) {
    if (by.equals(entry)) {
      return;
    }
    int at = trials.indexOf(entry);
    if (at >= 0) {
      trials.set(at, by);
    }
    current.set(by);
  }

  /** Begins an empty session; the one before stays saved. */
  public void startNew() {
    id = null;
    madeFrom = null;
    title.set(say(UNTITLED));
    trials.clear();
    verdicts.open(List.of(), Map.of());
    current.set(null);
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
    open(session, Loaded::last, whenOpen);
  }

  /**
   * The same at its beginning, for somebody who has not seen it.
   *
   * @param whenOpen told with its first trial, or with an empty value when it has none
   */
  void openAtFirst(String session, Consumer<Optional<SavedTrial>> whenOpen) {
    open(session, loaded -> loaded.trials().stream().findFirst(), whenOpen);
  }

  private void open(
      String session,
      Function<Loaded, Optional<SavedTrial>> which,
      Consumer<Optional<SavedTrial>> whenOpen) {
    Workspace from = workspace;
    if (from == null) {
      return;
    }
    reading.session(
        from,
        session,
        loaded -> {
          Optional<SavedTrial> trial = which.apply(loaded);
          opened(loaded, trial);
          whenOpen.accept(trial);
        });
  }

  private void opened(Loaded loaded, Optional<SavedTrial> shown) {
    SessionSummary summary = loaded.summary();
    id = summary.id();
    madeFrom = summary.madeFrom();
    title.set(summary.title());
    trials.setAll(loaded.trials().stream().map(loaded::entry).toList());
    verdicts.open(trials, loaded.own());
    current.set(shown.map(loaded::entry).orElse(null));
    if (workspace != null && canSave()) {
      saving.report(workspace.value(OPEN, summary.id()));
    }
  }

  /** Takes over what was said elsewhere of the trials of the open session, such as in a review. */
  public void lookAtVerdicts() {
    String session = id;
    Workspace from = workspace;
    if (session == null || from == null) {
      return;
    }
    int before = votes;
    whenSaved(() ->
        reading.own(
            from,
            session,
            own -> {
              if (session.equals(id) && before == votes) {
                takeOver(own);
              }
            }));
  }

  private void takeOver(Map<String, OwnVerdict> own) {
    for (int i = 0; i < trials.size(); i++) {
      TrialEntry entry = trials.get(i);
      OwnVerdict said = own.get(entry.id());
      TrialEntry now = entry.with(said == null ? null : said.vote().verdict());
      if (!now.equals(entry)) {
        trials.set(i, now);
      }
    }
    verdicts.open(trials, own);
    TrialEntry shown = current.get();
    if (shown != null) {
      trials.stream()
          .filter(entry -> entry.id().equals(shown.id()))
          .findFirst()
          .ifPresent(current::set);
    }
  }

  /** Opens a saved session with one of its trials only; the next start does not open it again. */
  void openAlone(SavedTrial trial, String itsTitle) {
    id = trial.session();
    madeFrom = null;
    title.set(itsTitle);
    TrialEntry entry = TrialEntry.of(trial, List.of());
    Vote vote = trial.vote();
    verdicts.open(
        List.of(entry), vote == null ? Map.of() : Map.of(trial.id(), OwnVerdict.plain(vote)));
    trials.setAll(List.of(entry));
    current.set(entry);
    if (workspace != null && canSave()) {
      saving.report(workspace.value(OPEN, ""));
    }
  }

  /** Opens the session that was open last; with none, only tells. */
  void reopen(Consumer<Optional<SavedTrial>> whenOpen) {
    Workspace from = workspace;
    if (from == null) {
      whenOpen.accept(Optional.empty());
      return;
    }
    reading.last(
        from,
        loaded -> {
          loaded.ifPresent(last -> opened(last, last.last()));
          whenOpen.accept(loaded.flatMap(Loaded::last));
        });
  }

  /**
   * Takes over what a saved session is called now, if it is the open one.
   *
   * @param whenDeleted called when the open one was deleted
   */
  void lookAgain(String session, Runnable whenDeleted) {
    Workspace from = workspace;
    if (from != null && session.equals(id)) {
      reading.summary(
          from,
          session,
          summary -> {
            if (session.equals(id) && summary.deleted()) {
              whenDeleted.run();
            } else if (session.equals(id)) {
              title.set(summary.title());
            }
          });
    }
  }

  /** Runs that if the session is there and not deleted. */
  void unlessDeleted(String session, Runnable there) {
    Workspace from = workspace;
    if (from != null) {
      reading.summary(
          from,
          session,
          summary -> {
            if (!summary.deleted()) {
              there.run();
            }
          });
    }
  }

  /** Loads the title and the trials of a session without opening it. */
  void trialsOf(String session, BiConsumer<String, List<SavedTrial>> whenLoaded) {
    Workspace from = workspace;
    if (from == null) {
      return;
    }
    reading.session(
        from, session, loaded -> whenLoaded.accept(loaded.summary().title(), loaded.trials()));
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
    reading.trial(
        from,
        entry.id(),
        trial -> {
          current.set(entry);
          whenLoaded.accept(trial);
        });
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

  /** Keeps a note that was being written when its trial was left. */
  void noteOn(TrialEntry left, String words) {
    Verdict verdict = left.verdict();
    if (verdict == null) {
      return;
    }
    if (trials.stream().anyMatch(entry -> entry.id().equals(left.id()))) {
      verdicts.say(left, verdict, words);
    }
    if (workspace != null && canSave()) {
      saving.report(workspace.sessions().vote(left.id(), verdict, words));
    }
  }

  /** The note on the trial shown. */
  String note() {
    TrialEntry entry = current.get();
    return entry == null ? "" : note(entry);
  }

  private String note(TrialEntry entry) {
    return verdicts.note(entry.id());
  }

  private void save(TrialEntry entry, @Nullable Verdict verdict, String words) {
    votes++;
    verdicts.say(entry, verdict, words);
    replace(entry, entry.with(verdict));
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
    if (workspace != null && canSave()) {
      var _ = workspace.settled().thenRun(() -> FxThread.later(task));
    }
  }

  static String titleFrom(String prompt) {
    String line = prompt.strip().lines().findFirst().orElse(say(UNTITLED)).strip();
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

  /**
   * The verdicts of the session that hold, of everybody, on the two models of the trial shown; of
   * all models while none is.
   */
  public ReadOnlyObjectProperty<Tally> tallyProperty() {
    return verdicts.tallyProperty();
  }

  /** What the owner said of the trial shown, and where; null when nothing holds. */
  ReadOnlyObjectProperty<@Nullable OwnVerdict> ownProperty() {
    return verdicts.ownProperty();
  }

  /** How many verdicts of the session are about other models than those of the trial shown. */
  ReadOnlyIntegerProperty otherVerdictsProperty() {
    return verdicts.othersProperty();
  }

  /** How many verdicts of {@link #tallyProperty} are of others than the owner. */
  ReadOnlyIntegerProperty ratersVerdictsProperty() {
    return verdicts.ratersProperty();
  }

  /** The trial that is shown, or runs; null while there is none. */
  public ReadOnlyObjectProperty<@Nullable TrialEntry> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** The same, but null once another model has taken the place of one of its two. */
  ReadOnlyObjectProperty<@Nullable TrialEntry> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Every trial of the session in order. */
  public ObservableList<TrialEntry> trials() {
    return trials;
  }
}
