package app.diptych.ui.fx;

/**
 * Makes text safe to look at: what is invisible or turns the reading direction round becomes a
 * visible sign, and piles of combining marks are cut down. Joiners stay where scripts and emoji
 * need them.
 */
public final class VisibleText {
  /** More marks than any living language puts on one letter. */
  private static final int MARKS = 8;

  private static final char REPLACEMENT = '\uFFFD';
  private static final int CONTROL_PICTURES = 0x2400;
  private static final char DELETE_PICTURE = '\u2421';
  private static final char LINE_END_PICTURE = '\u2424';

  private VisibleText() {}

  /** The text as it may be shown; the very same object when nothing is wrong with it. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c >= 0x7F) {
        return rewrite(text, i);
      }
    }
    return text;
  }

  /** Lines of text as they may be copied: as they are shown, with their ends and tabs. */
  public static String ofLines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      boolean ended = end > from && text.charAt(end - 1) == '\r';
      lines.append(of(text.substring(from, ended ? end - 1 : end)));
      lines.append(ended ? "\r\n" : "\n");
      from = end + 1;
    }
    return lines.append(of(text.substring(from))).toString();
  }

  private static String rewrite(String text, int start) {
    StringBuilder visible = new StringBuilder(text.length()).append(text, 0, start);
    int marks = 0;
    int before = start == 0 ? ' ' : text.codePointBefore(start);
    int next;
    for (int i = start; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      marks = isMark(c) ? marks + 1 : 0;
      if (marks <= MARKS) {
        visible.appendCodePoint(
            isJoiner(c)
                ? (isJoined(before) ? c : REPLACEMENT)
                : isUnseen(c) ? REPLACEMENT : sign(c));
      }
      before = c;
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

  /** What shapes its neighbours in Arabic, Persian, Indic scripts and emoji, or says which way. */
  private static boolean isJoiner(int c) {
    return (c >= 0x200C && c <= 0x200F) || c == 0x61C;
  }

  /** Whether a joiner has something to do behind that; behind another one it has not. */
  private static boolean isJoined(int before) {
    return switch (Character.UnicodeScript.of(before)) {
      case LATIN, GREEK, CYRILLIC -> false;
      default ->
          before > 0x7F && !isJoiner(before) && Character.getType(before) != Character.CONTROL;
    };
  }

  /** Letters of no width or no ink, which part words or carry what nobody sees. */
  private static boolean isUnseen(int c) {
    return switch (c) {
      case 0xAD, 0x34F, 0x115F, 0x1160, 0x180E, 0x200B, 0x2800, 0x3164, 0xFEFF, 0xFFA0 -> true;
      default ->
          (c >= 0x2060 && c <= 0x2065)
              || (c >= 0x206A && c <= 0x206F)
              || (c >= 0xFFF9 && c <= 0xFFFB)
              || (c >= 0x1D173 && c <= 0x1D17A)
              || (c >= 0xE0080 && c <= 0xE0FFF);
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
