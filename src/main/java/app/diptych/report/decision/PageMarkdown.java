package app.diptych.report.decision;

import app.diptych.report.decision.Block.Chart;
import app.diptych.report.decision.Block.Points;
import app.diptych.report.decision.Block.Table;
import app.diptych.report.decision.Block.Words;
import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown; charts become tables. What others wrote in it stays text. */
final class PageMarkdown {
  private final StringBuilder out = new StringBuilder();

  private PageMarkdown() {}

  static String write(Page page) {
    return new PageMarkdown().page(page);
  }

  private String page(Page page) {
    out.append("# ").append(Plain.markdown(page.title())).append("\n\n");
    out.append(Plain.markdown(page.about())).append('\n');
    for (Chapter chapter : page.chapters()) {
      anchor(chapter.id());
      out.append("## ").append(Plain.markdown(chapter.title())).append('\n');
      chapter.blocks().forEach(this::block);
    }
    return out.toString();
  }

  private void block(Block block) {
    switch (block) {
      case Words words -> {
        String mark = words.strong() ? "**" : "";
        out.append('\n').append(mark).append(text(words.text())).append(mark).append('\n');
      }
      case Points points -> {
        out.append('\n');
        points.items().forEach(item -> out.append("- ").append(text(item)).append('\n'));
      }
      case Table table -> {
        anchor(table.id());
        table(table.caption(), table.columns(), table.rows());
      }
      case Chart chart -> {
        anchor(chart.id());
        table(
            chart.caption(),
            List.of("", chart.unit().isEmpty() ? "value" : chart.unit()),
            chart.bars().stream().map(bar -> Block.row(bar.label(), bar.words())).toList());
      }
    }
  }

  private void table(String caption, List<String> columns, List<List<Text>> rows) {
    out.append('*').append(Plain.markdown(caption)).append("*\n\n|");
    columns.forEach(column -> out.append(' ').append(Plain.markdown(column)).append(" |"));
    out.append("\n|").append("---|".repeat(columns.size())).append('\n');
    for (List<Text> row : rows) {
      out.append(
          row.stream().map(PageMarkdown::text).collect(Collectors.joining(" | ", "| ", " |")));
      out.append('\n');
    }
  }

  private void anchor(String id) {
    out.append("\n<a id=\"").append(id).append("\"></a>\n\n");
  }

  private static String text(Text text) {
    String words = Plain.markdown(text.words());
    String led =
        text.evidence() == null || words.isEmpty()
            ? words
            : "[" + words + "](#" + text.evidence() + ")";
    return text.small().isEmpty() ? led : (led + " " + Plain.markdown(text.small())).strip();
  }
}
