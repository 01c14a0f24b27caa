package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.guard.AuditLine;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.settings.FallbackControl.State;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** When another model may answer, and the way back. JavaFX thread only. */
public final class FallbackModel {
  private final FallbackControl control;
  private final Background background;
  private final NanoClock clock;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private boolean changing;

  /**
   * @param clock the stopwatch of a change of route
   */
  public FallbackModel(FallbackControl control, Background background, NanoClock clock) {
    this.control = control;
    this.background = background;
    this.clock = clock;
    control.listen(line -> look(() -> line));
  }

  /** Looks again at what holds. */
  public void refresh() {
    run(() -> Optional.empty());
  }

  /** Says that another model answers by decision; empty when none does. */
  public String notice() {
    return FallbackWords.notice(state.get());
  }

  /** Reads a policy file; it is not used before it is turned on. */
  public void choose(Path file) {
    told.set("");
    run(() -> control.choose(file));
  }

  /** Uses the policy from the next request on, or no longer. */
  public void turn(boolean on) {
    told.set("");
    run(() -> {
      control.turn(on);
      return Optional.empty();
    });
  }

  public void forget() {
    told.set("");
    run(() -> {
      control.forget();
      return Optional.empty();
    });
  }

  /** Lets the fallback answer from the next request on; nothing while there is none to do so. */
  public void rollBack() {
    if (!state.get().isInUse() || state.get().isRolledBack() || changing) {
      return;
    }
    long decided = clock.nanos();
    change(() -> control.rollBack(decided));
  }

  /** Lets the primary answer again; nothing when it does. */
  public void goForward() {
    if (!state.get().isRolledBack() || changing) {
      return;
    }
    long decided = clock.nanos();
    change(() -> control.goForward(decided));
  }

  /** A second press while the first one is under way must not start the stopwatch again. */
  private void change(Callable<AuditLine> route) {
    changing = true;
    look(route);
  }

  private void look(Callable<AuditLine> route) {
    background.run(
        () -> {
          AuditLine line = route.call();
          return new Changed(line, control.state());
        },
        changed -> {
          changing = false;
          state.set(changed.state());
          told.set(FallbackWords.changed(changed.line()));
        },
        fault -> {
          changing = false;
          problem.set(told(fault));
        });
  }

  private record Changed(AuditLine line, State state) {}

  private record Looked(Optional<String> problem, State state) {}

  private void run(Callable<Optional<String>> work) {
    background.run(
        () -> new Looked(work.call(), control.state()),
        looked -> {
          problem.set(told(looked.problem().orElse("")));
          state.set(looked.state());
        },
        fault -> problem.set(told(fault)));
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why a file was not taken; empty when all is well. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What was done last, with the reading of the stopwatch. */
  public ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }
}
