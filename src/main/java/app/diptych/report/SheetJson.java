package app.diptych.report;

import app.diptych.cost.BudgetsJson;
import app.diptych.cost.ExchangeRates;
import app.diptych.report.BenchmarkSheet.Column;
import app.diptych.timing.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A benchmark sheet as one JSON document. */
public final class SheetJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SheetJson() {}

  public static String write(BenchmarkSheet sheet) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("from", sheet.from().map(Instant::toString).orElse(null));
    root.put("until", sheet.until().map(Instant::toString).orElse(null));
    ArrayNode models = root.putArray("models");
    sheet.columns().forEach(column -> put(models.addObject(), sheet.rows(), column));
    sheet.notes().forEach(root.putArray("notes")::add);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void put(ObjectNode node, List<SheetRow> all, Column column) {
    node.put("model", column.model()).put("requests", column.requests());
    ObjectNode rows = node.putObject("rows");
    for (SheetRow row : all) {
      SheetCell cell = column.cell(row);
      Interval interval = cell.interval();
      ObjectNode one = rows.putObject(row.name().toLowerCase(Locale.ROOT));
      one.put("value", cell.value())
          .put("low", interval == null ? null : Double.valueOf(interval.low()))
          .put("high", interval == null ? null : Double.valueOf(interval.high()))
          .put("unit", row.unit())
          .put("samples", cell.samples())
          .put("shown", cell.text())
          .put("note", cell.note());
      About about = cell.about();
      if (about != null) {
        one.putObject("about")
            .put("amount", about.money().amount().toPlainString())
            .put("currency", about.money().currency())
            .put("atLeast", about.atLeast())
            .set("rates", BudgetsJson.write(new ExchangeRates(about.rates())));
      }
    }
    column.notes().forEach(node.putArray("notes")::add);
  }
}
