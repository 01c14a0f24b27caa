package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.local.SpeedTest;
import app.diptych.local.SpeedTest.Failed;
import app.diptych.local.SpeedTest.Measured;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.report.SpeedSheet;
import app.diptych.session.WholeFile;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** How quickly the selected model reads and writes, on demand. JavaFX thread only. */
public final class SpeedModel {
  private final SpeedDesk desk;
  private final Background background;
  private final Executor fx;
  private final ObservableValue<String> whyNot;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Measured> measured =
      new ReadOnlyObjectWrapper<>(null);
  private @Nullable ShelfModel model;
  private @Nullable BackgroundWork work;
  private int turn;

  /** How far it is. */
  public enum State {
    NONE,
    MEASURING,
    KNOWN,
    FAILED
  }

  /**
   * @param fx runs what is told while it is measured, on the JavaFX thread
   * @param whyNot why nothing can be measured now, as a sentence; empty when it can
   */
  public SpeedModel(
      SpeedDesk desk, Background background, Executor fx, ObservableValue<String> whyNot) {
    this.desk = desk;
    this.background = background;
    this.fx = fx;
    this.whyNot = whyNot;
  }

  void measure(ShelfModel chosen) {
    cancel();
    int mine = ++turn;
    model = chosen;
    measured.set(null);
    progress.set(0);
    words.set(say("Loading the model and warming it up"));
    state.set(State.MEASURING);
    work =
        background.run(
            () -> desk.measure(chosen, (done, all) -> fx.execute(() -> tell(mine, done, all))),
            outcome -> end(mine, outcome),
            fault -> fail(mine, told(fault)));
  }

  private void tell(int mine, int done, int all) {
    if (mine == turn) {
      progress.set((double) done / all);
      words.set(say("%d of %d").formatted(done, all));
    }
  }

  private void end(int mine, SpeedTest.Outcome outcome) {
    if (mine != turn) {
      return;
    }
    switch (outcome) {
      case Failed failed -> fail(mine, told(failed.failure().sentences()));
      case Measured what -> {
        measured.set(what);
        words.set(SpeedWords.how(what));
        state.set(State.KNOWN);
      }
    }
  }

  private void fail(int mine, String why) {
    if (mine == turn) {
      words.set(why);
      state.set(State.FAILED);
    }
  }

  /** Gives up what is being measured. */
  public void cancel() {
    turn++;
    if (work != null) {
      work.cancel();
      work = null;
    }
    if (state.get() == State.MEASURING) {
      state.set(State.NONE);
    }
  }

  /** Another model is looked at. */
  void forget() {
    cancel();
    measured.set(null);
    state.set(State.NONE);
  }

  /** What was measured as comma-separated values; empty before. */
  String csv() {
    Measured what = measured.get();
    return what == null || model == null ? "" : SpeedSheet.csv(model.model(), what);
  }

  /**
   * Writes them into a file.
   *
   * @param told hears where it was written, in a sentence
   * @param refused hears why it could not be
   */
  void save(Path file, Consumer<String> told, Consumer<String> refused) {
    String text = csv();
    background.run(
        () -> {
          WholeFile.text(file, text);
          return file;
        },
        written -> told.accept(say("Saved %s").formatted(written)),
        fault ->
            refused.accept(
                say("%s was not written: choose another folder (%s).")
                    .formatted(file, told(WholeFile.reason(fault)))));
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The share that was measured, from 0 to 1. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How far it is, what was measured how, or why it was not. */
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /** Null before it is known. */
  public ReadOnlyObjectProperty<@Nullable Measured> measuredProperty() {
    return measured.getReadOnlyProperty();
  }

  ObservableValue<String> whyNotProperty() {
    return whyNot;
  }
}
