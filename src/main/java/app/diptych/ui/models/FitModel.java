package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.local.ModelHeader;
import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Fit.Remedy;
import app.diptych.local.fit.FitDesk;
import app.diptych.local.fit.FitDesk.Together;
import app.diptych.local.fit.Load;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Whether the selected model fits in this machine's memory. JavaFX thread only. */
public final class FitModel {
  private final FitDesk desk;
  private final Background background;
  private final Runnable inTurn;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
  private final ReadOnlyObjectWrapper<@Nullable Fit> fit = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Together> together =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private @Nullable ShelfModel model;
  private @Nullable BackgroundWork looking;

  /** What is shown. */
  public enum State {
    NONE,
    LOOKING,
    KNOWN,
    FAILED
  }

  /**
   * @param inTurn makes the sides run in turn
   */
  public FitModel(FitDesk desk, Background background, Runnable inTurn) {
    this.desk = desk;
    this.background = background;
    this.inTurn = inTurn;
  }

  private record Looked(Fit fit, @Nullable Together together) {}

  /** Looks whether that one fits; null for none. */
  void look(@Nullable ShelfModel chosen) {
    boolean another = model == null || chosen == null || !model.model().equals(chosen.model());
    model = chosen;
    close();
    ModelHeader header = chosen == null ? null : chosen.header();
    if (another) {
      fit.set(null);
    }
    if (chosen == null || header == null || chosen.problem() != null) {
      fit.set(null);
      state.set(State.NONE);
      return;
    }
    state.set(State.LOOKING);
    looking =
        background.run(
            () ->
                new Looked(
                    desk.look(chosen.file(), header.shape(), null), desk.together().orElse(null)),
            looked -> {
              together.set(looked.together());
              fit.set(looked.fit());
              state.set(State.KNOWN);
            },
            this::fail);
  }

  private void fail(Exception fault) {
    problem.set(say("Whether it fits cannot be told: %s").formatted(told(fault)));
    state.set(State.FAILED);
  }

  /** Looks again: memory comes and goes. */
  void again() {
    look(model);
  }

  /** Sets what a remedy says, for all local models from the next run on. */
  void apply(Remedy remedy) {
    Load change = remedy.change();
    if (change != null) {
      background.run(
          () -> {
            desk.keep(change);
            return change;
          },
          _ -> again(),
          fault -> {
            problem.set(told(fault));
            state.set(State.FAILED);
          });
    }
  }

  /** From now on one side after the other is asked. */
  void runInTurn() {
    inTurn.run();
  }

  /** Gives up what is under way. */
  void close() {
    if (looking != null) {
      looking.cancel();
      looking = null;
    }
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Null while it is not known. */
  ReadOnlyObjectProperty<@Nullable Fit> fitProperty() {
    return fit.getReadOnlyProperty();
  }

  /** Whether the models of both sides fit at once; null when there are not two of this machine. */
  ReadOnlyObjectProperty<@Nullable Together> togetherProperty() {
    return together.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
