package app.diptych.aim;

import java.util.List;
import java.util.Optional;

/**
 * One line of the table of aims.
 *
 * @param number of the aim, empty for one without
 * @param when measured, with how busy the machine was
 */
record AimRow(String number, String what, String aim, String result, String verdict, String when) {
  private static final int CELLS = 6;

  /** As it stands in Markdown. */
  String line() {
    return "| " + String.join(" | ", number, what, aim, result, verdict, when) + " |";
  }

  /** Reads such a line; empty for any other. */
  static Optional<AimRow> read(String line) {
    if (!line.startsWith("|") || line.startsWith("|---") || line.startsWith("| # ")) {
      return Optional.empty();
    }
    List<String> cells =
        List.of(line.substring(1, line.length() - 1).split("\\|", -1)).stream()
            .map(String::strip)
            .toList();
    return cells.size() == CELLS
        ? Optional.of(
            new AimRow(
                cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5)))
        : Optional.empty();
  }
}
