package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.local.shelf.FileHash;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of the selected model, on demand. JavaFX thread only. */
public final class HashModel {
  private static final int STEPS = 200;

  private final Background background;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private @Nullable BackgroundWork work;
  private int turn;

  /** How far it is. */
  public enum State {
    NONE,
    READING,
    KNOWN,
    FAILED
  }

  HashModel(Background background, Executor fx) {
    this.background = background;
    this.fx = fx;
  }

  void compute(ShelfModel model) {
    cancel();
    int mine = ++turn;
    state.set(State.READING);
    progress.set(0);
    long size = Math.max(1, model.size());
    work =
        background.run(
            () -> read(model.files(), size, mine),
            text -> end(mine, State.KNOWN, text),
            fault -> end(mine, State.FAILED, told(fault)));
  }

  /** On a worker. */
  private String read(List<Path> files, long size, int mine)
      throws java.io.IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    long before = 0;
    int[] told = {-1};
    for (Path file : files) {
      long base = before;
      String hash =
          FileHash.of(
              file,
              bytes -> {
                int step = (int) ((base + bytes) * STEPS / size);
                if (step > told[0]) {
                  told[0] = step;
                  fx.execute(() -> tell(mine, (double) step / STEPS));
                }
              });
      text.append(text.isEmpty() ? "" : "\n").append(hash);
      before += java.nio.file.Files.size(file);
    }
    return text.toString();
  }

  private void tell(int mine, double share) {
    if (mine == turn) {
      progress.set(share);
    }
  }

  private void end(int mine, State how, String text) {
    if (mine == turn) {
      words.set(text);
      state.set(how);
    }
  }

  /** Gives up what is being read. */
  public void cancel() {
    turn++;
    if (work != null) {
      work.cancel();
      work = null;
    }
    if (state.get() == State.READING) {
      state.set(State.NONE);
    }
  }

  /** Another model is looked at. */
  void forget() {
    cancel();
    words.set("");
    state.set(State.NONE);
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The share that was read, from 0 to 1. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** The hash, a line for each file of the model; or why there is none. */
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }
}
