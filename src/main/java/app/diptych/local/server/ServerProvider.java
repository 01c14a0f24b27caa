package app.diptych.local.server;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.gateway.GatewayHttp;
import app.diptych.local.Engine;
import app.diptych.local.EngineRuns;
import app.diptych.local.EngineSettings;
import app.diptych.local.GgufFile;
import app.diptych.local.ModelFingerprint;
import app.diptych.local.Patience;
import app.diptych.local.Refusals;
import app.diptych.local.RunningEngine;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a model file on this machine by way of llama-server, which is started by {@link
 * #prepare()} and ended by {@link #close()}. It answers one request at a time and makes the next
 * one wait, as the embedded engine does.
 */
public final class ServerProvider implements Engine {
  /** Another program may take the port between looking for a free one and using it. */
  private static final int MOST_STARTS = 3;

  private static final int WARM_UP_TOKENS = 8;

  private final Path file;
  private final String model;
  private final ServerBuild build;
  private final EngineSettings settings;
  private final Path folder;
  private final ServerSocketFinder ports;
  private final ServerDoor.Tools tools;
  private final ModelFingerprint fingerprint = new ModelFingerprint();
  private final ReentrantLock preparing = new ReentrantLock();
  private volatile @Nullable ServerDoor loaded;
  private volatile @Nullable ServerProcess lastProcess;
  private volatile boolean closed;

  /** Finds a port that nobody uses. */
  @FunctionalInterface
  interface ServerSocketFinder {
    int freePort() throws IOException;
  }

  /**
   * Nothing is read or started yet.
   *
   * @param model the model as the user names it; told as the one that answered
   * @param threads makes one thread for each child process, which keeps its log, and one for each
   *     answer
   * @param folder the working folder of the server
   */
  public ServerProvider(
      Path file,
      String model,
      ServerBuild build,
      EngineSettings settings,
      Path folder,
      GatewayHttp http,
      ThreadFactory threads,
      NanoClock clock) {
    this(
        file,
        model,
        build,
        settings,
        folder,
        new ServerDoor.Tools(http, threads, clock, Patience.USUAL),
        ServerDoor::freePort);
  }

  ServerProvider(
      Path file,
      String model,
      ServerBuild build,
      EngineSettings settings,
      Path folder,
      ServerDoor.Tools tools,
      ServerSocketFinder ports) {
    this.file = file;
    this.model = model;
    this.build = build;
    this.settings = settings;
    this.folder = folder;
    this.tools = tools;
    this.ports = ports;
  }

  /**
   * Starts the server and waits until the model is loaded; starts a fresh one when the last has
   * died. An interrupt ends it. Once closed it starts nothing.
   */
  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    preparing.lockInterruptibly();
    try {
      if (closed) {
        return Optional.of(new Failure.Cancelled());
      }
      if (isLoaded()) {
        return Optional.empty();
      }
      return switch (GgufFile.read(file)) {
        case GgufFile.Usable usable -> load(settings.contextFor(usable.file()));
        case GgufFile.Refused refused ->
            refused.newer() ? load(settings.context()) : Optional.of(refused.failure());
      };
    } finally {
      preparing.unlock();
    }
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    if (request.hasImages()) {
      return tools.refuse(Refusals.noImages(model), sink);
    }
    ServerDoor now = loaded;
    return now == null || !now.process().isAlive()
        ? tools.refuse(Refusals.notPrepared(), sink)
        : now.ask(request, sink);
  }

  @Override
  public void close() {
    closed = true;
    release();
  }

  @Override
  public void release() {
    ServerProcess process = lastProcess;
    loaded = null;
    if (process != null) {
      process.close();
    }
  }

  @Override
  public boolean isLoaded() {
    ServerDoor now = loaded;
    return now != null && now.process().isAlive();
  }

  @Override
  public Optional<ProcessHandle> workerProcess() {
    return Optional.ofNullable(lastProcess).flatMap(ServerProcess::server);
  }

  @Override
  public Optional<RunningEngine> running() {
    ServerDoor now = loaded;
    return now == null || !now.process().isAlive() ? Optional.empty() : now.running();
  }

  @Override
  public List<String> engineLog() {
    ServerProcess process = lastProcess;
    return process == null ? List.of() : process.log().lines();
  }

  private Optional<Failure> load(int context) throws InterruptedException {
    Optional<Failure> failure = Optional.empty();
    for (int start = 0; start < MOST_STARTS; start++) {
      failure = loadOnce(context);
      ServerProcess process = lastProcess;
      if (failure.isEmpty() || process == null || !ServerWords.portTaken(process.log())) {
        return failure;
      }
    }
    return failure;
  }

  private Optional<Failure> loadOnce(int context) throws InterruptedException {
    ServerProcess dead = lastProcess;
    if (dead != null) {
      // When only the guardian died, the server is still there.
      dead.close();
    }
    ServerDoor door;
    try {
      door = open(context);
    } catch (IOException refused) {
      return Optional.of(Refusals.notStarted(String.valueOf(refused.getMessage()), List.of()));
    }
    ServerProcess process = door.process();
    lastProcess = process;
    boolean ready = false;
    try {
      // Whoever closes this either sees the process, or set the mark before it stood there.
      if (closed) {
        return Optional.of(new Failure.Cancelled());
      }
      Optional<Failure> failure = door.awaitReady();
      if (failure.isEmpty()) {
        failure = answerAs(door, context);
      }
      if (failure.isEmpty() && settings.warmUp()) {
        failure = warmUp(door);
      }
      ready = failure.isEmpty();
      if (ready) {
        loaded = door;
      }
      return closed && ready ? Optional.of(new Failure.Cancelled()) : failure;
    } finally {
      if (!ready || closed) {
        process.close();
      }
    }
  }

  private ServerDoor open(int context) throws IOException {
    int port = ports.freePort();
    String key = ServerDoor.randomKey();
    List<String> command = ServerCommandLine.of(build, file, model, port, context, settings);
    ServerProcess process = ServerProcess.start(command, key, folder, tools.threads());
    return new ServerDoor(process, port, key, model, settings.promptCache(), tools);
  }

  private Optional<Failure> answerAs(ServerDoor door, int context) throws InterruptedException {
    return switch (door.facts()) {
      case ServerDoor.Stranger stranger -> Optional.of(stranger.failure());
      case ServerDoor.Facts facts -> {
        String told = facts.build().isEmpty() ? build.version() : facts.build();
        door.answerAs(
            new Origin(
                model,
                "llama-server "
                    + told
                    + ", prompt cache "
                    + (settings.promptCache() ? "on" : "off"),
                facts.backend(),
                null,
                fingerprint.of(file),
                facts.templateHash(),
                EngineRuns.server(settings, context, fingerprint.mark(file))),
            facts.context());
        yield Optional.empty();
      }
    };
  }

  /** Asks for a few tokens and throws them away: the first answer is slower than all others. */
  private Optional<Failure> warmUp(ServerDoor door) throws InterruptedException {
    door.warmUpClient();
    Sampling likeliest = new Sampling(0.0, null, WARM_UP_TOKENS, 0L, List.of());
    AtomicReference<@Nullable Failure> problem = new AtomicReference<>();
    Call call =
        door.ask(
            new CompletionRequest(model, List.of(Message.user("Hi")), likeliest),
            (CompletionEvent event, long _) -> {
              if (event instanceof Failed failed) {
                problem.set(failed.failure());
              }
            });
    try {
      call.await();
    } catch (InterruptedException stopped) {
      call.cancel();
      throw stopped;
    }
    // Another failure, such as a context too small for a greeting, is for the real request to tell.
    return problem.get() instanceof Failure.EngineFault fault
        ? Optional.of(fault)
        : Optional.empty();
  }
}
