package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.RecordedEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A server that nobody here wrote, as a child process on loopback, and the table of what it did.
 */
final class Peer implements AutoCloseable {
  static final Path FOLDER = Path.of("target", "peers");
  private static final long START_SECONDS = 120;

  private final String name;
  private final int port;
  private final Process process;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final List<String> rows = new ArrayList<>();

  private Peer(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one and waits until it says that it is ready.
   *
   * @param command with {@code PORT} where the port goes
   */
  static Peer start(String name, Predicate<String> isReady, List<String> command)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> line = command.stream().map(word -> word.replace("PORT", "" + port)).toList();
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    Peer peer = new Peer(name, port, process);
    Thread.ofPlatform().daemon().start(() -> peer.readLog(isReady));
    assertThat(peer.ready.await(START_SECONDS, TimeUnit.SECONDS)).as(name + " started").isTrue();
    return peer;
  }

  /** Runs a command to its end and gives what it printed. */
  static String run(long minutes, List<String> command) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path log = FOLDER.resolve("install.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
    if (!ended || process.exitValue() != 0) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException(command + " failed: " + Files.readString(log));
    }
    return Files.readString(log);
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port + "/v1";
  }

  /** Notes what became of one case, for the table. */
  synchronized void note(String what, RecordedEvents answer) {
    String ending =
        answer.last() instanceof Finished finished
            ? "finished: "
                + finished.reason().wire()
                + ", "
                + answer.textDeltas().size()
                + " deltas"
            : answer.failure().kind() + ": " + answer.failure().message();
    rows.add("| " + what + " | " + ending.replace("127.0.0.1:" + port, "HOST") + " |");
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    System.out.println("\n| " + name + " | Diptych |\n|---|---|");
    rows.forEach(System.out::println);
  }

  private void readLog(Predicate<String> isReady) {
    try (BufferedReader log = process.inputReader()) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        if (isReady.test(line)) {
          ready.countDown();
        }
      }
    } catch (IOException | UncheckedIOException over) {
      // Its end closes the stream.
    }
  }
}
