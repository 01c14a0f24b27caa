package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UntrustedTextTest {
  private static final String SECRET = "sk-canary-0123456789-1a2b";
  private final UntrustedText text = new UntrustedText(ApiKey.of(SECRET));

  @Test
  void makesOneLineOfManyAndDropsWhatSteersATerminal() {
    assertThat(text.sentence(" a\r\n\tb\u001B[31m\0c\u2028d\u0085 \u202Ee\u200Bf "))
        .isEqualTo("a b [31m c d ef");
  }

  @Test
  void cutsLongTextBetweenCodePoints() {
    assertThat(text.sentence("x".repeat(300))).hasSize(300).doesNotContain("…");
    assertThat(text.sentence("x".repeat(301))).hasSize(300).endsWith("x…");
    assertThat(text.sentence("x".repeat(298) + "😀😀")).isEqualTo("x".repeat(298) + "…");
    assertThat(text.name("x".repeat(999))).hasSize(200);
  }

  @Test
  void neverShowsTheKey() {
    assertThat(text.sentence("bad: " + SECRET)).isEqualTo("bad: ApiKey[...1a2b]");
    assertThat(text.sentence("bad: sk-canary\u200B-0123456789-1a2b")).doesNotContain("canary");
    assertThat(text.sentence("x ".repeat(145) + SECRET)).doesNotContain("canary");
    assertThat(text.sentence(" ".repeat(16 * 1024 - 20) + SECRET)).doesNotContain("canary");
  }

  @Test
  void leavesAModelsNameAloneWhenTheKeyIsButAWord() {
    UntrustedText withWord = new UntrustedText(ApiKey.of("llama"));

    assertThat(withWord.name("meta/llama-4")).isEqualTo("meta/llama-4");
    assertThat(withWord.sentence("bad key llama")).isEqualTo("bad key ApiKey[...]");
  }

  @Test
  void survivesAnyText() {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder any = new StringBuilder();
      for (int count = random.nextInt(600); count > 0; count--) {
        any.append((char) random.nextInt(0x10000));
      }
      String shown = text.sentence(any.toString());
      assertThat(shown).hasSizeLessThanOrEqualTo(300);
      assertThat(shown.codePoints().noneMatch(Character::isISOControl)).isTrue();
      assertThat(WholeText.repaired(shown)).isEqualTo(shown);
    }
  }
}
