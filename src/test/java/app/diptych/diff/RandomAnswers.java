package app.diptych.diff;

import java.util.List;
import java.util.Random;

/** Texts a model could have written, and others that nobody would. */
final class RandomAnswers {
  private static final List<String> PIECES =
      List.of(
          "the ",
          "cat ",
          "sat, ",
          "don't ",
          "3.14 ",
          "1,000 ",
          "a",
          "b ",
          "x_y ",
          "\n",
          "\n\n",
          "\r\n",
          "\r",
          "  ",
          "\t",
          "## ",
          "- ",
          "**",
          "`code` ",
          "\u5317\u4eac",
          "\u6771",
          "\u3042\u3044",
          "\ud55c\uad6d\uc5b4 ",
          "\ud83d\ude00",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "e\u0301",
          "\ud83c\udde9\ud83c\uddea",
          "\ud83d",
          "\udc00",
          "\u00a0",
          "\u200b",
          "\u0e2a\u0e27\u0e31",
          "```java\n",
          "```\n",
          "{\"a\": 1}",
          "[1, 2]",
          ".",
          "\u3002");

  private RandomAnswers() {}

  static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** The text with some of it changed, so that much is the same. */
  static String variant(Random random, String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(6); i > 0; i--) {
      int from = random.nextInt(changed.length() + 1);
      int to = Math.min(changed.length(), from + random.nextInt(8));
      changed.replace(from, to, text(random, random.nextInt(3)));
    }
    return changed.toString();
  }
}
