package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.Fuzz;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the header of a file holds, reading it ends soon, in a value or a failure. */
class GgufFuzzTest {
  private static final int TRIES = 2500;

  /** The whole header of the small model; what follows is weights. */
  private static final int HEADER = 64 << 10;

  private static final long MOST_BYTES_A_READ = 4 << 20;

  @TempDir Path folder;

  @Test
  void survivesEveryMutationOfARealHeader() throws IOException {
    byte[] original = Arrays.copyOf(Files.readAllBytes(Demo.small()), HEADER);
    Random random = new Random(20_261_122);
    Path file = folder.resolve("mutant.gguf");
    com.sun.management.ThreadMXBean memory =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int refused = 0;

    for (int i = 0; i < TRIES; i++) {
      byte[] mutant = GgufMutants.changed(original, random);
      Files.write(file, mutant);
      long before = memory.getCurrentThreadAllocatedBytes();
      GgufFile.Reading reading = GgufFile.read(file);
      long allocated = memory.getCurrentThreadAllocatedBytes() - before;

      assertThat(allocated).as("bytes allocated in try %d", i).isLessThan(MOST_BYTES_A_READ);
      refused += reading instanceof GgufFile.Refused ? 1 : 0;
    }

    // Without its weights even an unharmed header is refused, as incomplete.
    assertThat(refused).isEqualTo(TRIES);
  }

  @Test
  void survivesMutationsOfAWholeSmallFile() throws IOException {
    byte[] original =
        GgufWriter.model("llama").vocabulary().tensor("a", 64, 2).tensor("b", 32).bytes();
    Random random = new Random(7);
    Path file = folder.resolve("mutant.gguf");
    int usable = 0;

    for (int i = 0; i < TRIES; i++) {
      GgufFile.Reading reading =
          GgufFile.read(Files.write(file, GgufMutants.changed(original, random)));
      usable += reading instanceof GgufFile.Usable ? 1 : 0;
    }

    assertThat(usable).isBetween(1, TRIES - 1);
  }

  /** The same as {@link GgufLongFuzzTest}, for ten seconds and always with the same files. */
  @Test
  void survivesFilesPutTogetherFromAbsurdNumbers() throws IOException {
    byte[] original = Arrays.copyOf(Files.readAllBytes(Demo.small()), HEADER);
    Path file = folder.resolve("mutant.gguf");
    AtomicInteger usable = new AtomicInteger();
    AtomicInteger all = new AtomicInteger();

    Fuzz.briefly(
        TRIES,
        random -> {
          Files.write(file, GgufMutants.next(original, random));
          all.incrementAndGet();
          if (GgufFile.read(file) instanceof GgufFile.Usable) {
            usable.incrementAndGet();
          }
          ModelHeader.Reading described = ModelHeader.of(List.of(file));

          assertThat(described).isNotNull();
        });

    assertThat(usable.get()).isBetween(1, all.get() - 1);
  }
}
