package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.BatchEnd;
import app.diptych.batch.BatchProgress;
import app.diptych.batch.BatchRunner;
import app.diptych.batch.BatchSide;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.TrialRunner;
import app.diptych.ui.fx.Background;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The batch that runs in this window, at most one. JavaFX thread only. */
final class RunModel {
  private final TrialRunner trials;
  private final Background background;
  private final Executor fx;
  private final NanoClock clock;
  private final BatchSides sides;
  private final ReadOnlyObjectWrapper<@Nullable String> batch = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable BatchProgress> progress =
      new ReadOnlyObjectWrapper<>(null);
  private @Nullable BatchRunner runner;

  /**
   * @param fx runs what follows, on the JavaFX thread
   */
  RunModel(
      TrialRunner trials, BatchSides sides, Background background, Executor fx, NanoClock clock) {
    this.trials = trials;
    this.sides = sides;
    this.background = background;
    this.fx = fx;
    this.clock = clock;
  }

  /**
   * Runs it to its end, or until it is stopped.
   *
   * @param ended told how it ended, in a sentence
   */
  void run(Workspace workspace, BatchRunner.Job job, Consumer<String> ended) {
    BatchRunner running = new BatchRunner(trials, workspace, clock);
    runner = running;
    progress.set(null);
    batch.set(job.batch().id());
    if (job.sides().values().stream().anyMatch(BatchSide::local)) {
      sides.hold(true);
    }
    background.run(
        () -> running.run(job, news -> fx.execute(() -> show(running, news))),
        end -> {
          over();
          ended.accept(words(end));
        },
        fault -> {
          over();
          ended.accept(say("The batch ended early. %s").formatted(Words.of(fault)));
        });
  }

  private void show(BatchRunner from, BatchProgress news) {
    if (from.equals(runner)) {
      progress.set(news);
    }
  }

  private void over() {
    runner = null;
    batch.set(null);
    sides.hold(false);
  }

  private static String words(BatchEnd end) {
    if (end.stopped()) {
      return say("Stopped. Nothing that is there is lost: Resume goes on with the rest.");
    }
    if (!end.why().isEmpty()) {
      return say("The batch ended early. %s").formatted(end.why());
    }
    return end.whole()
        ? say("Everything is answered.")
        : say("%s not sent and can be resumed.")
            .formatted(Words.count(end.unsent(), say("row was"), say("rows were")));
  }

  /** Ends what is under way; it can be resumed. */
  void stop() {
    BatchRunner running = runner;
    if (running != null) {
      running.stop();
    }
  }

  boolean isRunning() {
    return runner != null;
  }

  /** The id of the batch that runs; null while none does. */
  ReadOnlyObjectProperty<@Nullable String> batchProperty() {
    return batch.getReadOnlyProperty();
  }

  /** How far it is, or was when it ended; null before the first news. */
  ReadOnlyObjectProperty<@Nullable BatchProgress> progressProperty() {
    return progress.getReadOnlyProperty();
  }
}
