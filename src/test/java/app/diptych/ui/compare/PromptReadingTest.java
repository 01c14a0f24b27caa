package app.diptych.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.trial.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a prompt may cost, told before it is sent. */
class PromptReadingTest {
  private static final Price SCOUT = price("0.23", "0.35", null, "USD");
  private static final Price QWEN = price("0.28", "0.42", null, "USD");

  @Test
  void addsBothSidesUpToTheLongestAnswer() {
    PromptReading reading =
        PromptReading.of(
            1000, List.of(asked(Side.A, 1000, 2000, SCOUT), asked(Side.B, 1000, 2000, QWEN)));
    // 0.00023 + 0.0007 and 0.00028 + 0.00084
    assertThat(reading.words()).isEqualTo("~1,000 tokens \u00b7 up to 0.00205 USD");
    assertThat(reading.details())
        .contains("A: ~1,000 tokens cost 0.00023 USD, at most 0.00093 USD with an answer of 2,000")
        .contains("B: ~1,000 tokens cost 0.00028 USD, at most 0.00112 USD")
        .contains("Price: a test, 2026-08-21.");
  }

  @Test
  void leavesTheAnswerOpenWhenItsLengthIsNotLimited() {
    PromptReading reading = PromptReading.of(1000, List.of(asked(Side.A, 1000, null, SCOUT)));
    assertThat(reading.words()).isEqualTo("~1,000 tokens \u00b7 0.00023 USD + answer");
    assertThat(reading.details()).contains("max tokens is not set");
  }

  @Test
  void neverCountsAnUnknownPriceAsZero() {
    PromptReading.Asked unpriced = asked(Side.B, 1000, 10, null);
    assertThat(PromptReading.of(1000, List.of(unpriced)).words())
        .isEqualTo("~1,000 tokens \u00b7 unpriced");
    assertThat(PromptReading.of(1000, List.of(asked(Side.A, 1000, 10, SCOUT), unpriced)).words())
        .isEqualTo("~1,000 tokens \u00b7 at least 0.00023 USD");
  }

  @Test
  void saysNothingOfMoneyForModelsOfThisMachine() {
    PromptReading reading =
        PromptReading.of(1, List.of(new PromptReading.Asked(Side.A, 1, 10, true, null)));
    assertThat(reading.words()).isEqualTo("~1 token");
    assertThat(reading.details()).contains("A: runs on this machine");
  }

  @Test
  void keepsCurrenciesApart() {
    Price yuan = price("1", "2", null, "CNY");
    assertThat(
            PromptReading.of(
                    1_000_000,
                    List.of(
                        asked(Side.A, 1_000_000, 1_000_000, SCOUT),
                        asked(Side.B, 1_000_000, 1_000_000, yuan)))
                .words())
        .isEqualTo("~1,000,000 tokens \u00b7 up to 3 CNY + 0.58 USD");
  }

  @Test
  void takesTheDearerRateForAnAnswerThatMayReason() {
    Price reasons = price("1", "2", "8", "USD");
    assertThat(PromptReading.of(1_000_000, List.of(asked(Side.A, 0, 1_000_000, reasons))).words())
        .isEqualTo("~1,000,000 tokens \u00b7 up to 8 USD");
  }

  @Test
  void isEmptyForAnEmptyPrompt() {
    assertThat(PromptReading.of(0, List.of(asked(Side.A, 50, 10, SCOUT))).words()).isEmpty();
  }

  private static PromptReading.Asked asked(
      Side side, int input, @Nullable Integer maxTokens, @Nullable Price price) {
    return new PromptReading.Asked(side, input, maxTokens, false, price);
  }

  private static Price price(
      String input, String output, @Nullable String reasoning, String currency) {
    return new Price(
        "gw",
        "m",
        new Rates(
            new BigDecimal(input),
            new BigDecimal(output),
            null,
            reasoning == null ? null : new BigDecimal(reasoning)),
        List.of(),
        currency,
        "a test",
        LocalDate.of(2026, 8, 21));
  }
}
