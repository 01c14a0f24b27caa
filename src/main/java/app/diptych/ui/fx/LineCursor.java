package app.diptych.ui.fx;

/**
 * Reads one line from the left, counting columns as CommonMark does: a tab goes on to the next
 * multiple of four.
 */
final class LineCursor {
  private final String line;
  private int index;
  private int column;
  private int spacesOfTab;

  LineCursor(String line) {
    this.line = line;
  }

  /** How many columns of white space come next. */
  int indent() {
    int columns = spacesOfTab;
    int at = column + spacesOfTab;
    for (int i = index; i < line.length() && isSpace(line.charAt(i)); i++) {
      int width = line.charAt(i) == '\t' ? 4 - at % 4 : 1;
      columns += width;
      at += width;
    }
    return columns;
  }

  /** Whether nothing but white space is left. */
  boolean blank() {
    return firstNonSpace() == line.length();
  }

  /** The first character that is not white space, or 0 when there is none. */
  char next() {
    int i = firstNonSpace();
    return i < line.length() ? line.charAt(i) : 0;
  }

  /** What is left, without leading white space. */
  String text() {
    return line.substring(firstNonSpace());
  }

  /** What is left, with its white space; the rest of a tab that was entered becomes spaces. */
  String rest() {
    return " ".repeat(spacesOfTab) + line.substring(index);
  }

  /** Skips up to that many columns of white space. */
  void skipColumns(int columns) {
    int left = columns;
    while (left > 0) {
      if (spacesOfTab > 0) {
        spacesOfTab--;
        column++;
        left--;
      } else if (index < line.length() && line.charAt(index) == '\t') {
        spacesOfTab = 4 - column % 4;
        index++;
      } else if (index < line.length() && line.charAt(index) == ' ') {
        index++;
        column++;
        left--;
      } else {
        return;
      }
    }
  }

  /** Skips the white space and that many characters after it. */
  void skipMark(int characters) {
    skipColumns(Integer.MAX_VALUE);
    index += characters;
    column += characters;
  }

  private int firstNonSpace() {
    int i = index;
    while (i < line.length() && isSpace(line.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
