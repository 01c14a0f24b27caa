package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Answer;
import app.diptych.trial.Repeat;
import app.diptych.trial.Repeat.NotRepeated;
import app.diptych.trial.Repeat.Result;
import app.diptych.trial.RepeatPlan;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Gives the local answers of the trial shown once more, exactly, and tells whether they came out
 * the same; also of a saved trial that repeats another. JavaFX thread only.
 */
public final class ExactRepeat {
  private final CompareModel page;
  private final ReadOnlyStringWrapper whyNot = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper preparing = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<Map<Side, Result>> results =
      new ReadOnlyObjectWrapper<>(Map.of());
  private @Nullable Asked asked;
  private @Nullable String shownFor;
  private boolean givenUp;

  /** What is asked again, what was answered then, and who could not be asked. */
  private record Asked(TrialEntry trial, Map<Side, Answer> then, RepeatPlan plan) {}

  /** The same with who is to answer, and the prompt of the library it counts for. */
  private record Prepared(RepeatPlan plan, @Nullable String promptId) {}

  ExactRepeat(CompareModel page) {
    this.page = page;
  }

  /** From now on follows what the page shows. */
  void follow() {
    page.session()
        .currentProperty()
        .addListener((_, _, now) -> {
          if (now == null || !now.id().equals(shownFor)) {
            tell(now, Map.of());
          }
          look();
        });
    page.runningProperty()
        .addListener((_, _, running) -> {
          look();
          if (!running) {
            // After everybody else has heard that the trial is over.
            page.later(this::compare);
          }
        });
    for (Side side : Side.values()) {
      page.side(side).endedProperty().addListener((_, _, _) -> look());
    }
    look();
  }

  private void look() {
    whyNot.set(reason());
  }

  private String reason() {
    if (page.runningProperty().get()) {
      return say("Wait until the answers have ended.");
    }
    Map<Side, Answer> shown = shown();
    if (shown.isEmpty() || page.session().currentProperty().get() == null) {
      return say("Run a prompt first, or open a saved trial.");
    }
    String first = "";
    for (Answer answer : shown.values()) {
      Optional<String> obstacle = Repeat.obstacle(answer);
      if (obstacle.isEmpty()) {
        return "";
      }
      first = first.isEmpty() ? obstacle.get() : first;
    }
    return say("This trial cannot be repeated exactly: %s").formatted(first);
  }

  private Map<Side, Answer> shown() {
    Map<Side, Answer> shown = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      page.side(side).ended().ifPresent(answer -> shown.put(side, answer));
    }
    return shown;
  }

  /** Asks again what was asked in the trial shown; says why when that cannot be done. */
  public void begin() {
    TrialEntry trial = page.session().currentProperty().get();
    if (!whyNot.get().isEmpty() || trial == null) {
      page.complain(whyNot.get());
      return;
    }
    Map<Side, Answer> then = shown();
    givenUp = false;
    preparing.set(true);
    page.complain("");
    tell(trial, Map.of());
    for (Side side : then.keySet()) {
      page.side(side).hold();
    }
    page.background()
        .run(
            () -> prepared(trial.id(), then),
            ready -> start(trial, then, ready),
            fault -> {
              page.complain(say("Not repeated: %s").formatted(told(fault)));
              leave(then.keySet());
            });
  }

  /** Shows a trial of the open session and repeats it. */
  void begin(TrialEntry entry) {
    if (entry.equals(page.session().currentProperty().get())) {
      begin();
    } else {
      page.saved().show(entry, this::begin);
    }
  }

  /** Ends the model that is on the side and finds the one that answered then. */
  private Prepared prepared(String id, Map<Side, Answer> then) throws Exception {
    RepeatPlan plan =
        page.side(Side.A)
            .alone(() -> page.side(Side.B).alone(() -> RepeatPlan.of(id, then, page.catalog())));
    Workspace saved = page.session().workspace().orElse(null);
    String promptId =
        saved == null ? null : saved.sessions().trial(id).map(SavedTrial::promptId).orElse(null);
    return new Prepared(plan, promptId);
  }

  private void start(TrialEntry trial, Map<Side, Answer> then, Prepared ready) {
    RepeatPlan plan = ready.plan();
    if (givenUp || plan.setups().isEmpty()) {
      tell(trial, results(trial.id(), then, Map.of(), plan));
      leave(then.keySet());
      return;
    }
    asked = new Asked(trial, then, plan);
    page.repeat(plan.setups(), trial.parent(), ready.promptId());
    preparing.set(false);
  }

  private void compare() {
    Asked was = asked;
    if (was == null || page.runningProperty().get()) {
      return;
    }
    asked = null;
    tell(
        page.session().currentProperty().get(),
        results(was.trial().id(), was.then(), shown(), was.plan()));
    leave(was.then().keySet());
  }

  private static Map<Side, Result> results(
      String id, Map<Side, Answer> then, Map<Side, Answer> now, RepeatPlan plan) {
    Map<Side, Result> results = new EnumMap<>(Side.class);
    results.putAll(Repeat.of(id, then, now).sides());
    plan.problems()
        .forEach((side, problem) -> results.put(side, new NotRepeated(problem.sentences())));
    return results;
  }

  /** The models that were on the sides come back, as they are set now. */
  private void leave(Set<Side> sides) {
    sides.forEach(side -> page.side(side).renew());
    preparing.set(false);
  }

  /** Stop was pressed: a repeat that is only being prepared does not begin. */
  void giveUp() {
    givenUp = true;
  }

  /** A saved trial is shown; when it repeats another one, tells what came of that. */
  void shows(SavedTrial trial) {
    Workspace saved = page.session().workspace().orElse(null);
    String of =
        trial.answers().values().stream()
            .map(answer -> answer.delivery().repeats())
            .filter(id -> id != null)
            .findFirst()
            .orElse(null);
    if (saved == null || of == null) {
      return;
    }
    page.background()
        .run(
            () -> repeated(saved, of, trial),
            results -> {
              TrialEntry now = page.session().currentProperty().get();
              if (now != null && now.id().equals(trial.id())) {
                tell(now, results);
              }
            },
            fault ->
                page.complain(say("What it repeats cannot be read: %s").formatted(told(fault))));
  }

  private static Map<Side, Result> repeated(Workspace saved, String of, SavedTrial trial)
      throws WorkspaceException {
    return saved
        .sessions()
        .trial(of)
        .map(then -> Repeat.of(of, then.answers(), trial.answers()).sides())
        .orElse(Map.of());
  }

  private void tell(@Nullable TrialEntry trial, Map<Side, Result> now) {
    shownFor = trial == null ? null : trial.id();
    results.set(now);
  }

  /** The user has read it. */
  void close(Side side) {
    Map<Side, Result> left = new EnumMap<>(Side.class);
    left.putAll(results.get());
    left.remove(side);
    results.set(left);
  }

  /** What came of each side of the last repeat, while that is shown. */
  public ReadOnlyObjectProperty<Map<Side, Result>> resultsProperty() {
    return results.getReadOnlyProperty();
  }

  /** Why the trial shown cannot be repeated, as a sentence; empty when it can. */
  public ReadOnlyStringProperty whyNotProperty() {
    return whyNot.getReadOnlyProperty();
  }

  /** Whether the models that answered then are being found. */
  ReadOnlyBooleanProperty preparingProperty() {
    return preparing.getReadOnlyProperty();
  }
}
