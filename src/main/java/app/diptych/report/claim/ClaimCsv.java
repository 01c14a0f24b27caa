package app.diptych.report.claim;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cells as RFC 4180 has them, made harmless for spreadsheets. */
final class ClaimCsv {
  /** What a spreadsheet takes for a formula, also when quotes stand before it already. */
  private static final Pattern FORMULA =
      Pattern.compile("'*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

  private static final Pattern SPECIAL = Pattern.compile("[\",;\\r\\n\\t]|^\\s|\\s$|^$");

  private ClaimCsv() {}

  /** A record with its end. */
  static String line(List<String> cells) {
    return cells.stream().map(ClaimCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
    return SPECIAL.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /** The text again, of a cell that we wrote. */
  static String arm(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
