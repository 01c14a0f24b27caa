package app.diptych.local.server;

import app.diptych.local.ChildProcess;
import app.diptych.local.EngineLog;
import app.diptych.local.worker.GuardianMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One llama-server under the eyes of a guardian, a small Java process of ours that ends it when
 * this program is no more: see docs/decisions/0021.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration BURIAL = Duration.ofSeconds(5);
  private static final String KEY = "LLAMA_API_KEY";

  private final Process guardian;
  private final EngineLog log;
  private volatile @Nullable ProcessHandle server;

  private ServerProcess(Process guardian, EngineLog log) {
    this.guardian = guardian;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param command the server's command line
   * @param key what it asks for with every request; goes by the environment, because everybody can
   *     read the arguments of a process
   * @param threads makes one thread, which reads what the server writes
   */
  static ServerProcess start(List<String> command, String key, Path folder, ThreadFactory threads)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(ChildProcess.java());
    line.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-Xms4m",
            "-Xmx16m",
            "-cp",
            ChildProcess.classPath(),
            GuardianMain.class.getName()));
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    ChildProcess.clean(builder.environment());
    builder.environment().put(KEY, key);
    Process guardian = builder.start();
    EngineLog log = new EngineLog(guardian.getInputStream());
    threads.newThread(log).start();
    return new ServerProcess(guardian, log);
  }

  EngineLog log() {
    return log;
  }

  boolean isAlive() {
    ProcessHandle child = server;
    return guardian.isAlive() && (child == null || child.isAlive());
  }

  /** Notes which process is the server, which is known once it has answered. */
  void meet() {
    if (server == null) {
      try (Stream<ProcessHandle> children = guardian.children()) {
        server = children.findFirst().orElse(null);
      }
    }
  }

  /** The server itself, once it has answered, while it lives. */
  Optional<ProcessHandle> server() {
    return Optional.ofNullable(server).filter(ProcessHandle::isAlive);
  }

  /** Waits for its end; whether it came. */
  boolean awaitEnd(Duration longest) throws InterruptedException {
    return guardian.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How it ended, as it stands after "The engine". */
  String obituary() {
    return guardian.isAlive() ? "closed its connection" : ChildProcess.ending(guardian.exitValue());
  }

  /** Ends server and guardian; waits until they are gone, a few seconds at most. */
  @Override
  public void close() {
    try {
      // The guardian hears this however far it has come, even before there is a server.
      guardian.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // Then the server is gone too, or is ended here.
    }
    server().ifPresent(ProcessHandle::destroyForcibly);
    try {
      guardian.waitFor(BURIAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    try (Stream<ProcessHandle> left = guardian.descendants()) {
      left.forEach(ProcessHandle::destroyForcibly);
    }
    guardian.destroyForcibly();
  }
}
