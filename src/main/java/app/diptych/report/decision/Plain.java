package app.diptych.report.decision;

import java.util.regex.Pattern;

/** Text of models, files and people, made safe for each format: it stays text. */
final class Plain {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#&~!$@{}()]");
  private static final Pattern BREAK = Pattern.compile("\\s*[\\r\\n\\u0085\\u2028\\u2029]+\\s*");
  private static final Pattern ADDRESS = Pattern.compile("(?i)(:(?=//)|(?<=www)\\.)");
  private static final Pattern FIRST = Pattern.compile("^(\\s*)([-+=])");
  private static final Pattern NUMBERED = Pattern.compile("^(\\s*\\d{1,9})([.)])(?=\\s|$)");
  private static final int JOINER = 0x200D;

  private Plain() {}

  /** As text, or as the value of an attribute, of HTML that is XML as well. */
  static String html(String text) {
    return clean(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** As text of one line of Markdown, also at its beginning or in the cell of a table. */
  static String markdown(String text) {
    String line = BREAK.matcher(clean(text)).replaceAll(" ").strip();
    String escaped = SPECIAL.matcher(line).replaceAll("\\\\$0");
    escaped = ADDRESS.matcher(escaped).replaceAll("\\\\$1");
    escaped = FIRST.matcher(escaped).replaceFirst("$1\\\\$2");
    return NUMBERED.matcher(escaped).replaceFirst("$1\\\\$2");
  }

  /** At most so many characters, in one line, with an ellipsis where something is missing. */
  static String cut(String text, int most) {
    String line = BREAK.matcher(text).replaceAll(" ").strip();
    int[] points = line.codePoints().limit(most + 1L).toArray();
    return points.length <= most
        ? line
        : new String(points, 0, most - 1).stripTrailing() + "\u2026";
  }

  /** Without what is no character, steers a terminal, or turns the direction of other text. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(Plain::visible).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int visible(int point) {
    int type = Character.getType(point);
    boolean joins = point == JOINER || point == JOINER - 1;
    boolean harmless = point == '\n' || point == '\t' || point == '\r';
    boolean bad =
        type == Character.CONTROL
            || type == Character.SURROGATE
            || (type == Character.FORMAT && !joins)
            || (point & 0xFFFE) == 0xFFFE;
    return bad && !harmless ? 0xFFFD : point;
  }
}
