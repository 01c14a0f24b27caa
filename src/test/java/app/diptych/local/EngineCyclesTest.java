package app.diptych.local;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine, loaded and unloaded many times. */
class EngineCyclesTest {
  @TempDir Path folder;

  @Test
  @Timeout(180)
  void leavesNothingBehindAfterAFewCycles() throws Exception {
    run(3);
  }

  @Test
  @Tag("bench")
  @Timeout(1800)
  void leavesNothingBehindAfterTwoHundredCycles() throws Exception {
    run(200);
  }

  private void run(int cycles) throws Exception {
    Path endless = Demo.endless(folder);
    EngineCycles.run(cycles, () -> Demo.provider(endless, folder));
  }
}
