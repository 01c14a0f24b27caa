package app.diptych.report.claim;

import java.util.List;
import java.util.Locale;

/** Checked claims as one page that needs nothing else and runs nothing. */
final class ClaimPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Claims beside measurements</title>
      <style>
      :root { color-scheme: light dark; --page: #ffffff; --text: #1f2328; --line: #d1d9e0; --quiet: #59636e;
        --good: #1a7f37; --bad: #cf222e; }
      @media (prefers-color-scheme: dark) {
        :root { --page: #0d1117; --text: #f0f6fc; --line: #3d444d; --quiet: #9198a1; --good: #3fb950; --bad: #f85149; }
      }
      body { background: var(--page); color: var(--text); font: 14px/1.5 Inter, system-ui, sans-serif; margin: 32px; }
      h1 { font-size: 20px; }
      div { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { border-bottom: 1px solid var(--line); padding: 8px; text-align: left; vertical-align: top; min-width: 72px; }
      th { color: var(--quiet); font-weight: 600; }
      .confirmed { color: var(--good); font-weight: 600; }
      .refuted { color: var(--bad); font-weight: 600; }
      .not_enough_data, .not_measurable, p { color: var(--quiet); }
      </style>
      </head>
      <body>
      <h1>Claims beside measurements</h1>
      """;

  private ClaimPage() {}

  static String write(List<String> columns, List<CheckedClaim> claims) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<p>")
        .append(escape(ClaimSheet.summary(claims)))
        .append(".</p>\n<div><table>\n<thead><tr>");
    columns.forEach(
        column -> page.append("<th scope=\"col\">").append(escape(column)).append("</th>"));
    page.append("</tr></thead>\n<tbody>\n");
    for (CheckedClaim checked : claims) {
      List<String> cells = ClaimSheet.cells(checked);
      page.append("<tr>");
      for (int i = 0; i < cells.size(); i++) {
        String look =
            columns.get(i).equals("verdict")
                ? " class=\"" + checked.verdict().name().toLowerCase(Locale.ROOT) + "\""
                : "";
        page.append("<td").append(look).append('>').append(escape(cells.get(i))).append("</td>");
      }
      page.append("</tr>\n");
    }
    return page.append("</tbody>\n</table></div>\n</body>\n</html>\n").toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
