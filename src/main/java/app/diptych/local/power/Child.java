package app.diptych.local.power;

import app.diptych.timing.NanoClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a small program for what it prints. One that hangs or prints without end is killed. */
final class Child {
  /** Longer than nvidia-smi takes to wake a sleeping driver, on a busy machine as well. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_BYTES = 256 << 10;
  private static final int GLANCE_MILLIS = 5;

  private final Path program;
  private final NanoClock clock;
  private final Duration patience;

  Child(Path program, NanoClock clock, Duration patience) {
    this.program = program;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * How it ended and what it printed.
   *
   * @param exit its exit code, 0 when all went well
   */
  record Said(int exit, String text) {
    String firstLine() {
      String line = text.lines().filter(words -> !words.isBlank()).findFirst().orElse("").strip();
      return line.length() > 200 ? line.substring(0, 200) : line;
    }
  }

  /**
   * @throws NoReading when it cannot be started, or did not end by itself
   */
  Said run(List<String> arguments) throws NoReading, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(program.toString());
    builder.command().addAll(arguments);
    builder.redirectErrorStream(true);
    Process process;
    try {
      process = builder.start();
    } catch (IOException refused) {
      throw new NoReading(name() + " cannot be started: " + refused.getMessage(), "");
    }
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      return listen(process, out);
    } catch (IOException broken) {
      throw new NoReading(name() + " broke off: " + broken.getMessage(), "");
    } finally {
      // What it started would hold on to the pipe.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Looks again and again instead of blocking in a read that nobody could end. */
  private Said listen(Process process, InputStream out)
      throws IOException, NoReading, InterruptedException {
    long deadline = clock.nanos() + patience.toNanos();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    while (true) {
      boolean over = process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
      int waiting = out.available();
      while (waiting > 0) {
        said.write(out.readNBytes(Math.min(waiting, MOST_BYTES)));
        if (said.size() > MOST_BYTES) {
          throw new NoReading(name() + " prints without end", "");
        }
        waiting = out.available();
      }
      if (over) {
        return new Said(process.exitValue(), said.toString(StandardCharsets.UTF_8));
      }
      if (clock.nanos() > deadline) {
        throw new NoReading(
            "%s did not answer within %d s and was ended".formatted(name(), patience.toSeconds()),
            "");
      }
    }
  }

  private String name() {
    return String.valueOf(program.getFileName());
  }
}
