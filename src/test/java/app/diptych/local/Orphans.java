package app.diptych.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes whose parent was killed. */
public final class Orphans {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofSeconds(30);

  private Orphans() {}

  /** Whether a process ends within seconds, on a slow and busy machine. */
  public static boolean endSoon(ProcessHandle process)
      throws InterruptedException, ExecutionException, IOException {
    return end(process, SOON);
  }

  /** Whether a process ends within that time. */
  public static boolean end(ProcessHandle process, Duration longest)
      throws InterruptedException, ExecutionException, IOException {
    for (Duration waited = Duration.ZERO;
        waited.compareTo(longest) < 0;
        waited = waited.plus(STEP)) {
      if (!isAlive(process)) {
        return true;
      }
      try {
        process.onExit().get(STEP.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException goesOn) {
        // It is looked at again.
      }
    }
    return false;
  }

  /** An orphan that ended stays in the table of processes where nobody asks for its status. */
  public static boolean isAlive(ProcessHandle process) throws IOException {
    Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!process.isAlive()) {
      return false;
    }
    if (!Files.exists(state)) {
      return !Files.isDirectory(Path.of("/proc/self"));
    }
    try {
      String line = Files.readString(state);
      return !line.substring(line.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return false;
    }
  }
}
