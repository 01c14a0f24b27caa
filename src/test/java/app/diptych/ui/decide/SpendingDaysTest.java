package app.diptych.ui.decide;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Cost;
import app.diptych.cost.CostScale;
import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.LedgerGroup;
import app.diptych.cost.Money;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Tip;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
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
          made.show(totals, scale(ExchangeRates.NONE, entries));
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
    List<LedgerEntry> entries = List.of(entry("2026-11-24T12:00:00Z"));
    List<LedgerGroup.Total> totals = LedgerGroup.DAY.totals(entries, BERLIN);
    boolean shown =
        FxTest.run(() -> {
          SpendingDays made = new SpendingDays();
          made.show(totals, scale(ExchangeRates.NONE, entries));
          return made.isVisible() || made.isManaged();
        });
    assertThat(shown).isFalse();
  }

  @Test
  void barsOfSeveralCurrenciesHaveTheirLengthsByTheRates() {
    List<LedgerEntry> entries =
        List.of(
            entry("2026-11-24T12:00:00Z", "1", "USD"), entry("2026-11-25T12:00:00Z", "2", "JPY"));
    ExchangeRate rate =
        new ExchangeRate("JPY", "USD", new BigDecimal("0.01"), "a test", LocalDate.EPOCH);
    assertThat(heights(entries, ExchangeRates.NONE.with(rate)))
        .as("96 high, and nothing is lower than 2")
        .containsExactly(96.0, 2.0);
    assertThat(styles(entries, ExchangeRates.NONE.with(rate)))
        .containsExactly("spending-bar", "spending-bar");
    assertThat(styles(entries, ExchangeRates.NONE))
        .as("what has no length is not drawn as if it were all")
        .containsExactly("spending-bar", "spending-open");
  }

  private static List<Double> heights(List<LedgerEntry> entries, ExchangeRates rates) {
    return filled(entries, rates).stream().map(Region::getPrefHeight).toList();
  }

  private static List<String> styles(List<LedgerEntry> entries, ExchangeRates rates) {
    return filled(entries, rates).stream().map(bar -> bar.getStyleClass().getLast()).toList();
  }

  private static List<Region> filled(List<LedgerEntry> entries, ExchangeRates rates) {
    return FxTest.run(() -> {
      SpendingDays made = new SpendingDays();
      made.show(LedgerGroup.DAY.totals(entries, BERLIN), scale(rates, entries));
      return ((HBox) made.getChildren().getFirst())
          .getChildren().stream()
              .map(place -> (Region) ((StackPane) place).getChildren().getFirst())
              .toList();
    });
  }

  private static CostScale scale(ExchangeRates rates, List<LedgerEntry> entries) {
    return CostScale.of(LedgerGroup.all(entries).cost(), rates);
  }

  private static List<String> tips(SpendingDays days) {
    return ((HBox) days.getChildren().getFirst()).getChildren().stream().map(Tip::of).toList();
  }

  private static LedgerEntry entry(String at) {
    return entry(at, "0.1", "USD");
  }

  private static LedgerEntry entry(String at, String amount, String currency) {
    return new LedgerEntry(
        Instant.parse(at),
        at,
        "A",
        "gw/m",
        "gw",
        List.of(),
        "Finished",
        new Cost.Known(Money.of(amount, currency), false));
  }
}
