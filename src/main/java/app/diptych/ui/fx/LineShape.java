package app.diptych.ui.fx;

import java.util.Optional;

/** Recognises what a line of Markdown can begin, looking at nothing but its text. */
final class LineShape {

  /** The start of fenced code: its sign, how many of them, and the language behind. */
  record Fence(char sign, int length, String language) {}

  /**
   * The start of a list item.
   *
   * @param sign the bullet, or what stands behind the number
   * @param number the number, or -1 for a bullet
   * @param length how many characters bullet or number take
   */
  record Marker(char sign, int number, int length) {
    boolean ordered() {
      return number >= 0;
    }

    boolean continues(Marker other) {
      return ordered() == other.ordered() && sign == other.sign;
    }
  }

  private LineShape() {}

  /** How deep the heading is that this line is, or 0. */
  static int heading(String text) {
    int level = run(text, 0, '#');
    boolean marked = level >= 1 && level <= 6;
    return marked && (level == text.length() || LineCursor.isSpace(text.charAt(level))) ? level : 0;
  }

  /** The text of a heading line, without its signs on both sides. */
  static String headingText(String text) {
    String inner = text.substring(heading(text)).strip();
    int end = inner.length();
    while (end > 0 && inner.charAt(end - 1) == '#') {
      end--;
    }
    boolean closed = end == 0 || LineCursor.isSpace(inner.charAt(end - 1));
    return closed ? inner.substring(0, end).strip() : inner;
  }

  static Optional<Fence> fence(String text) {
    char sign = text.isEmpty() ? 0 : text.charAt(0);
    if (sign != '`' && sign != '~') {
      return Optional.empty();
    }
    int length = run(text, 0, sign);
    String info = text.substring(length).strip();
    if (length < 3 || (sign == '`' && info.indexOf('`') >= 0)) {
      return Optional.empty();
    }
    int end = 0;
    while (end < info.length() && !LineCursor.isSpace(info.charAt(end))) {
      end++;
    }
    return Optional.of(new Fence(sign, length, info.substring(0, end)));
  }

  static boolean closes(Fence fence, String text) {
    int length = run(text, 0, fence.sign());
    return length >= fence.length() && text.substring(length).isBlank();
  }

  static boolean rule(String text) {
    char sign = text.isEmpty() ? 0 : text.charAt(0);
    if (sign != '-' && sign != '*' && sign != '_') {
      return false;
    }
    int signs = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == sign) {
        signs++;
      } else if (!LineCursor.isSpace(c)) {
        return false;
      }
    }
    return signs >= 3;
  }

  /** How deep a heading the paragraph above becomes when this line underlines it, or 0. */
  static int underline(String text) {
    char sign = text.isEmpty() ? 0 : text.charAt(0);
    if ((sign != '=' && sign != '-') || !text.substring(run(text, 0, sign)).isBlank()) {
      return 0;
    }
    return sign == '=' ? 1 : 2;
  }

  static Optional<Marker> marker(String text) {
    char first = text.isEmpty() ? 0 : text.charAt(0);
    if (first == '-' || first == '*' || first == '+') {
      return spaced(text, new Marker(first, -1, 1));
    }
    int digits = 0;
    int number = 0;
    while (digits < text.length() && digits < 9 && isDigit(text.charAt(digits))) {
      number = number * 10 + text.charAt(digits) - '0';
      digits++;
    }
    char sign = digits > 0 && digits < text.length() ? text.charAt(digits) : 0;
    return sign == '.' || sign == ')'
        ? spaced(text, new Marker(sign, number, digits + 1))
        : Optional.empty();
  }

  private static Optional<Marker> spaced(String text, Marker marker) {
    boolean spaced =
        marker.length() == text.length() || LineCursor.isSpace(text.charAt(marker.length()));
    return spaced ? Optional.of(marker) : Optional.empty();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int run(String text, int start, char sign) {
    int end = start;
    while (end < text.length() && text.charAt(end) == sign) {
      end++;
    }
    return end - start;
  }
}
