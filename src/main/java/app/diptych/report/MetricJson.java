package app.diptych.report;

import app.diptych.report.MetricTable.Group;
import app.diptych.report.MetricTable.Line;
import app.diptych.report.MetricTable.Statistic;
import app.diptych.report.MetricTable.Total;
import app.diptych.report.MetricTable.Value;
import app.diptych.timing.Interval;
import app.diptych.timing.MetricName;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All metrics as one JSON document; why a number is missing stands beside the others. */
public final class MetricJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private MetricJson() {}

  public static String write(MetricTable table) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("by", table.by().word()).put("zone", table.zone().getId());
    ArrayNode groups = root.putArray("groups");
    table.groups().forEach(group -> put(groups.addObject(), group));
    table.notes().forEach(root.putArray("notes")::add);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void put(ObjectNode node, Group group) {
    node.put("name", group.name()).put("title", group.title()).put("requests", group.requests());
    ObjectNode metrics = node.putObject("metrics");
    group.lines().forEach(line -> put(metrics.putObject(key(line.metric())), line));
    ObjectNode totals = node.putObject("totals");
    for (Total total : group.totals()) {
      SheetCell cell = total.cell();
      Interval interval = cell.interval();
      totals
          .putObject(key(total.metric()))
          .put("value", cell.value())
          .put("low", interval == null ? null : Double.valueOf(interval.low()))
          .put("high", interval == null ? null : Double.valueOf(interval.high()))
          .put("atLeast", cell.isAtLeast())
          .put("unit", total.metric().unit().sign())
          .put("samples", cell.samples())
          .put("shown", cell.text())
          .put("note", cell.note());
    }
    group.notes().forEach(node.putArray("notes")::add);
  }

  private static void put(ObjectNode node, Line line) {
    node.put("unit", line.metric().unit().sign())
        .put("samples", line.samples())
        .put("estimated", line.isEstimated())
        .put("estimatedSamples", line.estimated());
    ObjectNode missing = JsonNodeFactory.instance.objectNode();
    for (Statistic statistic : Statistic.values()) {
      Value value = line.value(statistic);
      node.put(statistic.label(), value.number());
      if (!value.missing().isEmpty()) {
        missing.put(statistic.label(), value.missing());
      }
    }
    node.set("missing", missing);
  }

  private static String key(MetricName metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }
}
