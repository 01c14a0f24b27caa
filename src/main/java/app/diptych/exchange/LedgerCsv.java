package app.diptych.exchange;

import app.diptych.cost.Cost;
import app.diptych.cost.LedgerEntry;
import app.diptych.session.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
          "why",
          "answered_by");

  private LedgerCsv() {}

  public static void write(List<LedgerEntry> entries, Path file) throws IOException {
    WholeFile.write(
        file,
        out -> {
          out.write(Csv.line(HEADERS));
          for (LedgerEntry entry : entries) {
            out.write(Csv.line(cells(entry)));
          }
        });
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
        why(cost),
        entry.answeredBy() == null ? "" : entry.answeredBy());
  }

  private static String why(@Nullable Cost cost) {
    return switch (cost) {
      case Cost.Known known when known.open() != null -> known.open();
      case Cost.Unpriced unpriced -> unpriced.why();
      case Cost.Known _, Cost.Local _ -> "";
      case null -> "";
    };
  }

  private static String state(LedgerEntry entry) {
    return switch (entry.cost()) {
      case Cost.Known known -> known.isAtLeast() ? "partly" : "priced";
      case Cost.Unpriced _ -> "unpriced";
      case Cost.Local _ -> "local";
      case null -> "not charged";
    };
  }
}
