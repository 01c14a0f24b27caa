package app.diptych.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void keepsApostrophesAndDecimalPointsInsideAWord() {
    assertThat(words("Don't pay 1,234.50 \u20ac, l\u2019ami."))
        .containsExactly("Don't", "pay", "1,234.50", "\u20ac", ",", "l\u2019ami", ".");
  }

  @Test
  void makesEveryMarkAWordOfItsOwn() {
    assertThat(words("a(b); x_1->y"))
        .containsExactly("a", "(", "b", ")", ";", "x_1", "-", ">", "y");
  }

  @Test
  void makesEveryCharacterOfAScriptWithoutSpacesAWordOfItsOwn() {
    assertThat(words("\u6211\u7231\u5317\u4eac abc\u4e2d\u6587"))
        .containsExactly("\u6211", "\u7231", "\u5317", "\u4eac", "abc", "\u4e2d", "\u6587");
    assertThat(words("\u304b\u306a \ud55c\uad6d"))
        .containsExactly("\u304b", "\u306a", "\ud55c", "\uad6d");
    // Beyond the first plane: one character, two surrogates.
    assertThat(words("\ud842\udfb7\ud842\udfb7")).containsExactly("\ud842\udfb7", "\ud842\udfb7");
  }

  @Test
  void neverCutsWhatAReaderSeesAsOneCharacter() {
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    String flag = "\ud83c\udde9\ud83c\uddea";
    assertThat(words(family + family + flag + "cafe\u0301"))
        .containsExactly(family, family, flag, "cafe\u0301");
  }

  @Test
  void countsNoKindOfWhiteSpaceAsAWord() {
    assertThat(words(" \t\r\n\u00a0\u2003\u3000")).isEmpty();
    assertThat(words("")).isEmpty();
  }

  @Test
  void cutsEncodedDataIntoPieces() {
    assertThat(words("x".repeat(1_000)))
        .hasSizeGreaterThan(4)
        .allMatch(word -> word.length() <= Words.LONGEST);
  }

  @Test
  void leavesOutNothingButWhiteSpaceOfAnyText() {
    for (int seed = 0; seed < 2_000; seed++) {
      String text = RandomAnswers.text(new Random(seed), 20);
      int at = 0;
      for (Word word : Words.of(text)) {
        assertThat(blank(text.substring(at, word.start()))).as("seed %d", seed).isTrue();
        assertThat(text.substring(word.start(), word.end())).isEqualTo(word.text());
        at = word.end();
      }
      assertThat(blank(text.substring(at))).as("seed %d", seed).isTrue();
    }
  }

  private static boolean blank(String text) {
    return text.codePoints().allMatch(Words::isSpace);
  }

  private static List<String> words(String text) {
    return Words.of(text).stream().map(Word::text).toList();
  }
}
