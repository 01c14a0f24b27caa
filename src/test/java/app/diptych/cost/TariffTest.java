package app.diptych.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an answer of this machine costs its owner. */
class TariffTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  @Test
  void aKilowattHourCostsItsPrice() {
    Tariff tariff = tariff("0.30", null);
    assertThat(charge(tariff, 3_600_000_000_000L, Duration.ofHours(3)).total())
        .isEqualTo(Money.of("0.3", "EUR"));
    assertThat(charge(tariff, 36_000_000, Duration.ofSeconds(1)).total())
        .as("36 J")
        .isEqualTo(Money.of("0.000003", "EUR"));
  }

  @Test
  void anHourOfHardwareIsAddedAndToldApart() {
    LocalCharge charge = charge(tariff("0.30", "0.05"), 1_800_000_000_000L, Duration.ofMinutes(30));
    assertThat(charge.electricity()).isEqualTo(Money.of("0.15", "EUR"));
    assertThat(charge.hardware()).isEqualTo(Money.of("0.025", "EUR"));
    assertThat(charge.total()).isEqualTo(Money.of("0.175", "EUR"));
    assertThat(charge.label()).isEqualTo("electricity (measured) + hardware share (yours)");
    assertThat(charge(tariff("0.30", null), 1, Duration.ofNanos(1)).label())
        .isEqualTo("electricity (measured)");
  }

  @Test
  void energyForEachTokenIsThatOfTheDefinition() {
    Energy energy = new Energy(12_500_000, Duration.ofSeconds(1), "test", false);
    assertThat(energy.joules()).isEqualByComparingTo("12.5");
    assertThat(energy.millijoulesPerToken(50)).contains(new BigDecimal("250"));
    assertThat(energy.tokensPerJoule(50)).contains(new BigDecimal("4"));
    assertThat(energy.millijoulesPerToken(0)).isEmpty();
    assertThat(new Energy(0, Duration.ZERO, "test", false).tokensPerJoule(5)).isEmpty();
  }

  @Test
  void theEnergyOfTwoIsNeitherSplitNorCharged() {
    Energy both = new Energy(12_500_000, Duration.ofSeconds(1), "test", true);
    assertThat(both.millijoulesPerToken(50)).isEmpty();
    assertThat(both.tokensPerJoule(50)).isEmpty();
    assertThat(Cost.Local.of(both, tariff("0.30", "1"))).isEqualTo(new Cost.Local(both, null));
    assertThatThrownBy(() -> new Cost.Local(both, new LocalCharge(Money.of("1", "EUR"), null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutTariffOrEnergyItStaysLocalAndIsNeverZero() {
    Energy energy = new Energy(1, Duration.ofSeconds(1), "test", false);
    assertThat(Cost.Local.of(energy, null).charge()).isNull();
    assertThat(CostTotal.NOTHING.plus(new Cost.Local()).plus(Cost.Local.of(energy, null)))
        .isEqualTo(CostTotal.NOTHING);
  }

  @Test
  void whatThisMachineCostIsNotSpent() {
    Energy kwh = new Energy(3_600_000_000_000L, Duration.ofHours(1), "test", false);
    CostTotal total =
        CostTotal.NOTHING
            .plus(Cost.Local.of(kwh, tariff("0.30", "0.05")))
            .plus(Cost.Local.of(kwh, tariff("0.30", "0.05")));
    assertThat(total.words()).isEqualTo("local 0.7 EUR");
    assertThat(total.sums()).isEmpty();
    assertThat(total.isAtLeast()).isFalse();
    CostTotal more = total.plus(new Cost.Known(Money.of("0.58", "USD"), false));
    assertThat(more.words()).isEqualTo("0.58 USD; local 0.7 EUR");
    assertThat(more.plus(Cost.Unpriced.UNKNOWN).words())
        .isEqualTo("at least 0.58 USD; local 0.7 EUR");
    assertThat(total.plus(Cost.Unpriced.UNKNOWN).words()).isEqualTo("unpriced; local 0.7 EUR");
  }

  @Test
  void twiceTheEnergyCostsTwiceWhateverTheOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Tariff tariff = tariff("0." + random.nextInt(1000), null);
      long one = random.nextLong(1_000_000_000L) * 9;
      long other = random.nextLong(1_000_000_000L) * 9;
      Money sum =
          charge(tariff, one, Duration.ZERO)
              .total()
              .plus(charge(tariff, other, Duration.ZERO).total());
      assertThat(charge(tariff, one + other, Duration.ZERO).total()).isEqualTo(sum);
    }
  }

  @Test
  void refusesWhatIsNoTariffWithASentence() {
    assertThatThrownBy(() -> tariff("-0.1", null)).hasMessageContaining("between 0 and a million");
    assertThatThrownBy(() -> tariff("3000000", null)).hasMessageContaining("check the number");
    assertThatThrownBy(() -> tariff("0.3", "-1")).hasMessageContaining("hour of hardware");
    assertThatThrownBy(() -> TariffJson.amount("0,30")).hasMessageContaining("with a point");
    assertThatThrownBy(() -> new Tariff(TariffJson.amount("1e99999999"), "EUR", null, "x", DAY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TariffJson.read(JsonNodeFactory.instance.objectNode()))
        .hasMessageContaining("perKwh");
    Tariff tariff = tariff("0.30", "0.05");
    assertThat(TariffJson.read(TariffJson.write(tariff))).isEqualTo(tariff);
    assertThat(tariff.words())
        .isEqualTo("0.3 EUR per kWh + 0.05 EUR per hour of hardware (my bill, 2026-11-26)");
  }

  private static LocalCharge charge(Tariff tariff, long microjoules, Duration time) {
    LocalCharge charge = tariff.charge(new Energy(microjoules, time, "test", false));
    assertThat(charge).isNotNull();
    return charge;
  }

  private static Tariff tariff(String perKwh, @Nullable String hardware) {
    return new Tariff(
        new BigDecimal(perKwh),
        "EUR",
        hardware == null ? null : new BigDecimal(hardware),
        "my bill",
        DAY);
  }
}
