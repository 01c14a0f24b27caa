package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
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
      byte[] mutant = mutated(original, random);
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
      GgufFile.Reading reading = GgufFile.read(Files.write(file, mutated(original, random)));
      usable += reading instanceof GgufFile.Usable ? 1 : 0;
    }

    assertThat(usable).isBetween(1, TRIES - 1);
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes =
        random.nextInt(10) == 0
            ? Arrays.copyOf(original, 1 + random.nextInt(original.length))
            : original.clone();
    // The counts and lengths that matter are mostly at the beginning.
    int reach = random.nextBoolean() ? Math.min(bytes.length, 1500) : bytes.length;
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(reach);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0xFF);
        default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0);
      }
    }
    return bytes;
  }
}
