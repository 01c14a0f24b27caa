package app.diptych.trial;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.timing.Amounts;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an answer costs by a price. Tokens that cannot be those of the texts are not believed: an
 * answer that is said to be too long costs at least what was streamed of it, because its reasoning
 * may have been kept back without a word; anything else has no price.
 *
 * @param price what so many tokens cost, if they are those of the answer
 * @param written characters of answer and reasoning as streamed, in UTF-16 units
 */
public record Charge(Function<Usage, Cost> price, CompletionRequest request, int written) {
  /** What a gateway may put before a prompt on its own: the longest context there is, Scout's. */
  private static final int AROUND_A_PROMPT = 10_000_000;

  /** Whether the tokens of an answer are more than its text can have. */
  public boolean isTooMuch(Usage usage) {
    return Amounts.areMoreThanFit(usage.outputTokens() - usage.reasoningTokens(), written);
  }

  /**
   * The cost, at least so much of it, or why nobody knows it.
   *
   * @param usage what is charged; of more cached tokens than the prompt has none is believed, and
   *     the rest costs at least what it does without a cache
   * @param counted what was streamed as counted here; null when nobody counted
   */
  public Cost of(Usage usage, @Nullable Usage counted) {
    boolean doubtful = usage.inputTokens() >= 0 && usage.cachedTokens() > usage.inputTokens();
    Cost cost = believed(doubtful ? usage.uncached() : usage, counted);
    return doubtful && cost instanceof Cost.Known known
        ? open(known, "the provider reports more cached tokens than the prompt has")
        : cost;
  }

  private Cost believed(Usage usage, @Nullable Usage counted) {
    Cost reported = price.apply(usage);
    if (!(reported instanceof Cost.Known)) {
      return reported;
    }
    if (Amounts.areFewerThanNeeded(usage.outputTokens(), written)) {
      return new Cost.Unpriced(
          "the provider reports %,d tokens for an answer of %,d characters"
              .formatted(usage.outputTokens(), written));
    }
    if (isInputTooMuch(usage.inputTokens())) {
      return new Cost.Unpriced(
          "the provider reports %,d tokens for a prompt of %,d characters"
              .formatted(usage.inputTokens(), asked()));
    }
    return isTooMuch(usage) ? streamed(usage, counted) : reported;
  }

  private Cost streamed(Usage usage, @Nullable Usage counted) {
    String why =
        "the provider reports %,d tokens for an answer of %,d characters"
            .formatted(usage.outputTokens(), written);
    if (counted == null) {
      return new Cost.Unpriced(why);
    }
    Usage least =
        new Usage(
            usage.inputTokens(),
            counted.outputTokens(),
            0,
            usage.cachedTokens(),
            Usage.Source.ESTIMATED);
    return price.apply(least) instanceof Cost.Known known
        ? open(known, why)
        : new Cost.Unpriced(why);
  }

  /** Of a request that failed without an answer. */
  static Cost unanswered(Price price, int lost) {
    return lost == 0
        ? new Cost.Known(Money.zero(price.currency()), false)
        : new Cost.Unpriced("it was sent, and nobody knows whether it was charged");
  }

  /** Of an answer that came to no end here. */
  static Cost cut(Cost cost) {
    return cost instanceof Cost.Known known
        ? open(known, "it was cut off, and what came after may be charged too")
        : cost;
  }

  /** With the tries before it that may be charged too. */
  static Cost withLost(Cost cost, int lost) {
    if (lost == 0 || !(cost instanceof Cost.Known known)) {
      return cost;
    }
    return open(
        known,
        lost == 1
            ? "an earlier try was sent, and may be charged too"
            : lost + " earlier tries were sent, and may be charged too");
  }

  private static Cost open(Cost.Known known, String why) {
    String before = known.open();
    return new Cost.Known(
        known.money(), known.estimated(), before == null ? why : before + "; " + why, null);
  }

  private boolean isInputTooMuch(int tokens) {
    return Amounts.areMoreThanFit((long) tokens - AROUND_A_PROMPT, asked());
  }

  private long asked() {
    return request.messages().stream().map(Message::content).mapToLong(String::length).sum();
  }
}
