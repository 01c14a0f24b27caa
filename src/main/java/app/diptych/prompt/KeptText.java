package app.diptych.prompt;

import java.util.function.Supplier;

/** What a text must be like to be kept in a prompt. */
final class KeptText {
  private KeptText() {}

  /** Any text of at most that many characters that can be written as UTF-8. */
  static void text(String what, String text, int most) {
    require(
        text.length() <= most,
        () ->
            "%s has %,d characters; at most %,d can be kept".formatted(what, text.length(), most));
    require(
        text.codePoints().noneMatch(KeptText::isSurrogate),
        () -> what + " has half a character in it: type it again");
  }

  /** One line without control characters. */
  static void line(String what, String text, int most) {
    text(what, text, most);
    require(
        text.codePoints().noneMatch(KeptText::breaks), () -> what + " must be one line of text");
  }

  static boolean breaks(int point) {
    return Character.isISOControl(point) || point == '\u2028' || point == '\u2029';
  }

  static void require(boolean holds, String sentence) {
    require(holds, () -> sentence);
  }

  /**
   * @param sentence made only when it is needed: all of this runs for every prompt of a library
   */
  static void require(boolean holds, Supplier<String> sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence.get() + ".");
    }
  }

  /** A name as it stands in a sentence. */
  static String quoted(String name) {
    return '\u201c' + name + '\u201d';
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
