package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.local.download.Download;
import app.diptych.local.download.DownloadOutcome;
import app.diptych.local.download.DownloadOutcome.Failed;
import app.diptych.local.download.DownloadOutcome.Finished;
import app.diptych.local.download.DownloadOutcome.Stopped;
import app.diptych.local.download.DownloadProgress;
import app.diptych.local.shelf.Figures;
import java.time.Duration;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** One download on the page. JavaFX thread only. */
public final class DownloadItem {
  private final String typed;
  private final @Nullable String sha256;
  private final String name;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.PAUSED);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private @Nullable Download running;
  private boolean discarding;

  /** How it is with a download. */
  public enum State {
    RUNNING,
    PAUSED,
    /** It can go on, once the user did something. */
    FAILED,
    DONE
  }

  /**
   * @param name as it is shown, without what may be a key
   */
  DownloadItem(String typed, @Nullable String sha256, String name) {
    this.typed = typed;
    this.sha256 = sha256;
    this.name = name;
  }

  String typed() {
    return typed;
  }

  @Nullable String sha256() {
    return sha256;
  }

  public String name() {
    return name;
  }

  void started(Download download) {
    running = download;
    state.set(State.RUNNING);
    words.set(say("Asking for the file"));
  }

  /** Left by an earlier run of the program. */
  void left(long done, long total) {
    progress.set(total > 0 ? (double) done / total : -1);
    words.set(
        say("Paused at %s%s")
            .formatted(
                Figures.bytes(done),
                total < 0 ? "" : say(" of %s").formatted(Figures.bytes(total))));
  }

  /** Keeps what came, to go on later. */
  public void pause() {
    if (running != null) {
      running.stop();
      words.set(say("Pausing"));
    }
  }

  /** What came is to be thrown away once it has stopped. */
  void discard() {
    discarding = true;
    if (running != null) {
      running.stop();
    }
  }

  boolean isDiscarding() {
    return discarding;
  }

  boolean isRunning() {
    return running != null;
  }

  void tell(Download from, DownloadProgress now) {
    if (!from.equals(running)) {
      return;
    }
    progress.set(now.phase() == DownloadProgress.Phase.WAITING ? progress.get() : now.share());
    words.set(words(now));
  }

  private static String words(DownloadProgress now) {
    return switch (now.phase()) {
      case ASKING -> say("Asking for the file");
      case WAITING -> told(now.note());
      case CHECKING -> say("Checking the SHA-256 of %s").formatted(now.file());
      case DOWNLOADING -> {
        StringBuilder words = new StringBuilder(Figures.bytes(now.done()));
        if (now.total() >= 0) {
          words.append(say(" of %s").formatted(Figures.bytes(now.total())));
        }
        if (now.bytesPerSecond() >= 1) {
          words.append(" \u00b7 ").append(Figures.bytes((long) now.bytesPerSecond())).append("/s");
        }
        Duration left = now.left();
        if (left != null) {
          words.append(" \u00b7 ").append(say("%s left").formatted(Figures.time(left)));
        }
        if (!now.note().isEmpty()) {
          words.append(" \u00b7 ").append(told(now.note()));
        }
        yield words.toString();
      }
    };
  }

  void ended(DownloadOutcome outcome) {
    running = null;
    switch (outcome) {
      case Finished finished -> {
        progress.set(1);
        words.set(
            finished.wasThere()
                ? say("It is here already.")
                : finished.verified()
                    ? say("Here, and its SHA-256 is the one that was promised.")
                    : say("Here. Nobody said what its SHA-256 should be."));
        state.set(State.DONE);
      }
      case Stopped _ -> {
        words.set(say("Paused"));
        state.set(State.PAUSED);
      }
      case Failed failed -> {
        words.set(told(failed.sentences()));
        state.set(State.FAILED);
      }
    }
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The share that is here, from 0 to 1; -1 when nobody knows. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How it goes, for people. */
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }
}
