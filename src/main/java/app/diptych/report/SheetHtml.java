package app.diptych.report;

import app.diptych.report.BenchmarkSheet.Column;

/**
 * A benchmark sheet as one page that needs nothing else: no script, no network, light or dark as
 * the reader has it.
 */
public final class SheetHtml {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Benchmark sheet</title>
      <style>
      :root { color-scheme: light dark; --line: #d0d7de; --soft: #59636e; --back: #ffffff; --text: #1f2328; }
      @media (prefers-color-scheme: dark) {
        :root { --line: #3d444d; --soft: #9198a1; --back: #0d1117; --text: #f0f6fc; }
      }
      body { font: 15px/1.5 Inter, system-ui, sans-serif; background: var(--back); color: var(--text);
        margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { border-bottom: 1px solid var(--line); padding: .5rem .8rem; text-align: right;
        vertical-align: top; }
      th:first-child { text-align: left; }
      td small { display: block; color: var(--soft); }
      abbr { text-decoration: underline dotted; cursor: help; }
      p, li { max-width: 60rem; }
      </style>
      </head>
      <body>
      <h1>Benchmark sheet</h1>
      """;

  private SheetHtml() {}

  public static String write(BenchmarkSheet sheet) {
    StringBuilder out = new StringBuilder(HEAD);
    sheet
        .from()
        .ifPresent(from ->
            out.append("<p>Recorded from ")
                .append(from)
                .append(" to ")
                .append(sheet.until().orElse(from))
                .append(".</p>\n"));
    out.append("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Metric</th>");
    for (Column column : sheet.columns()) {
      out.append("<th scope=\"col\">").append(plain(column.model())).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (SheetRow row : sheet.rows()) {
      row(out, row, sheet);
    }
    out.append("</tbody>\n</table></div>\n");
    for (Column column : sheet.columns()) {
      out.append("<h2>").append(plain(column.model())).append("</h2>\n<ul>\n");
      item(out, column.requests() + (column.requests() == 1 ? " request." : " requests."));
      column.notes().forEach(note -> item(out, note));
      out.append("</ul>\n");
    }
    out.append("<h2>How to read it</h2>\n<ul>\n");
    sheet.notes().forEach(note -> item(out, note));
    for (SheetRow row : sheet.rows()) {
      item(out, row.label() + ": " + row.definition() + " (" + row.source().words() + ")");
    }
    return out.append("</ul>\n</body>\n</html>\n").toString();
  }

  private static void row(StringBuilder out, SheetRow row, BenchmarkSheet sheet) {
    out.append("<tr><th scope=\"row\"><abbr title=\"")
        .append(plain(row.definition() + " Source: " + row.source().words() + "."))
        .append("\">")
        .append(plain(row.label()))
        .append("</abbr>")
        .append(row.unit().isEmpty() ? "" : ", " + plain(row.unit()))
        .append("</th>");
    for (Column column : sheet.columns()) {
      SheetCell cell = column.cell(row);
      out.append("<td>").append(plain(cell.text()));
      if (cell.about() != null) {
        out.append("<small>").append(plain(cell.aboutText())).append("</small>");
      }
      if (cell.interval() != null) {
        out.append("<small>").append(plain(cell.intervalText())).append("</small>");
      }
      if (cell.samples() > 0) {
        out.append("<small>n ").append(cell.samples()).append("</small>");
      }
      if (!cell.note().isEmpty()) {
        out.append("<small>").append(plain(cell.note())).append("</small>");
      }
      out.append("</td>");
    }
    out.append("</tr>\n");
  }

  private static void item(StringBuilder out, String text) {
    out.append("<li>").append(plain(text)).append("</li>\n");
  }

  private static String plain(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
