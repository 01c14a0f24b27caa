package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.batch.BatchEnd;
import app.diptych.batch.BatchProgress;
import app.diptych.batch.BatchRunner;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.TrialRunner;
import app.diptych.ui.fx.Background;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The batches that run in this window, one after another. JavaFX thread only. */
final class RunModel {
  private final TrialRunner trials;
  private final Background background;
  private final Executor fx;
  private final NanoClock clock;
  private final BatchSides sides;
  private final ReadOnlyObjectWrapper<@Nullable String> batch = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper place = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable BatchProgress> progress =
      new ReadOnlyObjectWrapper<>(null);
  private @Nullable Queue queue;

  /** Hears how they end. */
  interface Ends {
    /** That one has ended, and others may follow. */
    void one(String batch);

    /**
     * All have ended, or nothing more begins.
     *
     * @param words how, in a sentence
     */
    void all(String words);
  }

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

  /** Runs them to their ends, or until they are stopped or one ends early. */
  void run(Workspace workspace, List<Turn> turns, Ends ends) {
    Queue begun = new Queue(workspace, List.copyOf(turns), ends);
    queue = begun;
    if (turns.stream().anyMatch(Turn::local)) {
      sides.hold(true);
    }
    begun.next();
  }

  /** Ends what is under way, and nothing more begins; each can be resumed. */
  void stop() {
    Queue running = queue;
    if (running != null) {
      running.stop();
    }
  }

  boolean isRunning() {
    return queue != null;
  }

  /** Batches that wait for each other. */
  private final class Queue {
    private final Workspace workspace;
    private final List<Turn> turns;
    private final Ends ends;
    private int begun;
    private long unsent;
    private boolean stopping;
    private @Nullable BatchRunner runner;

    Queue(Workspace workspace, List<Turn> turns, Ends ends) {
      this.workspace = workspace;
      this.turns = turns;
      this.ends = ends;
    }

    void next() {
      Turn turn = turns.get(begun);
      begun++;
      progress.set(null);
      place.set(
          several()
              ? say("Pair %d of %d, against %s").formatted(begun, turns.size(), turn.against())
              : "");
      batch.set(turn.batch());
      turn.ready().get(this::ask, why -> over(early(why)));
    }

    private boolean several() {
      return turns.size() > 1;
    }

    private void ask(BatchRunner.Job job) {
      BatchRunner running = new BatchRunner(trials, workspace, clock);
      runner = running;
      if (stopping) {
        // It was taken over meanwhile; the run leaves it in good order.
        running.stop();
      }
      background.run(
          () -> running.run(job, news -> fx.execute(() -> show(running, news))),
          this::ended,
          fault -> over(early(Words.of(fault))));
    }

    private void show(BatchRunner from, BatchProgress news) {
      if (from.equals(runner)) {
        progress.set(news);
      }
    }

    private void ended(BatchEnd end) {
      runner = null;
      unsent += end.unsent();
      if (end.stopped()) {
        over(
            several()
                ? say("Stopped in pair %d of %d. Nothing that is there is lost: Resume goes on with"
                        + " each from the list.")
                    .formatted(begun, turns.size())
                : say("Stopped. Nothing that is there is lost: Resume goes on with the rest."));
      } else if (!end.why().isEmpty()) {
        over(early(told(end.why())));
      } else if (begun < turns.size()) {
        ends.one(turns.get(begun - 1).batch());
        next();
      } else {
        over(
            unsent == 0 && end.whole()
                ? say("Everything is answered.")
                : say("%s not sent and can be resumed.")
                    .formatted(Words.count(unsent, say("row was"), say("rows were"))));
      }
    }

    private String early(String why) {
      return several()
          ? say("Ended early in pair %d of %d. %s Resume goes on with each from the list.")
              .formatted(begun, turns.size(), why)
          : say("The batch ended early. %s").formatted(why);
    }

    private void over(String words) {
      queue = null;
      runner = null;
      batch.set(null);
      sides.hold(false);
      ends.one(turns.get(begun - 1).batch());
      ends.all(words);
    }

    void stop() {
      stopping = true;
      BatchRunner running = runner;
      if (running != null) {
        running.stop();
      }
    }
  }

  /** The id of the batch that runs; null while none does. */
  ReadOnlyObjectProperty<@Nullable String> batchProperty() {
    return batch.getReadOnlyProperty();
  }

  /** Which of several runs, for people; empty when it is the only one. */
  ReadOnlyStringProperty placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** How far it is, or was when it ended; null before the first news. */
  ReadOnlyObjectProperty<@Nullable BatchProgress> progressProperty() {
    return progress.getReadOnlyProperty();
  }
}
