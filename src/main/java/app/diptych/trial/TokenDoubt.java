package app.diptych.trial;

import app.diptych.completion.Usage;
import app.diptych.timing.Amounts;
import app.diptych.timing.Doubt;
import java.util.Locale;
import java.util.Objects;
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
    if (usage == null
        || answer.finishReason() == null
        || (usage.source() != Usage.Source.REPORTED && !usage.refused())) {
      return Optional.empty();
    }
    int counted = TokenEstimate.of(answer.reasoning(), answer.text());
    Amounts amounts = answer.amounts(-1, counted);
    return answer.timeline().measure(amounts, true).doubts().stream()
        .filter(SAID::contains)
        .findFirst()
        .map(doubt -> doubt.sentence() + " " + numbers(doubt, amounts, answer, counted));
  }

  /** Whatever was compared, both numbers of it. */
  private static String numbers(Doubt doubt, Amounts amounts, Answer answer, int counted) {
    Usage usage = Objects.requireNonNull(answer.usage());
    if (usage.refused()) {
      return said("Counted here: about %,d.", counted);
    }
    if (doubt == Doubt.IMPOSSIBLE_USAGE && !amounts.isOutputImpossible()) {
      return usage.cachedTokens() > usage.inputTokens()
          ? said(
              "Reported for the prompt: %,d, of which %,d from a cache.",
              usage.inputTokens(), usage.cachedTokens())
          : said(
              "Reported for the prompt: %,d; counted here: about %,d.",
              usage.inputTokens(), TokenEstimate.of(answer.request().messages()));
    }
    return amounts.hiddenTokens() > 0
        ? said(
            "Reported: %,d, of which %,d are reasoning that was not sent; counted here: about %,d.",
            usage.outputTokens(), amounts.hiddenTokens(), counted)
        : said("Reported: %,d; counted here: about %,d.", usage.outputTokens(), counted);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String said(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
