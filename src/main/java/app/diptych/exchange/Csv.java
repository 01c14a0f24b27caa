package app.diptych.exchange;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cells as RFC 4180 has them, made harmless for spreadsheets. */
final class Csv {
  /** What a spreadsheet takes for a formula, also when quotes stand before it already. */
  private static final Pattern FORMULA =
      Pattern.compile("'*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

  private static final Pattern SPECIAL = Pattern.compile("[\",;\\r\\n\\t]|^\\s|\\s$|^$");

  private Csv() {}

  /** A record with its end. */
  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String safe = defuse(text);
    return SPECIAL.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /** Puts a quote before what a spreadsheet would run. */
  static String defuse(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  /** The text again, of a cell that we wrote. */
  static String arm(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
