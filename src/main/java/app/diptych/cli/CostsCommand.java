package app.diptych.cli;

import app.diptych.cost.BudgetsJson;
import app.diptych.cost.CostTogether;
import app.diptych.cost.CostTotal;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.LedgerGroup;
import app.diptych.cost.MissingRate;
import app.diptych.cost.Money;
import app.diptych.exchange.LedgerCsv;
import app.diptych.session.LedgerQuery;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Adds up the ledger. */
@Command(
    name = "costs",
    description = {
      "Adds up what requests cost, by tag, team, gateway, model or day, out of the ledger.",
      "A tag such as team:search names a team.",
      "\"at least\" means that some of them have no price, or not for all that was charged.",
      "\"estimated\" means that tokens were counted here, because the provider did not tell them.",
      "Several currencies are also told as one when all of them have a rate (diptych prices rate); a"
          + " rate that is missing is named."
    })
final class CostsCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description =
          "tag, team, gateway, model or day. A request with two tags counts for both. Default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "day")
  LedgerGroup by = LedgerGroup.DAY;

  @Option(names = "--since", paramLabel = "DATE", description = "From this day on.")
  @Nullable String since;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also write every request into this file, one a row.")
  @Nullable Path csv;

  CostsCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException {
    ZoneId zone = ZoneId.systemDefault();
    LedgerQuery query =
        since == null
            ? LedgerQuery.all()
            : LedgerQuery.since(BudgetsJson.date(since).atStartOfDay(zone).toInstant());
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      List<LedgerEntry> entries = saved == null ? List.of() : saved.ledger(query);
      ExchangeRates rates = rooms.budgets().rates();
      if (root.json) {
        root.terminal().print(SessionsText.pretty(json(entries, zone, rates)));
      } else {
        text(entries, zone, rates);
      }
      return csv == null || wrote(csv, entries) ? Exit.FINE : Exit.FAILED;
    } catch (WorkspaceException unreadable) {
      root.terminal().complain(unreadable.sentence());
      return Exit.FAILED;
    }
  }

  private boolean wrote(Path file, List<LedgerEntry> entries) {
    try {
      LedgerCsv.write(entries, file);
      return true;
    } catch (IOException refused) {
      root.terminal()
          .complain(file + " cannot be written: check its folder's permissions and room.");
      return false;
    }
  }

  private void text(List<LedgerEntry> entries, ZoneId zone, ExchangeRates rates) {
    if (entries.isEmpty()) {
      root.terminal().print("No request is in the ledger" + (since == null ? "." : " since then."));
      return;
    }
    by.totals(entries, zone).forEach(this::line);
    LedgerGroup.Total all = LedgerGroup.all(entries);
    line(all);
    CostTogether.of(all.cost(), rates)
        .ifPresent(together -> root.terminal().print(Terminal.safe(together.words())));
    MissingRate.of(all.cost(), rates)
        .forEach(missing -> root.terminal().print(Terminal.safe(missing.words())));
  }

  private void line(LedgerGroup.Total total) {
    String requests = total.requests() == 1 ? "1 request" : total.requests() + " requests";
    long guessed = total.cost().estimated();
    String estimated = guessed == 0 ? "" : ", " + guessed + " of them estimated";
    String heldBack =
        total.heldBack() == 0 ? "" : ", " + total.heldBack() + " refused and never sent";
    root.terminal()
        .print(
            Terminal.safe(
                "%s: %s, %s%s%s"
                    .formatted(total.name(), total.cost().words(), requests, estimated, heldBack)));
  }

  private ObjectNode json(List<LedgerEntry> entries, ZoneId zone, ExchangeRates rates) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("by", by.name().toLowerCase(Locale.ROOT)).put("since", since);
    ArrayNode totals = node.putArray("totals");
    by.totals(entries, zone).forEach(total -> totals.add(json(total)));
    LedgerGroup.Total all = LedgerGroup.all(entries);
    node.set("all", json(all));
    CostTogether.of(all.cost(), rates).ifPresent(together -> node.set("together", json(together)));
    ArrayNode missing = node.putArray("missingRates");
    MissingRate.of(all.cost(), rates)
        .forEach(rate -> missing.addObject().put("from", rate.from()).put("to", rate.to()));
    return node;
  }

  private static ObjectNode json(CostTogether together) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("amount", together.money().amount().toPlainString())
            .put("currency", together.money().currency())
            .put("atLeast", together.atLeast());
    node.set("rates", BudgetsJson.write(new ExchangeRates(together.rates())));
    return node;
  }

  private static ObjectNode json(LedgerGroup.Total total) {
    CostTotal cost = total.cost();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", total.name())
        .put("requests", total.requests())
        .put("heldBack", total.heldBack());
    ArrayNode sums = node.putArray("sums");
    for (Money money : new TreeMap<>(cost.sums()).values()) {
      sums.addObject()
          .put("amount", money.amount().toPlainString())
          .put("currency", money.currency());
    }
    return node.put("atLeast", cost.isAtLeast())
        .put("priced", cost.priced())
        .put("unpriced", cost.unpriced())
        .put("estimated", cost.estimated());
  }
}
