package app.diptych.ui.fx;

/**
 * Makes text safe to look at: what is invisible or turns the reading direction round becomes a
 * visible sign, and piles of combining marks are cut down.
 */
final class VisibleText {
  /** More marks than any living language puts on one letter. */
  private static final int MARKS = 8;

  private static final char REPLACEMENT = '\uFFFD';
  private static final int CONTROL_PICTURES = 0x2400;
  private static final char DELETE_PICTURE = '\u2421';
  private static final char LINE_END_PICTURE = '\u2424';

  private VisibleText() {}

  /** The text as it may be shown; the very same object when nothing is wrong with it. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c >= 0x7F) {
        return rewrite(text, i);
      }
    }
    return text;
  }

  private static String rewrite(String text, int start) {
    StringBuilder visible = new StringBuilder(text.length()).append(text, 0, start);
    int marks = 0;
    int next;
    for (int i = start; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      marks = isMark(c) ? marks + 1 : 0;
      if (marks <= MARKS) {
        visible.appendCodePoint(sign(c));
      }
    }
    return visible.toString();
  }

  private static boolean isMark(int c) {
    return c >= 0x300
        && switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
          default -> false;
        };
  }

  private static int sign(int c) {
    if (c < ' ') {
      return c == '\t' ? c : CONTROL_PICTURES + c;
    }
    if (c == 0x7F) {
      return DELETE_PICTURE;
    }
    if (c == 0x2028 || c == 0x2029) {
      return LINE_END_PICTURE;
    }
    boolean turnsDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    boolean control = c >= 0x80 && c < 0xA0;
    boolean halfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean tag = c >= 0xE0000 && c <= 0xE007F;
    return turnsDirection || control || halfPair || tag ? REPLACEMENT : c;
  }
}
