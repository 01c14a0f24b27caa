package app.diptych.cost;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Other rates for a long prompt: they hold for the whole request, not for the part above.
 *
 * @param aboveInputTokens the prompt must have more tokens than this
 */
public record Tier(int aboveInputTokens, Rates rates) {
  /**
   * @throws IllegalArgumentException for less than one token
   */
  public Tier {
    if (aboveInputTokens < 1) {
      throw new IllegalArgumentException("A tier begins above 1 token or more.");
    }
  }

  /**
   * That of the longest prompts first.
   *
   * @throws IllegalArgumentException for two that begin at the same length
   */
  static List<Tier> longestFirst(List<Tier> tiers) {
    Set<Integer> starts = new HashSet<>();
    for (Tier tier : tiers) {
      if (!starts.add(tier.aboveInputTokens())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Two tiers begin above %,d tokens: leave one of them.",
                tier.aboveInputTokens()));
      }
    }
    return tiers.stream()
        .sorted(Comparator.comparingInt(Tier::aboveInputTokens).reversed())
        .toList();
  }

  /** Which of them holds for a prompt, those of the longest first; empty for a short one. */
  static Optional<Tier> of(List<Tier> longestFirst, int inputTokens) {
    return longestFirst.stream().filter(tier -> inputTokens > tier.aboveInputTokens()).findFirst();
  }
}
