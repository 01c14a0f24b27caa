package app.diptych.local.server;

import app.diptych.completion.RecordedEvents;
import app.diptych.local.EngineSettings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * An application to be killed: loads a model in a llama-server, tells the numbers of the server's
 * and the guardian's processes on standard output, and waits. Arguments: the server's program, the
 * model file, a folder, and {@code busy} when it shall be answering.
 */
final class ServerParentMain {
  private ServerParentMain() {}

  public static void main(String[] arguments) throws Exception {
    ServerProvider provider =
        Servers.provider(
            Servers.build(Path.of(arguments[0])),
            Path.of(arguments[1]),
            Path.of(arguments[2]),
            Servers.PATIENT,
            new EngineSettings(1, 4096));
    provider
        .prepare()
        .ifPresent(failure -> {
          throw new IllegalStateException(failure.toString());
        });
    if (arguments[3].equals("busy")) {
      RecordedEvents answer = new RecordedEvents();
      var _ = provider.start(Servers.ask("Tell me a story."), answer);
      answer.awaitFirstDelta();
    }
    ProcessHandle server = provider.workerProcess().orElseThrow();
    new PrintStream(System.out, true, StandardCharsets.UTF_8)
        .println("processes " + server.pid() + " " + server.parent().orElseThrow().pid());
    new CountDownLatch(1).await();
  }

  /** Starts such an application. */
  static Process start(Path program, Path model, Path folder, String state) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ServerParentMain.class.getName(),
            program.toString(),
            model.toString(),
            folder.toString(),
            state)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Its server and its guardian. */
  static ProcessHandle[] processes(Process parent) throws Exception {
    String line = String.valueOf(parent.inputReader(StandardCharsets.UTF_8).readLine());
    String[] parts = line.split(" ", -1);
    if (parts.length != 3) {
      throw new AssertionError("The application did not start: " + line);
    }
    return new ProcessHandle[] {
      ProcessHandle.of(Long.parseLong(parts[1])).orElseThrow(),
      ProcessHandle.of(Long.parseLong(parts[2])).orElseThrow()
    };
  }
}
