package app.diptych.completion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is drawn. A value that is absent is not sent, so the provider's own default holds.
 *
 * @param temperature 0 (always the likeliest token) to 2
 * @param topP share of probability kept, above 0 up to 1
 * @param maxTokens most tokens to generate, 1 to {@value #MOST_TOKENS}
 * @param seed 0 to 4,294,967,294; the same seed asks for the same answer, which not every provider
 *     honours
 * @param stop texts that end the answer and are not part of it, at most {@value #MOST_STOPS}
 */
public record Sampling(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer maxTokens,
    @Nullable Long seed,
    List<String> stop) {

  public static final int MOST_TOKENS = 1_000_000;
  public static final int MOST_STOPS = 4;

  /** The largest seed every engine takes: 32 bits, less the value llama.cpp reads as "random". */
  public static final long LARGEST_SEED = 0xFFFF_FFFEL;

  /** Used where the user chooses nothing, in the window and on the command line alike. */
  public static final double USUAL_TEMPERATURE = 0.7;

  /** Used where the user chooses nothing, in the window and on the command line alike. */
  public static final double USUAL_TOP_P = 0.95;

  private static final Sampling PROVIDER_DEFAULTS = new Sampling(null, null, null, null, List.of());

  /**
   * @throws IllegalArgumentException for a value out of range, with a sentence a user can act on
   */
  public Sampling {
    if (temperature != null) {
      require(
          temperature >= 0 && temperature <= 2, "Temperature must be 0 to 2, not " + temperature);
    }
    if (topP != null) {
      require(topP > 0 && topP <= 1, "Top-p must be above 0 and at most 1, not " + topP);
    }
    if (maxTokens != null) {
      require(
          maxTokens >= 1 && maxTokens <= MOST_TOKENS,
          "Max tokens must be 1 to " + MOST_TOKENS + ", not " + maxTokens);
    }
    if (seed != null) {
      require(
          seed >= 0 && seed <= LARGEST_SEED, "Seed must be 0 to " + LARGEST_SEED + ", not " + seed);
    }
    stop = List.copyOf(stop);
    require(stop.size() <= MOST_STOPS, "At most " + MOST_STOPS + " stop texts can be given");
    require(stop.stream().noneMatch(String::isEmpty), "A stop text must not be empty");
  }

  /** The same with that seed. */
  public Sampling seeded(long other) {
    return new Sampling(temperature, topP, maxTokens, other, stop);
  }

  public static Sampling providerDefaults() {
    return PROVIDER_DEFAULTS;
  }

  private static void require(boolean holds, String sentence) {
    // NaN fails every comparison, so it is caught by the same tests.
    if (!holds) {
      throw new IllegalArgumentException(sentence + ".");
    }
  }
}
