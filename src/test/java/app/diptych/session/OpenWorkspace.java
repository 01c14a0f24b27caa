package app.diptych.session;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace.Role;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialRunner;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A workspace on a real file, and trials that run into it. */
public final class OpenWorkspace implements AutoCloseable {
  final SetClock clock = new SetClock();
  final Workspace workspace;
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService sides = Executors.newVirtualThreadPerTaskExecutor();
  private final TrialRunner runner = new TrialRunner(sides, clock);

  public OpenWorkspace(Path file) throws WorkspaceException {
    this(file, Role.OWNER);
  }

  OpenWorkspace(Path file, Role role) throws WorkspaceException {
    workspace = Workspace.open(file, role, writer, clock);
  }

  /** The writer's thread, to hold it up or to wait for what it was told to do later. */
  ScheduledExecutorService writer() {
    return writer;
  }

  /** A connection like the writer's own, beside it. */
  Connection writerConnection() throws Exception {
    return Opening.again(new Database(workspace.file()));
  }

  /** Waits until nothing that was put off for a save can still come. */
  void quiet() throws Exception {
    writer.schedule(() -> {}, 5L * TrialRecorder.PACE_MILLIS, TimeUnit.MILLISECONDS).get();
    settle();
  }

  public Sessions sessions() {
    return workspace.sessions();
  }

  String session(String title) throws Exception {
    String id = Sessions.newId();
    done(sessions().create(id, title, null));
    return id;
  }

  /** Runs a trial with these answers to its end and waits until it is saved. */
  String trial(String session, String prompt, String a, String b) throws Exception {
    return trial(
            session,
            prompt,
            null,
            Map.of(
                Side.A,
                answering("demo/small", prompt, a),
                Side.B,
                answering("demo/base", prompt, b)))
        .id();
  }

  Trial trial(String session, String prompt, @Nullable String parent, Map<Side, SideSetup> setups)
      throws Exception {
    RunningTrial running = start(session, parent, setups);
    Trial trial = running.await();
    settle();
    return trial;
  }

  /** Runs a trial that counts for a prompt. */
  String use(String promptId, String session) throws Exception {
    Map<Side, SideSetup> setups =
        Map.of(Side.A, answering("demo/small", "x", "y"), Side.B, answering("demo/base", "x", "z"));
    String id = start(session, null, promptId, setups).await().id();
    settle();
    return id;
  }

  RunningTrial start(String session, @Nullable String parent, Map<Side, SideSetup> setups) {
    return start(session, parent, null, setups);
  }

  private RunningTrial start(
      String session,
      @Nullable String parent,
      @Nullable String promptId,
      Map<Side, SideSetup> setups) {
    String id = TrialRunner.newId();
    return runner.start(
        id, setups, workspace.record(new NewTrial(id, session, parent, promptId, setups)));
  }

  /** Waits until everything handed over is on the disk. */
  void settle() throws Exception {
    done(workspace.value("settled", "yes"));
  }

  /** Waits until every save that was to come soon has come. */
  void settleLate() throws Exception {
    writer
        .schedule(() -> {}, 3L * TrialRecorder.PACE_MILLIS, TimeUnit.MILLISECONDS)
        .get(30, TimeUnit.SECONDS);
    settle();
  }

  static <T> void done(CompletableFuture<T> change) throws Exception {
    change.get(30, TimeUnit.SECONDS);
  }

  /** Answers word by word, with a thought first. */
  SideSetup answering(String model, String prompt, String text) {
    return setup(
        model,
        prompt,
        stage -> {
          stage.say(ScriptedProvider.started(clock));
          stage.say(new ReasoningDelta("hm "));
          for (String word : text.split("(?<= )")) {
            if (!word.isEmpty()) {
              stage.say(new TextDelta(word));
            }
          }
          stage.say(new UsageReported(new Usage(3, 5, 1, 0, Usage.Source.COUNTED)));
          stage.say(new Finished(FinishReason.STOP));
        });
  }

  /** Goes on until it is stopped. */
  SideSetup endless() {
    return setup(
        "demo/small",
        "p",
        stage -> {
          stage.say(ScriptedProvider.started(clock));
          do {
            stage.say(new TextDelta("on and "));
          } while (!stage.cancelledWithin(Duration.ofMillis(5)));
        });
  }

  SideSetup failing(String model, String prompt, CompletionEvent... events) {
    return setup(
        model,
        prompt,
        stage -> {
          for (CompletionEvent event : events) {
            stage.say(event);
          }
        });
  }

  SideSetup setup(String model, String prompt, ScriptedProvider.Script script) {
    CompletionRequest request =
        new CompletionRequest(
            model,
            List.of(Message.system("Be brief."), Message.user(prompt)),
            new Sampling(0.7, 0.95, 64, 7L, List.of("END")));
    return new SideSetup(model, true, new ScriptedProvider(clock, script), request);
  }

  @Override
  public void close() {
    workspace.close();
    awaitWriter();
    writer.shutdownNow();
    sides.shutdownNow();
  }

  /** The workspace gives up after a moment; whoever looks at the file next must find it let go. */
  private void awaitWriter() {
    if (writer.isShutdown()) {
      return;
    }
    try {
      writer.submit(() -> {}).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException held) {
      // A test that failed holds it up.
    }
  }
}
