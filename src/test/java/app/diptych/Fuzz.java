package app.diptych;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Tries what nobody thought of: for ten seconds in every build, with the same tries in the same
 * order, and for long and always something new with {@code ./mvnw -Pfuzz verify}. {@code
 * -Dfuzz.seconds=} says how long, and {@code -Dfuzz.seed=} begins with the try that failed.
 */
public final class Fuzz {
  private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 600));
  private static final Duration BRIEF = Duration.ofSeconds(10);
  private static final Duration LONGEST_TRY = Duration.ofSeconds(20);
  private static final int MOST_CHANGES = 6;

  /** One try; everything it does follows from what is drawn. */
  @FunctionalInterface
  public interface Try {
    void run(Random random) throws Exception;
  }

  private Fuzz() {}

  /** That many tries, and more while ten seconds last; the same each time, as far as they go. */
  public static void briefly(int tries, Try one) {
    long end = System.nanoTime() + BRIEF.toNanos();
    for (int i = 0; i < tries || System.nanoTime() < end; i++) {
      attempt(i, one);
    }
  }

  /** As many tries as fit into the time. */
  public static void forLong(String what, Try one) {
    long first = Long.getLong("fuzz.seed", new Random().nextLong());
    long end = System.nanoTime() + LONG.toNanos();
    long tries = 0;
    long slowest = 0;
    long slowestSeed = first;
    while (System.nanoTime() < end) {
      long took = attempt(first + tries, one);
      if (took > slowest) {
        slowest = took;
        slowestSeed = first + tries;
      }
      tries++;
    }
    System.out.printf(
        "%s: %,d tries in %d s without a finding, %d ms for the slowest (seed %d); first seed %d%n",
        what, tries, LONG.toSeconds(), slowest / 1_000_000, slowestSeed, first);
    assertThat(tries).isPositive();
  }

  private static long attempt(long seed, Try one) {
    long begun = System.nanoTime();
    try {
      one.run(new Random(seed));
    } catch (Throwable finding) {
      throw new AssertionError("Repeat it with -Pfuzz -Dfuzz.seed=" + seed, finding);
    }
    long took = System.nanoTime() - begun;
    assertThat(took)
        .as("time of the try with -Dfuzz.seed=" + seed)
        .isLessThan(LONGEST_TRY.toNanos());
    return took;
  }

  /**
   * The bytes with a few changes: bits flipped, stretches cut out, repeated, moved, or put in the
   * place of others, and words of the format where they do not belong.
   */
  public static byte[] changed(byte[] bytes, List<String> words, Random random) {
    byte[] changed = bytes;
    for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
      changed = change(changed, words, random);
    }
    return changed;
  }

  private static byte[] change(byte[] bytes, List<String> words, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = from + random.nextInt(Math.min(bytes.length - from, 80) + 1);
    byte[] part = new byte[to - from];
    System.arraycopy(bytes, from, part, 0, part.length);
    byte[] word =
        words.get(random.nextInt(words.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> replaced(bytes, from, bytes.length, new byte[0]);
      case 1 -> flipped(bytes, random);
      case 2 -> replaced(bytes, from, to, new byte[0]);
      case 3 -> replaced(bytes, from, from, repeated(part, 1 + random.nextInt(30)));
      case 4 -> {
        int elsewhere = random.nextInt(bytes.length + 1);
        yield replaced(bytes, elsewhere, elsewhere, part);
      }
      case 5 -> replaced(bytes, from, to, word);
      case 6 -> replaced(bytes, from, from, repeated(word, 1 + random.nextInt(200)));
      default -> replaced(bytes, from, from, word);
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] repeated(byte[] part, int times) {
    byte[] all = new byte[part.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    byte[] all = new byte[bytes.length - (to - from) + by.length];
    System.arraycopy(bytes, 0, all, 0, from);
    System.arraycopy(by, 0, all, from, by.length);
    System.arraycopy(bytes, to, all, from + by.length, bytes.length - to);
    return all;
  }
}
