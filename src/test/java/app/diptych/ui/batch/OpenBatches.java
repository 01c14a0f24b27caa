package app.diptych.ui.batch;

import app.diptych.batch.BatchSide;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Provider;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.trial.TrialRunner;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/** The model of the batch page on a real workspace, with models that answer as a test wants. */
final class OpenBatches implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final Workspace workspace;
  final BatchModel model;

  /** How often each prompt was asked on each side, or of each model that was not there at first. */
  final Map<String, Integer> asked = new ConcurrentHashMap<>();

  /** What was put on which side, in order. */
  final List<String> put = new CopyOnWriteArrayList<>();

  /** Whether the sides are kept for a batch. */
  volatile boolean held;

  volatile BiFunction<Side, String, Object> answers = (side, prompt) -> side + " " + prompt;
  private final NanoClock clock = NanoClock.system();
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  OpenBatches(Path file) throws Exception {
    FxTest.start();
    workspace = Workspace.open(file, Role.OWNER, writer, clock);
    model =
        FxTest.run(() ->
            new BatchModel(
                () -> Optional.of(workspace),
                () -> "",
                new TrialRunner(workers, clock),
                new Sides(),
                new Background(workers, FxThread::later),
                FxThread::later,
                clock));
    FxTest.run(() -> model.shown());
  }

  void await(BooleanSupplier so) {
    FxTest.waitFor(so, PATIENCE);
  }

  /** Counts a batch over that file and runs it to its end. */
  void run(Path data, String template) {
    begin(data, template);
    awaitEnd();
  }

  /** The same, without waiting for its end. */
  void begin(Path data, String template) {
    FxTest.run(() -> {
      model.showNew();
      model.draft().templates().getFirst().set(template);
      model.draft().choose(data);
    });
    await(() -> model.draft().countedProperty().get() != null);
    FxTest.run(() -> model.start());
    await(() -> model.run().isRunning() || model.shownProperty().get() != null);
  }

  void start() {
    await(() -> model.draft().countedProperty().get() != null);
    FxTest.run(() -> model.start());
    await(() -> model.run().isRunning() || model.shownProperty().get() != null);
    awaitEnd();
  }

  void awaitEnd() {
    await(() ->
        !model.run().isRunning()
            && !model.newsProperty().get().isEmpty()
            && model.grid().indexProperty().get() != null);
  }

  /**
   * Every model answers by the script: {@code gw/A} and {@code gw/B} are on the sides, models whose
   * names begin with {@code here/} are of this machine, and nobody has those of {@code no/}.
   */
  private final class Sides implements BatchSides {
    private final Map<Side, StringProperty> there =
        Map.of(Side.A, new SimpleStringProperty("gw/A"), Side.B, new SimpleStringProperty("gw/B"));

    @Override
    public Optional<BatchSide> on(Side side) {
      String model = name(side).getValue();
      String who = model.equals("gw/" + side) ? side.name() : model;
      return Optional.of(
          new BatchSide(model, model.startsWith("here/"), "m", provider(side, who), null));
    }

    @Override
    public ObservableValue<String> name(Side side) {
      return Objects.requireNonNull(there.get(side));
    }

    @Override
    public BatchSide beside(String model) {
      if (model.startsWith("no/")) {
        throw new IllegalArgumentException("There is no model " + model + ". Choose another.");
      }
      Provider provider =
          model.startsWith("here/")
              ? (_, _) -> {
                throw new AssertionError(model + " is on no side");
              }
              : provider(Side.B, model);
      return new BatchSide(model, model.startsWith("here/"), "m", provider, null);
    }

    @Override
    public void put(Map<Side, String> models, Runnable ready, Consumer<String> missing) {
      models.forEach((side, model) -> {
        if (!name(side).getValue().equals(model)) {
          put.add(side + " " + model);
          Objects.requireNonNull(there.get(side)).set(model);
        }
      });
      ready.run();
    }

    @Override
    public void hold(boolean wanted) {
      held = wanted;
    }
  }

  private ScriptedProvider provider(Side side, String who) {
    return new ScriptedProvider(
        clock,
        stage -> {
          String prompt = stage.request().messages().getLast().content();
          asked.merge(who + " " + prompt, 1, Integer::sum);
          Object answer = answers.apply(side, prompt);
          if (answer instanceof Failure failure) {
            stage.say(new Failed(failure));
            return;
          }
          stage.say(ScriptedProvider.started(clock));
          stage.say(new TextDelta(answer.toString()));
          stage.say(new Finished(FinishReason.STOP));
        });
  }

  @Override
  public void close() {
    FxTest.run(() -> model.close());
    FxTest.waitFor(() -> !model.run().isRunning(), PATIENCE);
    workspace.close();
    writer.shutdownNow();
    workers.shutdownNow();
  }
}
