package app.diptych.trial;

import app.diptych.completion.Usage;
import app.diptych.timing.Doubt;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What speaks against the tokens that a provider reports: they cannot be those of its text, or are
 * more than a tenth off those counted here.
 */
public final class TokenDoubt {
  private static final Set<Doubt> SAID =
      Set.of(Doubt.NEGATIVE_USAGE, Doubt.IMPOSSIBLE_USAGE, Doubt.TOKENS_DISAGREE);

  private TokenDoubt() {}

  /** In a sentence or two, empty when nothing does; counts the text, which may take a moment. */
  public static Optional<String> of(Answer answer) {
    Usage usage = answer.usage();
    if (usage == null || usage.source() != Usage.Source.REPORTED || answer.finishReason() == null) {
      return Optional.empty();
    }
    int counted = TokenEstimate.of(answer.reasoning(), answer.text());
    return answer.timeline().measure(answer.amounts(-1, counted), true).doubts().stream()
        .filter(SAID::contains)
        .findFirst()
        .map(doubt ->
            String.format(
                Locale.ROOT,
                "%s Reported: %,d; counted here: about %,d.",
                doubt.sentence(),
                usage.outputTokens(),
                counted));
  }
}
