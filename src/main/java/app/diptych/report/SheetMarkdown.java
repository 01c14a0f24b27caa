package app.diptych.report;

import app.diptych.report.BenchmarkSheet.Column;
import java.util.regex.Pattern;

/** A benchmark sheet as a Markdown table; what others wrote in it stays text. */
public final class SheetMarkdown {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#&~]");
  private static final Pattern BREAK = Pattern.compile("\\s*[\\r\\n\\u2028\\u2029]+\\s*");

  private SheetMarkdown() {}

  public static String write(BenchmarkSheet sheet) {
    StringBuilder out = new StringBuilder("| |");
    sheet.columns().forEach(column -> out.append(' ').append(plain(column.model())).append(" |"));
    out.append("\n|---|").append("---:|".repeat(sheet.columns().size())).append('\n');
    for (SheetRow row : sheet.rows()) {
      out.append("| ").append(row.label()).append(row.unit().isEmpty() ? "" : ", " + row.unit());
      out.append(" |");
      for (Column column : sheet.columns()) {
        out.append(' ').append(plain(words(column.cell(row)))).append(" |");
      }
      out.append('\n');
    }
    for (Column column : sheet.columns()) {
      out.append("\n**").append(plain(column.model())).append("**: ");
      out.append(column.requests()).append(column.requests() == 1 ? " request." : " requests.");
      column.notes().forEach(note -> out.append(' ').append(plain(note)));
      out.append('\n');
    }
    sheet.notes().forEach(note -> out.append('\n').append(plain(note)).append('\n'));
    for (SheetRow row : sheet.rows()) {
      out.append("\n- ").append(row.label()).append(": ").append(row.definition());
      out.append(" (").append(row.source().words()).append(')');
    }
    return out.append('\n').toString();
  }

  /** Only the numbers, as somebody who checks tables reads them: no intervals, no samples. */
  public static String bare(BenchmarkSheet sheet) {
    StringBuilder out = new StringBuilder("| Metric |");
    sheet.columns().forEach(column -> out.append(' ').append(cell(column.model())).append(" |"));
    out.append("\n|---|").append("---|".repeat(sheet.columns().size())).append('\n');
    for (SheetRow row : sheet.rows()) {
      out.append("| ").append(row.label());
      out.append(row.unit().isEmpty() ? "" : " (" + row.unit() + ")").append(" |");
      for (Column column : sheet.columns()) {
        String text = column.cell(row).text();
        boolean number = text.chars().anyMatch(Character::isDigit);
        out.append(' ').append(number ? cell(text) : "-").append(" |");
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static String cell(String text) {
    return BREAK.matcher(text).replaceAll(" ").replace("|", "\\|");
  }

  /** A cell in one line. */
  static String words(SheetCell cell) {
    StringBuilder words = new StringBuilder(cell.text());
    if (cell.about() != null) {
      words.append(", ").append(cell.aboutText());
    }
    if (cell.interval() != null) {
      words.append(" [").append(cell.intervalText()).append(']');
    }
    if (cell.samples() > 0) {
      words.append(", n ").append(cell.samples());
    }
    if (!cell.note().isEmpty()) {
      words.append(" (").append(cell.note()).append(')');
    }
    return words.toString();
  }

  /** A text of others in one line, in which nothing is markup. */
  static String plain(String text) {
    return SPECIAL.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll("\\\\$0");
  }
}
