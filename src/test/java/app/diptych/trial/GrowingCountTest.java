package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens counted while a text grows. */
class GrowingCountTest {
  private static final int AWAY = 6;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The lighthouse keeper's fox, aged 12345, said:  \"No!\"\n\n1. It can't be.\n2. It is.  ",
        "fun main() {\n    println(\"x = ${x + 1}\")\n}\n",
        "  \t leading and    many   spaces \n \n end",
        "Donaudampfschifffahrtsgesellschaft \u00fcberm\u00fctig na\u00efve caf\u00e9"
      })
  void isThatOfTheWholeHoweverItIsCut(String text) {
    String whole = text.repeat(9);
    Random chance = new Random(7);
    GrowingCount count = new GrowingCount();
    for (int end = 0; end < whole.length(); ) {
      end = Math.min(whole.length(), end + 1 + chance.nextInt(AWAY));
      String now = whole.substring(0, end);
      assertThat(count.with(now.substring(count.settled())))
          .as(now)
          .isEqualTo(TokenEstimate.count(now));
    }
  }

  @Test
  void looksAtNoMoreThanTheEndOfATextWithoutSpaces() {
    String whole = "\u4e00\u4e8c\u4e09\u56db".repeat(1000);
    GrowingCount count = new GrowingCount();
    int tokens = 0;
    for (int end = 4; end <= whole.length(); end += 4) {
      tokens = count.with(whole.substring(count.settled(), end));
      assertThat(end - count.settled()).isLessThanOrEqualTo(600);
    }
    assertThat((double) tokens / TokenEstimate.count(whole)).isBetween(0.98, 1.02);
  }
}
