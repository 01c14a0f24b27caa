package app.diptych.cli;

import app.diptych.batch.Pace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a batch is asked. */
final class BatchPaceOptions {
  private static final int USUAL_CONCURRENCY = 4;
  private static final int USUAL_WITH_A_RATE = 256;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Rows under way at once. Default: 4, and 1 for models of this machine.")
  @Nullable Integer concurrency;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Rows arrive at this rate a second, whether the models keep up or not.")
  @Nullable Double rate;

  @Option(
      names = "--arrivals",
      paramLabel = "HOW",
      description = "With --rate: constant or poisson. Default: ${DEFAULT-VALUE}.",
      defaultValue = "constant")
  Arrivals arrivals = Arrivals.CONSTANT;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Ask the first N rows before, without measuring or keeping them.",
      defaultValue = "0")
  int warmUp;

  @Option(
      names = "--in-turn",
      description = "Ask one side after the other, each with this machine for itself.")
  boolean inTurn;

  /** How rows arrive. */
  enum Arrivals {
    CONSTANT,
    POISSON
  }

  /**
   * @param local whether a model of this machine takes part, which answers one at a time
   * @param seed of random arrivals; null for the usual one
   * @throws IllegalArgumentException for a value out of range, with a sentence
   */
  Pace pace(boolean local, @Nullable Long seed) {
    int usual = rate != null ? USUAL_WITH_A_RATE : USUAL_CONCURRENCY;
    int atOnce = concurrency == null ? usual : concurrency;
    return new Pace(
        local ? 1 : atOnce,
        rate,
        arrivals == Arrivals.POISSON,
        seed == null ? 1 : seed,
        warmUp,
        inTurn);
  }

  /** Whether more at once were wanted than a model of this machine can answer. */
  boolean wantsSeveral() {
    return concurrency != null && concurrency > 1;
  }
}
