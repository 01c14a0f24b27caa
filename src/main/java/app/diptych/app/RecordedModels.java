package app.diptych.app;

import app.diptych.cli.NotStarted;
import app.diptych.completion.Failure;
import app.diptych.session.Named;
import app.diptych.session.RecordingNames.Recorded;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog.Entry;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Lookup;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.RecordedProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Recorded answers as models. Thread-safe. */
final class RecordedModels {
  private final Supplier<Optional<Workspace>> workspace;
  private final Threads threads;
  private final NanoClock clock;

  /** Those that were asked for; a list of all that were ever recorded would help nobody. */
  private final Map<String, Entry> used = new ConcurrentSkipListMap<>();

  /**
   * @param workspace where sessions are saved; empty when nothing was saved yet
   */
  RecordedModels(Supplier<Optional<Workspace>> workspace, Threads threads, NanoClock clock) {
    this.workspace = workspace;
    this.threads = threads;
    this.clock = clock;
  }

  static boolean isName(String model) {
    return model.startsWith(RecordedAnswer.PREFIX);
  }

  /** Those that were found in this run of the program. */
  List<Entry> entries() {
    return List.copyOf(used.values());
  }

  /** Finds a recorded answer; blocks for a moment. */
  Lookup find(String name) {
    try {
      Workspace saved = workspace.get().orElse(null);
      if (saved == null) {
        return unknown("Nothing is saved here yet.", "Run a prompt in the window first.");
      }
      return switch (saved.sessions().names().answer(name)) {
        case Named.One<Recorded>(Recorded found) -> found(found);
        case Named.None<Recorded>(Failure.ModelNotFound failure) -> new Unknown(failure);
      };
    } catch (WorkspaceException | NotStarted closed) {
      return unknown("The recording cannot be read.", String.valueOf(closed.getMessage()));
    } catch (IllegalArgumentException damaged) {
      return unknown(
          "The recording of " + name + " is damaged: " + damaged.getMessage() + ".",
          "Name another one.");
    }
  }

  private Found found(Recorded recorded) {
    RecordedAnswer answer = recorded.answer();
    String source = "recorded from " + answer.answeredBy();
    String asked = answer.prompt().strip().lines().findFirst().orElse("");
    used.put(recorded.name(), new Entry(recorded.name(), source + ": " + asked, true));
    return new Found(
        recorded.name(),
        source,
        true,
        recorded.name(),
        new RecordedProvider(answer, clock, threads.replay()),
        answer);
  }

  private static Unknown unknown(String message, String hint) {
    return new Unknown(new Failure.ModelNotFound(message, hint));
  }
}
