package app.diptych.local;

/** Names out of a file, made fit for a sentence. */
public final class Printable {
  private static final int LONGEST = 60;

  private Printable() {}

  /** Without control characters, and cut when very long. */
  public static String text(String raw) {
    return line(raw, LONGEST);
  }

  /** The same with room for so many characters. */
  static String line(String raw, int longest) {
    StringBuilder text = new StringBuilder();
    raw.codePoints()
        .limit(longest)
        .map(point -> Character.isISOControl(point) || isOdd(point) ? '?' : point)
        .forEach(text::appendCodePoint);
    return raw.codePointCount(0, raw.length()) > longest ? text + "..." : text.toString();
  }

  private static boolean isOdd(int point) {
    return switch (Character.getType(point)) {
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
