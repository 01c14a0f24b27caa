package app.diptych.local.worker;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The child process between the application and a server that does not watch its parent: starts the
 * server, and ends it when its own standard input ends, which happens however the application dies.
 * The server writes straight to the application; this says nothing unless it cannot start it.
 */
public final class GuardianMain {
  private static final int NOT_STARTED = 126;
  private static final int KILLED = 137;
  private static final long BURIAL_SECONDS = 3;

  private GuardianMain() {}

  /**
   * @param command the server's command line
   */
  public static void main(String[] command) throws InterruptedException {
    TerminalInterrupt.ignore();
    Process server;
    try {
      server =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      server.getOutputStream().close();
    } catch (IOException refused) {
      System.err.println("error: " + refused.getMessage());
      Runtime.getRuntime().halt(NOT_STARTED);
      return;
    }
    var _ = server.onExit().thenAccept(over -> Runtime.getRuntime().halt(over.exitValue()));
    awaitEndOfParent();
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
    server.waitFor(BURIAL_SECONDS, TimeUnit.SECONDS);
    Runtime.getRuntime().halt(KILLED);
  }

  private static void awaitEndOfParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said here but the end.
      }
    } catch (IOException closed) {
      // That is an end too.
    }
  }
}
