package app.diptych.report;

import static app.diptych.report.SheetCsv.number;
import static app.diptych.report.SheetCsv.text;

import app.diptych.report.MetricTable.Group;
import app.diptych.report.MetricTable.Line;
import app.diptych.report.MetricTable.Statistic;
import app.diptych.report.MetricTable.Total;
import app.diptych.report.MetricTable.Value;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All metrics as RFC 4180 has it, a line for each of a group, harmless for spreadsheets. The first
 * line of a group counts its requests, and its note says what was left out. Notes on all of it
 * stand at the end.
 */
public final class MetricCsv {
  private static final int STATISTIC_COUNT = Statistic.values().length;

  private static final String STATISTICS =
      Arrays.stream(Statistic.values()).map(Statistic::label).collect(Collectors.joining(","));

  private static final String HEAD =
      "by,group,title,metric,unit,samples,value," + STATISTICS + ",note\r\n";

  private MetricCsv() {}

  public static String write(MetricTable table) {
    StringBuilder out = new StringBuilder(HEAD);
    for (Group group : table.groups()) {
      String first =
          text(table.words()) + "," + text(group.name()) + "," + text(group.title()) + ",";
      String notes = String.join(" ", group.notes());
      out.append(first)
          .append(ofGroup("requests", "", group.requests(), (double) group.requests(), notes));
      for (Line line : group.lines()) {
        out.append(first).append(ofAnswers(line));
      }
      for (Total total : group.totals()) {
        SheetCell cell = total.cell();
        out.append(first)
            .append(
                ofGroup(
                    total.metric().label(),
                    total.metric().unit().sign(),
                    cell.samples(),
                    cell.value(),
                    cell.note()));
      }
    }
    for (String note : table.notes()) {
      out.append(text(table.words())).append(",,,note,,,").append(",".repeat(STATISTIC_COUNT + 1));
      out.append(text(note)).append("\r\n");
    }
    return out.toString();
  }

  private static String ofGroup(
      String metric, String unit, long samples, @Nullable Double value, String note) {
    return text(metric)
        + ","
        + text(unit)
        + ","
        + samples
        + ","
        + number(value)
        + ",".repeat(STATISTIC_COUNT + 1)
        + text(note)
        + "\r\n";
  }

  private static String ofAnswers(Line line) {
    StringJoiner fields = new StringJoiner(",", "", "\r\n");
    fields.add(text(line.metric().label())).add(text(line.metric().unit().sign()));
    fields.add(String.valueOf(line.samples())).add("");
    StringJoiner note = new StringJoiner("; ");
    if (line.estimated()) {
      note.add("some tokens are estimated");
    }
    for (Statistic statistic : Statistic.values()) {
      Value value = line.value(statistic);
      fields.add(number(value.number()));
      if (!value.missing().isEmpty()) {
        note.add(statistic.label() + " " + value.missing());
      }
    }
    return fields.add(text(note.toString())).toString();
  }
}
