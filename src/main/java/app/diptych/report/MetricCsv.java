package app.diptych.report;

import static app.diptych.report.SheetCsv.number;
import static app.diptych.report.SheetCsv.text;

import app.diptych.report.MetricTable.Group;
import app.diptych.report.MetricTable.Line;
import app.diptych.report.MetricTable.Statistic;
import app.diptych.report.MetricTable.Total;
import app.diptych.report.MetricTable.Value;
import app.diptych.timing.Interval;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * All metrics as RFC 4180 has it, a line for each of a group, harmless for spreadsheets. The first
 * line of a group counts its requests, and its note says what was left out. Notes on all of it
 * stand at the end.
 */
public final class MetricCsv {
  private static final int STATISTIC_COUNT = Statistic.values().length;

  /** The fields of the statistics and the comma before the note, of a line without statistics. */
  private static final String NO_STATISTICS = ",".repeat(STATISTIC_COUNT + 1);

  private static final String STATISTICS =
      Arrays.stream(Statistic.values()).map(Statistic::label).collect(Collectors.joining(","));

  private static final String HEAD =
      "by,group,title,metric,unit,samples,estimated,value,low,high,at_least,"
          + STATISTICS
          + ",note\r\n";

  private MetricCsv() {}

  public static String write(MetricTable table) {
    StringBuilder out = new StringBuilder(HEAD);
    for (Group group : table.groups()) {
      String first =
          text(table.words()) + "," + text(group.name()) + "," + text(group.title()) + ",";
      out.append(first).append(requests(group));
      for (Line line : group.lines()) {
        out.append(first).append(ofAnswers(line));
      }
      for (Total total : group.totals()) {
        out.append(first).append(ofGroup(total));
      }
    }
    for (String note : table.notes()) {
      out.append(text(table.words())).append(",,,note,,,,,,,").append(NO_STATISTICS);
      out.append(text(note)).append("\r\n");
    }
    return out.toString();
  }

  private static String requests(Group group) {
    String notes = String.join(" ", group.notes());
    return "requests,,"
        + group.requests()
        + ",,"
        + number((double) group.requests())
        + ",,,"
        + NO_STATISTICS
        + text(notes)
        + "\r\n";
  }

  private static String ofGroup(Total total) {
    SheetCell cell = total.cell();
    Interval interval = cell.interval();
    StringJoiner fields = new StringJoiner(",");
    fields.add(text(total.metric().label())).add(text(total.metric().unit().sign()));
    fields.add(String.valueOf(cell.samples())).add("").add(number(cell.value()));
    fields.add(number(interval == null ? null : Double.valueOf(interval.low())));
    fields.add(number(interval == null ? null : Double.valueOf(interval.high())));
    fields.add(cell.value() == null ? "" : String.valueOf(cell.isAtLeast()));
    return fields + NO_STATISTICS + text(cell.note()) + "\r\n";
  }

  private static String ofAnswers(Line line) {
    StringJoiner fields = new StringJoiner(",", "", "\r\n");
    fields.add(text(line.metric().label())).add(text(line.metric().unit().sign()));
    fields.add(String.valueOf(line.samples())).add(String.valueOf(line.estimated()));
    // Value, interval and "at least" are those of totals.
    fields.add("").add("").add("").add("");
    StringJoiner note = new StringJoiner("; ");
    if (line.isEstimated()) {
      note.add(line.estimatedText());
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
