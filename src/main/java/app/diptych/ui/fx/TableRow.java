package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a line of a table: cells between {@code |} signs, and the line that aligns them. */
final class TableRow {
  /** A wider table cannot be read anyway; what is behind stays in the last column. */
  static final int COLUMNS = 24;

  /** On which side the text of a column stands. */
  enum Align {
    LEFT,
    CENTER,
    RIGHT
  }

  private TableRow() {}

  /** The Markdown of each cell; a {@code \|} is part of its cell. */
  static List<String> cells(String line) {
    String text = line.strip();
    int start = text.startsWith("|") ? 1 : 0;
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean closed = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      closed = c == '|' && cells.size() < COLUMNS - 1;
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '|') {
        cell.append('|');
        i++;
      } else if (c == '\\' && i + 1 < text.length()) {
        cell.append(c).append(text.charAt(++i));
      } else if (closed) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (!closed) {
      cells.add(cell.toString().strip());
    }
    return cells;
  }

  /** The alignments that a line such as {@code |---|--:|} gives. */
  static Optional<List<Align>> alignments(String line) {
    if (!isAlignment(line) || line.indexOf('|') < 0) {
      return Optional.empty();
    }
    List<Align> alignments = new ArrayList<>();
    for (String cell : cells(line)) {
      boolean left = cell.startsWith(":");
      boolean right = cell.length() > 1 && cell.endsWith(":");
      String dashes = cell.substring(left ? 1 : 0, cell.length() - (right ? 1 : 0));
      if (dashes.isEmpty() || !dashes.chars().allMatch(c -> c == '-')) {
        return Optional.empty();
      }
      alignments.add(right ? left ? Align.CENTER : Align.RIGHT : Align.LEFT);
    }
    return Optional.of(alignments);
  }

  /** Whether a line has no other signs than those of a line that aligns columns. */
  static boolean isAlignment(String line) {
    return line.chars().allMatch(c -> "|-: \t".indexOf(c) >= 0);
  }

  /** Whether a line below a table is one more row of it: anything but a lonely bar. */
  static boolean isRow(String line) {
    return !line.strip().equals("|");
  }
}
