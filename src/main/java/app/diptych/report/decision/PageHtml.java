package app.diptych.report.decision;

import app.diptych.report.decision.Block.Chart;
import app.diptych.report.decision.Block.Points;
import app.diptych.report.decision.Block.Table;
import app.diptych.report.decision.Block.Words;
import java.util.List;

/**
 * A report as one page that needs nothing else: no script, no network, light or dark as the reader
 * has it, fit to be printed. It is well-formed XML as well, so that anything can check it.
 */
final class PageHtml {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en" xml:lang="en" xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <meta name="referrer" content="no-referrer"/>
      """;

  private static final String STYLE =
      """
      <style>
      :root { color-scheme: light dark; --line: #d1d9e0; --soft: #59636e; --back: #ffffff; --panel: #f6f8fa;
        --text: #1f2328; --link: #0969da; --a: #0969da; --b: #bc4c00; }
      @media (prefers-color-scheme: dark) {
        :root { --line: #3d444d; --soft: #9198a1; --back: #0d1117; --panel: #151b23; --text: #f0f6fc;
          --link: #4493f8; --a: #4493f8; --b: #f0883e; }
      }
      * { box-sizing: border-box; }
      body { font: 15px/1.55 Inter, system-ui, sans-serif; background: var(--back); color: var(--text);
        margin: 2rem auto; max-width: 64rem; padding: 0 1rem; overflow-wrap: anywhere; }
      h1 { font-size: 1.7rem; line-height: 1.25; margin: 0; }
      h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; padding-top: .5rem; border-top: 1px solid var(--line); }
      a { color: var(--link); text-underline-offset: .15em; }
      main a { color: inherit; text-decoration: underline dotted var(--link) 1px; text-underline-offset: .2em; }
      main a:hover, main a:focus-visible { color: var(--link); }
      p, li { max-width: 52rem; }
      p.about, small, figcaption, caption { color: var(--soft); }
      p.strong { font-size: 1.1rem; font-weight: 600; background: var(--panel); border: 1px solid var(--line);
        border-radius: 6px; padding: .8rem 1rem; }
      nav ul { columns: 3 12rem; padding-left: 1.2rem; }
      .wide { overflow-x: auto; margin: 1rem 0; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; min-width: 50%; }
      caption { text-align: left; padding: .3rem 0; }
      th, td { border-bottom: 1px solid var(--line); padding: .4rem .8rem .4rem 0; text-align: left;
        vertical-align: top; max-width: 26rem; min-width: 4rem; }
      thead th { color: var(--soft); font-weight: 600; }
      tbody th { font-weight: 500; }
      td small, th small { display: block; }
      figure { margin: 1rem 0; }
      svg { display: block; width: 100%; max-width: 45rem; height: auto; font: 13px Inter, system-ui, sans-serif;
        font-variant-numeric: tabular-nums; }
      svg text { fill: var(--text); }
      svg .soft { fill: var(--soft); }
      svg .rule { stroke: var(--line); }
      svg .mark { stroke: var(--soft); stroke-dasharray: 4 3; }
      svg .a { fill: var(--a); stroke: var(--a); }
      svg .b { fill: var(--b); stroke: var(--b); }
      svg .neither { fill: var(--soft); stroke: var(--soft); }
      :target { outline: 2px solid var(--link); outline-offset: 4px; }
      @media print {
        :root { --line: #bbbbbb; --soft: #444444; --back: #ffffff; --panel: #ffffff; --text: #000000; --link: #000000;
          --a: #0550ae; --b: #953800; }
        body { margin: 0; max-width: none; font-size: 10.5pt; }
        nav { display: none; }
        h2 { break-after: avoid; }
        figure, tr { break-inside: avoid; }
        thead { display: table-header-group; }
        .wide { overflow: visible; }
      }
      </style>
      """;

  private final StringBuilder out = new StringBuilder(HEAD);

  private PageHtml() {}

  static String write(Page page) {
    return new PageHtml().page(page);
  }

  private String page(Page page) {
    out.append("<title>").append(Plain.html(page.title())).append("</title>\n").append(STYLE);
    out.append("</head>\n<body>\n<header>\n<h1>").append(Plain.html(page.title()));
    out.append("</h1>\n<p class=\"about\">").append(Plain.html(page.about()));
    out.append("</p>\n</header>\n<nav aria-label=\"Contents\">\n<ul>\n");
    for (Chapter chapter : page.chapters()) {
      out.append("<li><a href=\"#").append(chapter.id()).append("\">");
      out.append(Plain.html(chapter.title())).append("</a></li>\n");
    }
    out.append("</ul>\n</nav>\n<main>\n");
    page.chapters().forEach(this::chapter);
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private void chapter(Chapter chapter) {
    String id = chapter.id();
    out.append("<section id=\"").append(id).append("\" aria-labelledby=\"").append(id);
    out.append("-title\">\n<h2 id=\"").append(id).append("-title\">");
    out.append(Plain.html(chapter.title())).append("</h2>\n");
    chapter.blocks().forEach(this::block);
    out.append("</section>\n");
  }

  private void block(Block block) {
    switch (block) {
      case Words words -> {
        out.append(words.strong() ? "<p class=\"strong\">" : "<p>");
        text(words.text());
        out.append("</p>\n");
      }
      case Points points -> points(points);
      case Table table -> table(table);
      case Chart chart -> out.append(ChartSvg.figure(chart));
    }
  }

  private void points(Points points) {
    if (points.items().isEmpty()) {
      return;
    }
    out.append("<ul>\n");
    for (Text item : points.items()) {
      out.append("<li>");
      text(item);
      out.append("</li>\n");
    }
    out.append("</ul>\n");
  }

  private void table(Table table) {
    out.append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
    out.append(Plain.html(table.caption())).append("\">\n<table id=\"").append(table.id());
    out.append("\">\n<caption>")
        .append(Plain.html(table.caption()))
        .append("</caption>\n<thead><tr>");
    for (String column : table.columns()) {
      out.append("<th scope=\"col\">").append(Plain.html(column)).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(this::row);
    out.append("</tbody>\n</table>\n</div>\n");
  }

  private void row(List<Text> cells) {
    out.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "<th scope=\"row\">" : "<td>");
      text(cells.get(i));
      out.append(i == 0 ? "</th>" : "</td>");
    }
    out.append("</tr>\n");
  }

  private void text(Text text) {
    boolean leads = text.evidence() != null;
    if (leads) {
      out.append("<a href=\"#").append(text.evidence()).append("\">");
    }
    out.append(Plain.html(text.words()));
    out.append(leads ? "</a>" : "");
    if (!text.small().isEmpty()) {
      out.append(" <small>").append(Plain.html(text.small())).append("</small>");
    }
  }
}
