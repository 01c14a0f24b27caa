package app.diptych.local;

import app.diptych.local.worker.Wire;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** One child process with its private folder, its log and the socket it calls back on. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration BURIAL = Duration.ofSeconds(5);

  private final WorkerDirectory directory;
  private final ServerSocketChannel listener;
  private final Process process;
  private final EngineLog log;

  private WorkerProcess(
      WorkerDirectory directory, ServerSocketChannel listener, Process process, EngineLog log) {
    this.directory = directory;
    this.listener = listener;
    this.process = process;
    this.log = log;
  }

  /** Starts a child that will load the model and call back. */
  static WorkerProcess start(Path folder, Path model, WorkerShape shape, ThreadFactory threads)
      throws IOException {
    WorkerDirectory directory = WorkerDirectory.create(folder);
    ServerSocketChannel listener = null;
    try {
      listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(directory.socket()));
      listener.configureBlocking(false);
      ProcessBuilder builder =
          new ProcessBuilder(WorkerCommandLine.of(directory, directory.nativeName(model), shape))
              .directory(directory.path().toFile())
              .redirectErrorStream(true);
      ChildProcess.clean(builder.environment());
      Process process = builder.start();
      process.getOutputStream().close();
      EngineLog log = new EngineLog(process.getInputStream());
      threads.newThread(log).start();
      return new WorkerProcess(directory, listener, process, log);
    } catch (IOException | RuntimeException failed) {
      if (listener != null) {
        listener.close();
      }
      directory.close();
      throw failed;
    }
  }

  /** Waits for the child to call back; the thread can be interrupted. */
  Wire connect(Duration longestWait) throws IOException, InterruptedException {
    try (Selector selector = Selector.open()) {
      listener.register(selector, SelectionKey.OP_ACCEPT);
      for (long waited = 0; waited < longestWait.toMillis(); waited += STEP.toMillis()) {
        selector.select(STEP.toMillis());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        SocketChannel channel = listener.accept();
        if (channel != null) {
          return new Wire(channel);
        }
        if (!process.isAlive()) {
          throw new IOException("The engine's process ended with status " + process.exitValue());
        }
      }
    }
    throw new IOException("The engine's process did not answer for " + longestWait);
  }

  EngineLog log() {
    return log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends the process at once; the log and the folder stay until {@link #close()}. */
  void kill() {
    process.destroyForcibly();
  }

  /** How the process ended, as it stands after "The engine". */
  String obituary() throws InterruptedException {
    if (!process.waitFor(BURIAL.toMillis(), TimeUnit.MILLISECONDS)) {
      return "closed its connection";
    }
    return ChildProcess.ending(process.exitValue());
  }

  /** Kills the process and removes everything that belongs to it. */
  @Override
  public void close() {
    kill();
    try {
      listener.close();
      // A library in use cannot be deleted everywhere.
      process.waitFor(BURIAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException alreadyClosed) {
      // Nothing is left to close.
    } finally {
      directory.close();
    }
  }
}
