package app.diptych.report;

import static app.diptych.report.SheetMarkdown.plain;

import app.diptych.report.MetricTable.Group;
import app.diptych.report.MetricTable.Line;
import app.diptych.report.MetricTable.Statistic;
import app.diptych.report.MetricTable.Total;
import app.diptych.report.MetricTable.Value;
import app.diptych.timing.MetricName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** All metrics as a Markdown table for each group; what others wrote in it stays text. */
public final class MetricMarkdown {
  private MetricMarkdown() {}

  public static String write(MetricTable table) {
    StringBuilder out = new StringBuilder("All metrics by ");
    out.append(plain(table.words())).append(".\n");
    Set<MetricName> told = new LinkedHashSet<>();
    for (Group group : table.groups()) {
      write(out, group);
      group.lines().stream().map(Line::metric).forEach(told::add);
      group.totals().stream().map(Total::metric).forEach(told::add);
    }
    table.notes().forEach(note -> out.append('\n').append(plain(note)).append('\n'));
    define(out, told);
    return out.append('\n').toString();
  }

  private static void write(StringBuilder out, Group group) {
    String called = group.title().isEmpty() ? group.name() : group.title();
    out.append("\n**").append(plain(called)).append("**");
    out.append(group.title().isEmpty() ? "" : " (" + plain(group.name()) + ")").append(": ");
    out.append(group.requests()).append(group.requests() == 1 ? " request." : " requests.");
    group.notes().forEach(note -> out.append(' ').append(plain(note)));
    out.append("\n\n| | n |");
    for (Statistic statistic : Statistic.values()) {
      out.append(' ').append(statistic.label()).append(" |");
    }
    out.append("\n|---|---:|").append("---:|".repeat(Statistic.values().length)).append('\n');
    for (Line line : group.lines()) {
      out.append("| ").append(heading(line.metric())).append(" | ").append(line.samples());
      out.append(line.isEstimated() ? plain(" (~ " + line.estimatedText() + ")") : "").append(" |");
      for (Statistic statistic : Statistic.values()) {
        out.append(' ').append(plain(words(line, line.value(statistic)))).append(" |");
      }
      out.append('\n');
    }
    for (Total total : group.totals()) {
      out.append("\n- ").append(heading(total.metric())).append(": ");
      out.append(plain(SheetMarkdown.words(total.cell())));
    }
    out.append('\n');
  }

  private static void define(StringBuilder out, Collection<MetricName> metrics) {
    for (MetricName metric : metrics) {
      out.append("\n- ").append(metric.label()).append(": ");
      out.append(plain(metric.definition())).append(" (");
      out.append(metric.source().words()).append(')');
    }
  }

  /** With its unit, unless that is in its name. */
  private static String heading(MetricName metric) {
    String unit = metric.unit().sign();
    return metric.label().contains(unit) ? metric.label() : metric.label() + ", " + unit;
  }

  private static String words(Line line, Value value) {
    Double number = value.number();
    return number == null
        ? SheetCell.NONE + " (" + value.missing() + ")"
        : (line.isEstimated() ? "~" : "") + Digits.of(number);
  }
}
