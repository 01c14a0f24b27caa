package app.diptych.ui.decide;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Cost;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.LedgerGroup;
import app.diptych.cost.Money;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Tip;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bar for each day as the user lives it. */
class SpendingDaysTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @BeforeAll
  static void theToolkitRuns() {
    FxTest.start();
  }

  /** In winter 23:00 UTC is midnight in Berlin. */
  @Test
  void aBarEndsAtMidnightWhereTheUserLives() {
    List<LedgerEntry> entries =
        Stream.of(
                "2026-11-24T12:00:00Z",
                "2026-11-26T22:59:59Z",
                "2026-11-26T23:00:00Z",
                "2026-11-27T00:00:00Z")
            .map(SpendingDaysTest::entry)
            .toList();
    List<LedgerGroup.Total> totals = LedgerGroup.DAY.totals(entries, BERLIN);
    SpendingDays days =
        FxTest.run(() -> {
          SpendingDays made = new SpendingDays();
          made.show(totals);
          return made;
        });
    assertThat(FxTest.run(() -> tips(days)))
        .containsExactly(
            "2026-11-24: 0.1 USD, 1 request",
            "",
            "2026-11-26: 0.1 USD, 1 request",
            "2026-11-27: 0.2 USD, 2 requests");
    assertThat(FxTest.run(() -> days.getAccessibleText()))
        .isEqualTo("Spent on each day from 2026-11-24 to 2026-11-27. most on one day: 0.2 USD.");
  }

  @Test
  void oneDayIsNoPicture() {
    List<LedgerGroup.Total> totals =
        LedgerGroup.DAY.totals(List.of(entry("2026-11-24T12:00:00Z")), BERLIN);
    boolean shown =
        FxTest.run(() -> {
          SpendingDays made = new SpendingDays();
          made.show(totals);
          return made.isVisible() || made.isManaged();
        });
    assertThat(shown).isFalse();
  }

  private static List<String> tips(SpendingDays days) {
    return ((HBox) days.getChildren().getFirst()).getChildren().stream().map(Tip::of).toList();
  }

  private static LedgerEntry entry(String at) {
    return new LedgerEntry(
        Instant.parse(at),
        at,
        "A",
        "gw/m",
        "gw",
        List.of(),
        "Finished",
        new Cost.Known(Money.of("0.1", "USD"), false));
  }
}
