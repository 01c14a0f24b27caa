package app.diptych.report.roi;

import app.diptych.report.roi.Assumptions.Input;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a change of model returns, in decimal. Of divisions 34 digits are kept; sums and products
 * are exact.
 */
public final class Roi {
  /** 365 days of 24 hours, in twelve parts. */
  public static final BigDecimal HOURS_A_MONTH = BigDecimal.valueOf(730);

  private static final MathContext DIGITS = MathContext.DECIMAL128;

  private final Assumptions assumed;

  public Roi(Assumptions assumed) {
    this.assumed = assumed;
  }

  public Assumptions assumed() {
    return assumed;
  }

  public BigDecimal costBefore() {
    return assumed.cost(assumed.before());
  }

  public BigDecimal costAfter() {
    return assumed.cost(assumed.after());
  }

  /** A month; negative when the change makes it dearer. */
  public BigDecimal saving() {
    return costBefore().subtract(costAfter());
  }

  /** Of what was paid before; empty when that was nothing. */
  public Optional<BigDecimal> savingPercent() {
    return costBefore().signum() == 0
        ? Optional.empty()
        : Optional.of(saving().multiply(BigDecimal.valueOf(100)).divide(costBefore(), DIGITS));
  }

  public BigDecimal migrationCost() {
    return assumed.migrationCost();
  }

  /** Months until what is saved is what the change cost; empty for never. */
  public Optional<BigDecimal> paybackMonths() {
    return saving().signum() <= 0
        ? Optional.empty()
        : Optional.of(migrationCost().divide(saving(), DIGITS));
  }

  /** What is saved in so many hours. */
  public BigDecimal savedWithin(BigDecimal hours) {
    return saving().multiply(hours).divide(HOURS_A_MONTH, DIGITS);
  }

  /**
   * Tokens a month, input and output in the assumed shares, from which the change pays back in
   * time.
   *
   * @param months that it may take, more than none
   * @return empty when no volume would do
   */
  public Optional<BigDecimal> breakEvenTokens(BigDecimal months) {
    if (saving().signum() <= 0 || months.signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal wanted = migrationCost().divide(months, DIGITS);
    return Optional.of(
        wanted
            .multiply(assumed.tokens())
            .divide(saving(), DIGITS)
            .setScale(0, RoundingMode.CEILING));
  }

  /** What is saved in so many months less what the change cost. */
  public BigDecimal net(BigDecimal months) {
    return saving().multiply(months).subtract(migrationCost());
  }

  /**
   * How much the net changes with each input alone.
   *
   * @param months that the net is of
   * @param percent by which each input is lower and higher, up to 100
   * @return the largest effect first; inputs without effect are left out
   */
  public List<Effect> sensitivity(BigDecimal months, BigDecimal percent) {
    BigDecimal share = percent.movePointLeft(2);
    List<Effect> effects = new ArrayList<>();
    for (Input input : Input.values()) {
      BigDecimal low = netWith(input, BigDecimal.ONE.subtract(share), months);
      BigDecimal high = netWith(input, BigDecimal.ONE.add(share), months);
      if (low.compareTo(high) != 0) {
        effects.add(new Effect(input, low, high));
      }
    }
    effects.sort(Comparator.comparing(Effect::swing).reversed());
    return List.copyOf(effects);
  }

  private BigDecimal netWith(Input input, BigDecimal factor, BigDecimal months) {
    boolean nothingLeft =
        factor.signum() == 0
            && (input == Input.INPUT_TOKENS || input == Input.OUTPUT_TOKENS)
            && assumed.inputTokens().multiply(assumed.outputTokens()).signum() == 0;
    return nothingLeft
        ? migrationCost().negate()
        : new Roi(assumed.with(input, factor)).net(months);
  }

  /**
   * What one input does.
   *
   * @param netAtLow the net when the input is lower
   * @param netAtHigh the net when it is higher
   */
  public record Effect(Input input, BigDecimal netAtLow, BigDecimal netAtHigh) {
    /** How far apart the two are. */
    public BigDecimal swing() {
      return netAtHigh.subtract(netAtLow).abs();
    }
  }
}
