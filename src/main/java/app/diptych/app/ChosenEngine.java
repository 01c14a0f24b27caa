package app.diptych.app;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.guard.Later;
import app.diptych.local.Engine;
import app.diptych.local.EngineChoice;
import app.diptych.local.EngineRuns;
import app.diptych.local.EngineSettings;
import app.diptych.local.RunningEngine;
import app.diptych.timing.NanoClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A model file with the engine that suits it, chosen when it is prepared: what is set, what is
 * installed and the file itself may have changed since the last time.
 */
final class ChosenEngine implements Engine {
  private final Path file;
  private final String model;
  private final LocalEngines engines;
  private final ThreadFactory threads;
  private final NanoClock clock;
  private final Later later;
  private final KeepAlive keepAlive;
  private final ReentrantLock preparing = new ReentrantLock();
  private final @Nullable Origin like;
  private @Nullable EngineSettings how;
  private volatile @Nullable Engine engine;
  private boolean closed;

  /**
   * @param like an answer to be run like, whatever is set; null for as is set
   */
  ChosenEngine(
      Path file,
      String model,
      LocalEngines engines,
      ThreadFactory threads,
      Later later,
      NanoClock clock,
      @Nullable Origin like) {
    this.like = like;
    this.later = later;
    this.file = file;
    this.model = model;
    this.engines = engines;
    this.threads = threads;
    this.clock = clock;
    this.keepAlive = new KeepAlive(later, () -> engines.now().keepAlive(), this::release);
  }

  /** What it runs. */
  Path file() {
    return file;
  }

  /** The same file, run as it was run for an answer. */
  ChosenEngine like(@Nullable Origin then) {
    return new ChosenEngine(
        file,
        model,
        engines,
        threads,
        later,
        clock,
        then == null ? Origin.gateway(model, null) : then);
  }

  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    preparing.lockInterruptibly();
    try {
      keepAlive.touch();
      // How long it stays is no matter of how it runs.
      EngineSettings set = engines.now().withKeepAlive(null);
      EngineSettings wanted = like == null ? set : EngineRuns.again(like, set);
      Engine now = engine;
      if (now != null && now.isLoaded() && wanted.equals(how)) {
        return now.prepare();
      }
      EngineChoice choice = EngineChoice.of(file, wanted, engines::there);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return switch (choice) {
        case EngineChoice.None none -> Optional.of(none.failure());
        case EngineChoice.Embedded embedded ->
            use(choice, "runs in the embedded engine. " + embedded.why(), wanted);
        case EngineChoice.Server server ->
            serve(choice, "runs in llama-server. " + server.why(), wanted);
      };
    } finally {
      preparing.unlock();
    }
  }

  private Optional<Failure> serve(EngineChoice choice, String reason, EngineSettings wanted)
      throws InterruptedException {
    Optional<Failure> noRoom = engines.noRoom(file);
    return noRoom.isPresent() ? noRoom : use(choice, reason, wanted);
  }

  private Optional<Failure> use(EngineChoice choice, String reason, EngineSettings wanted)
      throws InterruptedException {
    Engine next = engines.make(choice, file, model, wanted);
    Engine before = swap(next);
    if (before != null) {
      before.close();
    }
    how = wanted;
    engines.chose(model, reason);
    return next.prepare();
  }

  /** What is to be closed now: the one before, or the next itself when this is over. */
  private synchronized @Nullable Engine swap(Engine next) {
    if (closed) {
      return next;
    }
    Engine before = engine;
    engine = next;
    return before;
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    Engine now = engine;
    if (now == null) {
      return refuse(sink);
    }
    keepAlive.begins();
    return now.start(
        request,
        (event, at) -> {
          try {
            sink.accept(event, at);
          } finally {
            if (event instanceof Failed || event instanceof Finished) {
              keepAlive.ended();
            }
          }
        });
  }

  @Override
  public boolean isLoaded() {
    Engine now = engine;
    return now != null && now.isLoaded();
  }

  @Override
  public Optional<ProcessHandle> workerProcess() {
    return Optional.ofNullable(engine).flatMap(Engine::workerProcess);
  }

  @Override
  public Optional<RunningEngine> running() {
    return Optional.ofNullable(engine).flatMap(Engine::running);
  }

  @Override
  public List<String> engineLog() {
    Engine now = engine;
    return now == null ? List.of() : now.engineLog();
  }

  @Override
  public void release() {
    Engine now = engine;
    if (now != null) {
      now.release();
    }
  }

  @Override
  public void close() {
    Engine last;
    synchronized (this) {
      closed = true;
      last = engine;
    }
    if (last != null) {
      last.close();
    }
  }

  /** Tells on a thread of its own, as a provider must. */
  private Call refuse(CompletionSink sink) {
    Failure failure =
        new Failure.EngineFault(
            "The model is not loaded.", "Run again: the engine is started anew.", true, List.of());
    CountDownLatch told = new CountDownLatch(1);
    threads
        .newThread(() -> {
          try {
            sink.accept(new Failed(failure), clock.nanos());
          } finally {
            told.countDown();
          }
        })
        .start();
    return new Call() {
      @Override
      public void cancel() {
        // It is over already.
      }

      @Override
      public void await() throws InterruptedException {
        told.await();
      }
    };
  }
}
