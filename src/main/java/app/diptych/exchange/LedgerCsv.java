package app.diptych.exchange;

import app.diptych.cost.Cost;
import app.diptych.cost.LedgerEntry;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ledger as a table with one row for each request. */
public final class LedgerCsv {
  private static final List<String> HEADERS =
      List.of(
          "at",
          "trial",
          "side",
          "model",
          "gateway",
          "tags",
          "outcome",
          "cost",
          "amount",
          "currency",
          "estimated",
          "why");

  private LedgerCsv() {}

  public static void write(List<LedgerEntry> entries, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(Csv.line(HEADERS));
      for (LedgerEntry entry : entries) {
        out.write(Csv.line(cells(entry)));
      }
    }
  }

  private static List<String> cells(LedgerEntry entry) {
    Cost cost = entry.cost();
    Cost.Known known = cost instanceof Cost.Known priced ? priced : null;
    return List.of(
        entry.at().toString(),
        entry.trial(),
        entry.side(),
        entry.model(),
        entry.gateway() == null ? "" : entry.gateway(),
        String.join(" ", entry.tags()),
        entry.outcome(),
        state(entry),
        known == null ? "" : known.money().amount().toPlainString(),
        known == null ? "" : known.money().currency(),
        known == null ? "" : String.valueOf(known.estimated()),
        cost instanceof Cost.Unpriced unpriced ? unpriced.why() : "");
  }

  private static String state(LedgerEntry entry) {
    return switch (entry.cost()) {
      case Cost.Known _ -> "priced";
      case Cost.Unpriced _ -> "unpriced";
      case Cost.Local _ -> "local";
      case null -> "not charged";
    };
  }
}
