package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The header reader against files nobody thought of, for ten minutes: {@code ./mvnw -Pfuzz verify}.
 * Each run draws its own seed and prints it; {@code -Dfuzz.seed=} repeats one.
 */
@Tag("fuzz")
class GgufLongFuzzTest {
  private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 600));
  private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());

  private static final int REAL_HEADER = 64 << 10;
  private static final long MOST_BYTES_A_READ = 4 << 20;

  /** Two readers and what describes the model, which reads the vocabulary's counts only. */
  private static final long MOST_BYTES_A_DESCRIPTION = 8 << 20;

  private static final Duration LONGEST_READ = Duration.ofSeconds(20);

  private final com.sun.management.ThreadMXBean memory =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @Test
  void readsWhateverAHeaderHoldsInBoundedMemory() throws IOException {
    byte[] real = Arrays.copyOf(Files.readAllBytes(Demo.small()), REAL_HEADER);
    Random random = new Random(SEED);
    Path file = folder.resolve("mutant.gguf");
    Instant end = Instant.now().plus(LONG);
    long files = 0;
    long usable = 0;
    long most = 0;
    long slowest = 0;
    while (Instant.now().isBefore(end)) {
      Files.write(file, GgufMutants.next(real, random));
      String which = "file " + files + " of seed " + SEED;
      long begun = System.nanoTime();
      long before = memory.getCurrentThreadAllocatedBytes();
      GgufFile.Reading reading = GgufFile.read(file);
      long middle = memory.getCurrentThreadAllocatedBytes();
      assertThatCode(() -> ModelHeader.of(List.of(file))).as(which).doesNotThrowAnyException();
      long described = memory.getCurrentThreadAllocatedBytes() - middle;
      long took = System.nanoTime() - begun;
      assertThat(middle - before).as(which).isLessThan(MOST_BYTES_A_READ);
      assertThat(described).as(which).isLessThan(MOST_BYTES_A_DESCRIPTION);
      assertThat(took).as(which).isLessThan(LONGEST_READ.toNanos());
      files++;
      usable += reading instanceof GgufFile.Usable ? 1 : 0;
      most = Math.max(most, Math.max(middle - before, described));
      slowest = Math.max(slowest, took);
    }
    System.out.printf(
        "Header fuzz: %,d files in %d s, %,d of them usable; at most %,d bytes allocated and"
            + " %d ms for one; seed %d%n",
        files, LONG.toSeconds(), usable, most, slowest / 1_000_000, SEED);
    // Else nothing but the first check was tried.
    assertThat(usable).isBetween(files / 1000, files - 1);
  }
}
