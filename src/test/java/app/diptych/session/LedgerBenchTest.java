package app.diptych.session;

import app.diptych.aim.Aim;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.LedgerGroup;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a ledger of 100,000 requests takes to add up. */
@Tag("bench")
class LedgerBenchTest {
  private static final int ENTRIES = 100_000;
  private static final int TURNS = 7;

  @TempDir Path home;

  @Test
  void addsUpAHundredThousandRequests() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      fill(open);
      print("read", () -> open.workspace.ledger(LedgerQuery.all()).size());
      double slowest = 0;
      for (LedgerGroup group : LedgerGroup.values()) {
        slowest =
            Math.max(
                slowest,
                print(
                    "read and sum by " + group.name().toLowerCase(Locale.ROOT),
                    () -> sum(open, group)));
      }
      Aim.LEDGER.measured(slowest);
    }
  }

  private static long sum(OpenWorkspace open, LedgerGroup group) throws Exception {
    List<LedgerEntry> entries = open.workspace.ledger(LedgerQuery.all());
    return group.totals(entries, ZoneId.of("Europe/Berlin")).stream()
        .mapToLong(LedgerGroup.Total::requests)
        .sum();
  }

  private interface Work {
    long run() throws Exception;
  }

  private static double print(String what, Work work) throws Exception {
    double[] took = new double[TURNS];
    long result = 0;
    for (int i = 0; i < TURNS; i++) {
      long begun = System.nanoTime();
      result = work.run();
      took[i] = (System.nanoTime() - begun) / 1e6;
    }
    double first = took[0];
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "ledger of %,d: %-40s first %4.0f ms, median %4.0f ms (%,d)%n",
        ENTRIES,
        what,
        first,
        took[TURNS / 2],
        result);
    return took[TURNS / 2];
  }

  private static void fill(OpenWorkspace open) throws Exception {
    try (Connection connection = open.writerConnection()) {
      Sql.run(connection, "BEGIN IMMEDIATE");
      try (PreparedStatement row = connection.prepareStatement(Ledger.INSERT)) {
        for (int i = 0; i < ENTRIES; i++) {
          Object[] values = {
            1_790_000_000_000L + i * 60_000L,
            "trial-" + i / 2,
            i % 2 == 0 ? "A" : "B",
            "gateway" + i % 7 + "/model-" + i % 31,
            "gateway" + i % 7 + "/model-" + i % 31,
            0,
            "Finished",
            "{\"inputTokens\":12,\"outputTokens\":80,\"source\":\"reported\"}",
            "gateway" + i % 7,
            "[\"team" + i % 5 + "\",\"talk\"]",
            i % 50 == 0 ? null : "0.0000" + (1_000 + i % 9_000),
            i % 50 == 0 ? null : i % 10 == 1 ? "CNY" : "USD",
            i % 3 == 0 ? 1 : 0,
            i % 50 == 0 ? "no price is known for it" : null
          };
          for (int column = 0; column < values.length; column++) {
            row.setObject(column + 1, values[column]);
          }
          row.executeUpdate();
        }
      }
      Sql.run(connection, "COMMIT");
    }
  }
}
