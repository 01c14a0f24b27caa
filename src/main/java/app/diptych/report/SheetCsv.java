package app.diptych.report;

import app.diptych.report.BenchmarkSheet.Column;
import app.diptych.timing.Interval;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A benchmark sheet as RFC 4180 has it, a line for each number, harmless for spreadsheets. */
public final class SheetCsv {
  private static final String HEAD =
      "model,metric,unit,value,low,high,samples,shown,note,about,about_currency,rate\r\n";

  /** What a spreadsheet takes for a formula, also when quotes stand before it already. */
  private static final Pattern FORMULA =
      Pattern.compile("'*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

  private static final Pattern SPECIAL = Pattern.compile("[\",;\\r\\n\\t]|^\\s|\\s$");

  private SheetCsv() {}

  public static String write(BenchmarkSheet sheet) {
    StringBuilder out = new StringBuilder(HEAD);
    for (Column column : sheet.columns()) {
      for (SheetRow row : sheet.rows()) {
        out.append(line(column.model(), row, column.cell(row)));
      }
    }
    return out.toString();
  }

  private static String line(String model, SheetRow row, SheetCell cell) {
    Interval interval = cell.interval();
    About about = cell.about();
    return List.of(
                text(model),
                text(row.label()),
                text(row.unit()),
                number(cell.value()),
                number(interval == null ? null : Double.valueOf(interval.low())),
                number(interval == null ? null : Double.valueOf(interval.high())),
                String.valueOf(cell.samples()),
                text(cell.text()),
                text(cell.note()),
                about == null ? "" : about.money().amount().toPlainString(),
                about == null ? "" : about.money().currency(),
                about == null ? "" : text(about.rateWords()))
            .stream()
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /** A number of ours is none of a spreadsheet's formulas, whatever its sign. */
  static String number(@Nullable Double value) {
    return value == null ? "" : value.toString();
  }

  /** A text as one field, which no spreadsheet takes for a formula. */
  public static String text(String text) {
    String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
    return SPECIAL.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
