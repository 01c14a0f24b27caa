package app.diptych.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What running a model on this machine costs its owner.
 *
 * @param perKwh for a kilowatt-hour, which is 3,600,000 joules
 * @param hardwarePerHour the share of the hardware's price for each hour of answering; null when it
 *     is not counted
 * @param source who says so, for people
 * @param date when they did
 */
public record Tariff(
    BigDecimal perKwh,
    String currency,
    @Nullable BigDecimal hardwarePerHour,
    String source,
    LocalDate date) {
  private static final BigDecimal MICROJOULES_PER_KWH = new BigDecimal("3600000000000");
  private static final BigDecimal NANOS_PER_HOUR = new BigDecimal("3600000000000");
  private static final BigDecimal MOST = new BigDecimal("1000000");

  /**
   * @throws IllegalArgumentException for something that is no tariff, with a sentence
   */
  public Tariff {
    perKwh = rate(perKwh, "kilowatt-hour");
    hardwarePerHour = hardwarePerHour == null ? null : rate(hardwarePerHour, "hour of hardware");
    Money.requireCurrency(currency);
  }

  /**
   * As somebody typed it.
   *
   * @param hardware empty when it is not counted
   * @param source empty for the user
   * @param date empty for today
   * @throws IllegalArgumentException for something that is no tariff, with a sentence
   */
  public static Tariff typed(
      String electricity,
      String currency,
      String hardware,
      String source,
      String date,
      LocalDate today) {
    if (electricity.isBlank()) {
      throw new IllegalArgumentException("Say what a kilowatt-hour costs, for example 0.30.");
    }
    if (currency.isBlank()) {
      throw new IllegalArgumentException("Say in which currency, for example EUR.");
    }
    LocalDate day = date.isBlank() ? today : BudgetsJson.date(date.strip());
    if (day.isAfter(today)) {
      throw new IllegalArgumentException("Nobody knows the tariff of " + day + " yet.");
    }
    return new Tariff(
        TariffJson.amount(electricity),
        currency.strip().toUpperCase(Locale.ROOT),
        hardware.isBlank() ? null : TariffJson.amount(hardware),
        source.isBlank() ? "you" : source.strip(),
        day);
  }

  /**
   * Exact where the division has an end, else to 34 figures.
   *
   * @return null for the energy of more than one answer, which nobody can divide
   */
  public @Nullable LocalCharge charge(Energy energy) {
    if (energy.together()) {
      return null;
    }
    return new LocalCharge(
        part(perKwh, BigDecimal.valueOf(energy.microjoules()), MICROJOULES_PER_KWH),
        hardwarePerHour == null
            ? null
            : part(hardwarePerHour, new BigDecimal(energy.time().toNanos()), NANOS_PER_HOUR));
  }

  /** For example {@code 0.3 EUR per kWh + 0.05 EUR per hour of hardware (my bill, 2026-11-26)}. */
  public String words() {
    String hardware =
        hardwarePerHour == null
            ? ""
            : " + %s %s per hour of hardware".formatted(hardwarePerHour.toPlainString(), currency);
    return "%s %s per kWh%s (%s, %s)"
        .formatted(perKwh.toPlainString(), currency, hardware, source, date);
  }

  private Money part(BigDecimal rate, BigDecimal amount, BigDecimal whole) {
    return new Money(rate.multiply(amount).divide(whole, MathContext.DECIMAL128), currency);
  }

  private static BigDecimal rate(BigDecimal rate, String of) {
    BigDecimal plain = Money.plain(rate);
    if (plain.signum() < 0 || plain.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "A %s costs between 0 and a million: check the number and its unit.".formatted(of));
    }
    return plain;
  }
}
