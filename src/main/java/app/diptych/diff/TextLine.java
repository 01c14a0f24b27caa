package app.diptych.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a line stands in a text, without what ends it.
 *
 * @param start where it begins
 * @param end behind its last character
 */
record TextLine(int start, int end) {

  /** The lines of a text, ended by LF, CR LF or CR; an empty text has none. */
  static List<TextLine> of(String text) {
    List<TextLine> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        lines.add(new TextLine(start, i));
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(new TextLine(start, text.length()));
    }
    return List.copyOf(lines);
  }

  /** The lines as texts. */
  static List<String> texts(String text) {
    return of(text).stream().map(line -> line.in(text)).toList();
  }

  String in(String text) {
    return text.substring(start, end);
  }
}
