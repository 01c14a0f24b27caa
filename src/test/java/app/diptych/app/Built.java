package app.diptych.app;

import java.io.IOException;
import java.nio.file.Path;

/** What the first start after a change of the sources does: then no start that is timed waits. */
final class Built {
  private Built() {}

  /** Builds, and learns the cache for the Java of this process, unless the sources are built. */
  static void once() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("diptych").toAbsolutePath().toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    if (process.waitFor() != 0) {
      throw new IOException("./diptych --version ended with " + process.exitValue());
    }
  }
}
