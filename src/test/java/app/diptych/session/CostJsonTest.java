package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is known of a cost comes back as it was saved. */
class CostJsonTest {
  static Cost[] costs() {
    Money money = Money.of("0.0123", "USD");
    return new Cost[] {
      new Cost.Known(money, false),
      new Cost.Known(money, true),
      new Cost.Known(money, false, "an earlier try was sent, and may be charged too"),
      Cost.Unpriced.UNKNOWN,
      new Cost.Unpriced("it was sent, and nobody knows whether it was charged", money),
    };
  }

  @ParameterizedTest
  @MethodSource("costs")
  void comesBackFromJson(Cost cost) {
    assertThat(AnswerJson.cost(AnswerJson.cost(cost), false)).isEqualTo(cost);
  }
}
