package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyMaskTest {
  private static final String SECRET = "sk-canary-0123456789-1a2b";
  private static final String MASK = "ApiKey[...1a2b]";

  @Test
  void masksAKeyWhereverItIsCut() {
    String text = "The key is " + SECRET + ", and again " + SECRET + SECRET + ".";
    String masked = text.replace(SECRET, MASK);
    for (int first = 0; first <= text.length(); first++) {
      for (int second = first; second <= text.length(); second++) {
        KeyMask mask = ApiKey.of(SECRET).mask();
        String shown =
            mask.add(text.substring(0, first))
                + mask.add(text.substring(first, second))
                + mask.add(text.substring(second))
                + mask.end();
        assertThat(afterPrefixes(shown)).as("cut at %d and %d", first, second).isEqualTo(masked);
        assertThat(shown).doesNotContain(SECRET.substring(0, KeyMask.TELLING));
        assertThat(shown).doesNotContain(SECRET.substring(KeyMask.TELLING));
      }
    }
  }

  /** Fewer than eight characters of a key may stand before its mask. */
  private static String afterPrefixes(String shown) {
    String clean = shown;
    for (int length = KeyMask.TELLING - 1; length > 0; length--) {
      clean = clean.replace(SECRET.substring(0, length) + MASK, MASK);
    }
    return clean;
  }

  @Test
  void neverHoldsBackMoreThanTheBeginningOfTheKeyAndLosesNothing() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      while (text.length() < 200) {
        int length = random.nextInt(SECRET.length());
        text.append(SECRET, 0, length).append(random.nextBoolean() ? "-" : "s");
      }
      KeyMask mask = ApiKey.of(SECRET).mask();
      StringBuilder shown = new StringBuilder();
      int at = 0;
      while (at < text.length()) {
        int next = Math.min(text.length(), at + 1 + random.nextInt(9));
        shown.append(mask.add(text.substring(at, next)));
        at = next;
        assertThat(at - shown.length()).as("seed %d", seed).isLessThan(SECRET.length());
      }
      assertThat(shown + mask.add("!")).as("seed %d", seed).isEqualTo(text + "!");
    }
  }

  @Test
  void handsAnOrdinaryPieceOnAtOnce() {
    KeyMask mask = ApiKey.of(SECRET).mask();
    for (String piece : new String[] {"s", "k", "-", "can", "sk-cana", " do"}) {
      assertThat(mask.add(piece)).isEqualTo(piece);
    }
    assertThat(mask.end()).isEmpty();
  }

  @Test
  void masksABeginningThatNothingFollows() {
    KeyMask mask = ApiKey.of(SECRET).mask();
    assertThat(mask.add("Your key: sk-canary-01")).isEqualTo("Your key: ");
    assertThat(mask.end()).isEqualTo(MASK);
  }

  @Test
  void leavesAWordAloneThatIsNoSecret() {
    KeyMask mask = ApiKey.of("ollama").mask();
    assertThat(mask.add("ollama runs")).isEqualTo("ollama runs");
  }
}
