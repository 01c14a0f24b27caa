package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an answer can have cost at most, with the tries before it. */
class CeilingTest {
  private static final Cost UNPRICED = new Cost.Unpriced("no price is known");

  @Test
  void isTheSumOfWhatWasLostAndOfTheLastTry() {
    Ceiling ceiling = new Ceiling();
    ceiling.lose(usd("0.10"));
    ceiling.end(usd("0.02"));
    assertThat(most(ceiling.over(UNPRICED))).isEqualTo(usd("0.12"));
    assertThat(most(ceiling.over(atLeast("0.01")))).isEqualTo(usd("0.12"));
  }

  /** The answer that nobody knows the price of is not free beside the try that was lost. */
  @Test
  void nobodyKnowsItWhereTheLastTryHasNoPrice() {
    Ceiling ceiling = new Ceiling();
    ceiling.lose(usd("0.10"));
    ceiling.end(null);
    ceiling.endUnknown();
    assertThat(most(ceiling.over(UNPRICED))).isNull();
    assertThat(most(ceiling.over(atLeast("0.01")))).isNull();
  }

  @Test
  void isWhatWasLostWhereTheLastTryWasNotCharged() {
    Ceiling ceiling = new Ceiling();
    ceiling.lose(usd("0.10"));
    ceiling.end(null);
    assertThat(most(ceiling.over(UNPRICED))).isEqualTo(usd("0.10"));
  }

  @Test
  void isNotToldOfWhatIsKnown() {
    Ceiling ceiling = new Ceiling();
    ceiling.end(usd("0.02"));
    Cost known = new Cost.Known(usd("0.01"), false);
    assertThat(ceiling.over(known)).isEqualTo(known);
  }

  private static Cost atLeast(String amount) {
    return new Cost.Known(usd(amount), false, "it was cut", null);
  }

  private static @Nullable Money most(Cost cost) {
    return switch (cost) {
      case Cost.Known known -> known.most();
      case Cost.Unpriced unpriced -> unpriced.most();
      case Cost.Local _ -> throw new AssertionError(cost);
    };
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }
}
