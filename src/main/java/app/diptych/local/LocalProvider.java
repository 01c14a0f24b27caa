package app.diptych.local;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Load;
import app.diptych.local.fit.Room;
import app.diptych.local.worker.Command;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a model file on this machine, in a child process that is started by {@link
 * #prepare()} and killed by {@link #close()}. A provider answers one request at a time and makes
 * the next one wait, so two sides with the same model take a provider each: they then run at once,
 * as two different models would.
 */
public final class LocalProvider implements Engine {
  /** What answers, as it stands in {@link Origin#engine()}. */
  public static final String ENGINE = "java-llama.cpp 4.2.0 (b4916)";

  /**
   * Tokens of a warm-up: many for a model that makes them in no time, few for one that does not.
   */
  private static final int WARM_UP_SMALL = 64;

  private static final int WARM_UP_LARGE = 2;

  /** The engine has said it when the model is loaded; a busy machine may read it later. */
  private static final Duration BACKEND_WAIT = Duration.ofSeconds(2);

  private final Path file;
  private final String model;
  private final NanoClock clock;
  private final ThreadFactory threads;
  private final Path privateFolder;
  private final EngineSettings settings;
  private final LongSupplier freeMemory;
  private final Patience patience;
  private final ModelFingerprint fingerprint = new ModelFingerprint();
  private final ReentrantLock preparing = new ReentrantLock();
  private volatile @Nullable Loaded loaded;
  private volatile @Nullable WorkerProcess lastProcess;
  private volatile boolean closed;

  /** A worker with its model, and how to speak to it. */
  private record Loaded(
      WorkerLoop loop,
      GgufFile file,
      ChatTemplate template,
      int context,
      @Nullable String backend) {}

  /**
   * Nothing is read or started yet.
   *
   * @param file the GGUF file
   * @param model the model as the user names it; told as the one that answered
   * @param clock stamps every event
   * @param threads makes two threads for each child process: one speaks with it, one keeps its log
   * @param privateFolder where each child gets a folder that only its owner can enter; made when
   *     missing, best short
   */
  public LocalProvider(
      Path file,
      String model,
      NanoClock clock,
      ThreadFactory threads,
      Path privateFolder,
      EngineSettings settings) {
    this(
        file,
        model,
        clock,
        threads,
        privateFolder,
        settings,
        FreeMemory.OF_THIS_MACHINE,
        Patience.USUAL);
  }

  LocalProvider(
      Path file,
      String model,
      NanoClock clock,
      ThreadFactory threads,
      Path privateFolder,
      EngineSettings settings,
      LongSupplier freeMemory,
      Patience patience) {
    this.file = file;
    this.model = model;
    this.clock = clock;
    this.threads = threads;
    this.privateFolder = privateFolder;
    this.settings = settings;
    this.freeMemory = freeMemory;
    this.patience = patience;
  }

  /**
   * Checks the file and the memory, starts a child process and loads the model; starts a fresh one
   * when the last has died. An interrupt kills the child. Once closed it starts nothing.
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
        case GgufFile.Refused refused -> Optional.of(refused.failure());
        case GgufFile.Usable usable -> load(usable.file());
      };
    } finally {
      preparing.unlock();
    }
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    if (request.hasImages()) {
      return refuse(Refusals.noImages(model), sink);
    }
    Loaded now = loaded;
    if (now == null) {
      return refuse(Refusals.notPrepared(), sink);
    }
    String prompt = WellFormed.text(now.template().render(request.messages()));
    int bytes = prompt.getBytes(StandardCharsets.UTF_8).length;
    OptionalInt fewest = now.file().fewestTokens(bytes);
    if (fewest.isPresent() && fewest.getAsInt() > now.context()) {
      return refuse(Refusals.farTooLong(fewest.getAsInt(), now.context()), sink);
    }
    Sampling sampling = Seeds.given(request.sampling());
    LocalCall call =
        new LocalCall(command(now, prompt, sampling), sink, now.loop()::wakeup, sampling.seed());
    return now.loop().offer(call) ? call : refuse(Refusals.notPrepared(), sink);
  }

  /**
   * Kills the child process, which frees its memory, also one that is just being started. For good:
   * whoever still holds this provider must not start a process that nobody would end.
   */
  @Override
  public void close() {
    closed = true;
    release();
  }

  @Override
  public void release() {
    WorkerProcess process = lastProcess;
    loaded = null;
    if (process != null) {
      process.close();
    }
  }

  @Override
  public boolean isLoaded() {
    Loaded now = loaded;
    return now != null && now.loop().isOpen();
  }

  @Override
  public Optional<ProcessHandle> workerProcess() {
    return Optional.ofNullable(lastProcess)
        .map(WorkerProcess::handle)
        .filter(ProcessHandle::isAlive);
  }

  @Override
  public Optional<RunningEngine> running() {
    Loaded now = loaded;
    WorkerProcess process = lastProcess;
    return now == null || process == null || !now.loop().isOpen()
        ? Optional.empty()
        : Optional.of(
            new RunningEngine(
                ENGINE, now.backend(), process.log().context().orElse(null), process.handle()));
  }

  @Override
  public List<String> engineLog() {
    WorkerProcess process = lastProcess;
    return process == null ? List.of() : process.log().lines();
  }

  private Optional<Failure> load(GgufFile gguf) throws InterruptedException {
    int context = settings.contextFor(gguf);
    long needed = gguf.neededBytes(context);
    Optional<Failure> refusal =
        needed < FreeMemory.NOT_WORTH_ASKING ? Optional.empty() : noRoom(gguf.path(), context);
    if (refusal.isPresent()) {
      return refusal;
    }
    WorkerShape shape = new WorkerShape(settings.threads(), context, gguf.startTokens());
    WorkerProcess process;
    try {
      process = WorkerProcess.start(privateFolder, file, shape, threads);
    } catch (IOException notStarted) {
      return Optional.of(Refusals.notStarted(String.valueOf(notStarted.getMessage()), List.of()));
    }
    lastProcess = process;
    boolean ready = false;
    try {
      // Whoever closes this either sees the process, or set the mark before it stood there.
      if (closed) {
        return Optional.of(new Failure.Cancelled());
      }
      Optional<Failure> failure = connect(process, gguf, context);
      if (failure.isEmpty() && settings.warmUp()) {
        failure = warmUp(needed);
      }
      ready = failure.isEmpty();
      return failure;
    } finally {
      if (!ready) {
        process.close();
      }
    }
  }

  private Optional<Failure> noRoom(Path path, int context) {
    long free = freeMemory.getAsLong();
    Room main = new Room(free, free, List.of());
    return ModelHeader.of(path) instanceof ModelHeader.Read read
        ? Optional.of(Fit.of(read.header().shape(), Load.usual(context), main, false))
            .filter(fit -> fit.place() == Fit.Place.NOWHERE)
            .map(Refusals::noMemory)
        : Optional.empty();
  }

  private Optional<Failure> connect(WorkerProcess process, GgufFile gguf, int context)
      throws InterruptedException {
    WorkerLoop loop;
    try {
      loop = new WorkerLoop(process, process.connect(patience.connect()), clock, patience);
    } catch (IOException noAnswer) {
      process.kill();
      process.log().awaitEnd(BACKEND_WAIT);
      return Optional.of(
          Refusals.notStarted(String.valueOf(noAnswer.getMessage()), process.log().lines()));
    }
    threads.newThread(loop).start();
    // While the engine loads, the file is read anyway.
    String fileHash = fingerprint.of(gguf.path());
    Optional<Failure> failure = loop.awaitLoaded();
    if (failure.isEmpty()) {
      ChatTemplate template = ChatTemplate.of(gguf);
      String backend = process.log().backend(BACKEND_WAIT).orElse(null);
      loop.answerAs(
          new Origin(
              model,
              ENGINE,
              backend,
              null,
              fileHash,
              template.hash().orElse(null),
              EngineRuns.embedded(settings, context, fingerprint.mark(gguf.path()))));
      loaded = new Loaded(loop, gguf, template, context, backend);
    }
    return failure;
  }

  /**
   * Asks for a few tokens and throws them away. The first answer of a fresh process is held up by
   * classes that load and code that is not compiled yet, on both ends of the socket; that is not
   * the model's time and must not be in its first TTFT.
   */
  private Optional<Failure> warmUp(long modelBytes) throws InterruptedException {
    int tokens = modelBytes < FreeMemory.NOT_WORTH_ASKING ? WARM_UP_SMALL : WARM_UP_LARGE;
    Sampling likeliest = new Sampling(0.0, null, tokens, 0L, List.of());
    AtomicReference<@Nullable Failure> problem = new AtomicReference<>();
    start(
            new CompletionRequest(model, List.of(Message.user("Hi")), likeliest),
            (event, _) -> {
              if (event instanceof CompletionEvent.Failed failed) {
                problem.set(failed.failure());
              }
            })
        .await();
    // Another failure, such as a context too small for a greeting, is for the real request to tell.
    return problem.get() instanceof Failure.EngineFault fault
        ? Optional.of(fault)
        : Optional.empty();
  }

  private static LongFunction<byte[]> command(Loaded now, String prompt, Sampling sampling) {
    List<String> stops = new ArrayList<>(now.template().endMarks());
    sampling.stop().forEach(stop -> stops.add(WellFormed.text(stop)));
    return id ->
        new Command.Generate(
                id,
                prompt,
                sampling.maxTokens(),
                sampling.temperature(),
                sampling.topP(),
                sampling.seed(),
                stops)
            .line();
  }

  /** Tells the sink on a thread of its own, as a provider must. */
  private Call refuse(Failure failure, CompletionSink sink) {
    LocalCall call = new LocalCall(id -> new byte[0], sink, () -> {}, null);
    threads.newThread(() -> call.fail(failure, clock.nanos())).start();
    return call;
  }
}
