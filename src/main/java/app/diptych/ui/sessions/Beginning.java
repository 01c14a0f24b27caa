package app.diptych.ui.sessions;

import app.diptych.ui.fx.VisibleText;
import java.util.regex.Pattern;

/** The beginning of a text, on one plain line. */
final class Beginning {
  private static final int LENGTH = 160;

  /** What is enough of a long text to begin with. */
  private static final int LOOKED_AT = 2_000;

  /** Signs at the beginning of a line that only say how it is shown. */
  private static final Pattern LINE_SIGNS =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:#{1,6}[ \\t]+|[-+*][ \\t]+|>[ \\t]?|```.*$|[ \\t:|-]{3,}+$)");

  private static final Pattern MARKS = Pattern.compile("\\*+|`+");

  private static final Pattern CELLS = Pattern.compile("[ \\t]*\\|[ \\t]*");

  private Beginning() {}

  static String of(String text) {
    String some =
        text.length() <= LOOKED_AT
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LOOKED_AT / 2));
    String bare = LINE_SIGNS.matcher(some).replaceAll("");
    bare = MARKS.matcher(bare).replaceAll("");
    bare = CELLS.matcher(bare).replaceAll("  ");
    // A blank line parts what would otherwise run into one sentence.
    String line =
        VisibleText.of(
            bare.strip()
                .replaceAll("(?<=[\\p{L}\\p{N}])[ \\t]*\\R\\s*\\R\\s*", " \u00b7 ")
                .replaceAll("\\s+", " "));
    return line.codePointCount(0, line.length()) <= LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LENGTH)) + "\u2026";
  }
}
