package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.review.Vote;
import app.diptych.session.OwnVerdict;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import app.diptych.ui.fx.Background;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads saved sessions for the compare page, off the JavaFX thread. */
final class SessionReading {
  private final Background background;
  private final SavingModel saving;

  /** A session with its trials, and what others than the owner said of them. */
  record Loaded(
      SessionSummary summary,
      List<SavedTrial> trials,
      Map<String, List<Vote>> raters,
      Map<String, OwnVerdict> own) {
    Optional<SavedTrial> last() {
      return trials.isEmpty() ? Optional.empty() : Optional.of(trials.getLast());
    }

    /** A trial for the list of the session. */
    TrialEntry entry(SavedTrial trial) {
      return TrialEntry.of(trial, raters.getOrDefault(trial.id(), List.of()));
    }
  }

  /**
   * @param saving told what cannot be read
   */
  SessionReading(Background background, SavingModel saving) {
    this.background = background;
    this.saving = saving;
  }

  /** Reads a session; nothing happens when there is none of that id. */
  void session(Workspace from, String id, Consumer<Loaded> then) {
    background.run(
        () -> load(from.sessions(), id),
        loaded -> loaded.ifPresent(then),
        fault -> cannot(say("session"), fault));
  }

  /** Reads the session that was open last; empty when there was none, or it was deleted. */
  void last(Workspace from, Consumer<Optional<Loaded>> then) {
    background.run(
        () ->
            load(from.sessions(), from.value(SessionModel.OPEN).orElse(""))
                .filter(loaded -> !loaded.summary().deleted()),
        then,
        fault -> {
          cannot(say("last session"), fault);
          then.accept(Optional.empty());
        });
  }

  /** Reads what lists show of a session. */
  void summary(Workspace from, String id, Consumer<SessionSummary> then) {
    background.run(
        () -> from.sessions().find(id),
        found -> found.ifPresent(then),
        fault -> cannot(say("session"), fault));
  }

  /** Reads what the owner said of a session's trials. */
  void own(Workspace from, String id, Consumer<Map<String, OwnVerdict>> then) {
    background.run(() -> from.sessions().own(id), then, fault -> cannot(say("session"), fault));
  }

  void trial(Workspace from, String id, Consumer<SavedTrial> then) {
    background.run(
        () -> from.sessions().trial(id),
        found -> found.ifPresent(then),
        fault -> cannot(say("trial"), fault));
  }

  private void cannot(String what, Exception fault) {
    saving.show(say("The %s cannot be read: %s").formatted(what, told(fault)), null);
  }

  private static Optional<Loaded> load(Sessions sessions, String id) throws WorkspaceException {
    @Nullable SessionSummary summary = sessions.find(id).orElse(null);
    return summary == null
        ? Optional.empty()
        : Optional.of(
            new Loaded(summary, sessions.trials(id), sessions.raters(id), sessions.own(id)));
  }
}
