package app.diptych.prompt;

/** What a text must be like to be kept in a prompt. */
final class Wording {
  private Wording() {}

  /** Any text of at most that many characters that can be written as UTF-8. */
  static String text(String what, String text, int most) {
    require(
        text.length() <= most,
        "%s has %,d characters; at most %,d can be kept".formatted(what, text.length(), most));
    require(
        text.codePoints().noneMatch(Wording::isSurrogate),
        "%s has half a character in it: type it again".formatted(what));
    return text;
  }

  /** One line without control characters. */
  static String line(String what, String text, int most) {
    text(what, text, most);
    require(
        text.codePoints().noneMatch(Wording::breaks),
        "%s must be one line of text".formatted(what));
    return text;
  }

  static boolean breaks(int point) {
    return Character.isISOControl(point) || point == '\u2028' || point == '\u2029';
  }

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence + ".");
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
