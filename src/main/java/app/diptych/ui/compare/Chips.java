package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.LocalCharge;
import app.diptych.timing.Doubt;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Answer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a side as short texts. A dash stands for what is not known or not defined; a tilde
 * marks a number of tokens that were estimated; "n/a" stands for one that was measured and means
 * nothing.
 *
 * @param ttftNote what must be known of the TTFT beyond its definition; empty when nothing must
 * @param rateNote the same of the rate
 * @param tokensNote the same of the tokens
 * @param costNote the same of the cost
 */
record Chips(
    String ttft,
    String rate,
    String tokens,
    String cost,
    String ttftNote,
    String rateNote,
    String tokensNote,
    String costNote) {
  static final String NOT_APPLICABLE = "n/a";

  /** Why an answer that came in one burst has neither a TTFT nor a rate. */
  static final String BUFFERED =
      toSay(
          "Not applicable: the gateway kept the answer back and sent it in one burst, so when its"
              + " tokens were made is not known. E2E still holds.");

  private static final String NONE = "\u2013";
  private static final String ONE = "1.00";

  Chips(String ttft, String rate, String tokens, String cost) {
    this(ttft, rate, tokens, cost, "", "", "", "");
  }

  /** For a side nobody answers for yet. */
  static Chips unknown() {
    return new Chips(NONE, NONE, NONE, NONE);
  }

  static Chips empty(@Nullable Cost before) {
    return new Chips(NONE, NONE, NONE, cost(before));
  }

  /**
   * While the answer streams.
   *
   * @param cost null until it can be told
   * @param tokensKnown whether the tokens of the metrics were told, not estimated
   */
  static Chips live(RequestMetrics metrics, boolean tokensKnown, @Nullable Cost cost) {
    String mark = tokensKnown ? "" : "~";
    return new Chips(
        duration(metrics.timeToFirstToken()),
        rate(metrics, mark),
        metrics
            .outputTokens()
            .filter(_ -> metrics.deltas() > 0)
            .map(tokens -> mark + count(tokens))
            .orElse(NONE),
        cost(cost));
  }

  /** When the answer has ended, well or not. */
  static Chips last(Answer answer) {
    return last(answer, "");
  }

  /**
   * The same.
   *
   * @param priceNote whose price the cost is by; empty when that is not to be told
   */
  static Chips last(Answer answer, String priceNote) {
    RequestMetrics metrics = answer.metrics();
    Usage usage = answer.usage();
    String mark = mark(answer);
    Chips measured =
        new Chips(
            duration(metrics.timeToFirstToken()),
            rate(metrics, mark),
            usage == null ? NONE : mark + count(usage.outputTokens()),
            cost(answer.cost()));
    return measured.as(answer).sourced(counter(answer), priceNote);
  }

  /** With who says so: whoever counted the tokens, and whose price the cost is by. */
  private Chips sourced(String counter, String priceNote) {
    return new Chips(
        ttft,
        rate,
        tokens,
        cost,
        ttftNote,
        rateNote,
        (counter + " " + tokensNote).strip(),
        (costNote + " " + priceNote).strip());
  }

  private static String counter(Answer answer) {
    Usage usage = answer.usage();
    if (usage == null) {
      return "";
    }
    return switch (usage.source()) {
      case REPORTED ->
          answer.local()
              ? say("Reported by the engine on this machine.")
              : say("Reported by the gateway.");
      case COUNTED -> say("Counted here with the model's own tokenizer.");
      case ESTIMATED -> say("Estimated here with another tokenizer.");
    };
  }

  /** Without what means nothing in that answer, and with what must be known of the rest. */
  Chips as(Answer answer) {
    String why = costNote(answer);
    String ratio = deltaSize(answer);
    if (answer.buffered()) {
      return new Chips(
          NOT_APPLICABLE, NOT_APPLICABLE, tokens, cost, say(BUFFERED), say(BUFFERED), ratio, why);
    }
    String undefined = undefined(answer.metrics());
    String late = answer.sentLate().map(Chips::late).orElse(undefined);
    String piece =
        answer.metrics().has(Doubt.ONE_DELTA) ? told(Doubt.ONE_DELTA.sentence()) : undefined;
    return new Chips(ttft, rate, tokens, cost, late, piece, ratio, why);
  }

  /** Why there are no times; empty when there are. */
  private static String undefined(RequestMetrics metrics) {
    return metrics.has(Doubt.CLOCK_WENT_BACK) ? told(Doubt.CLOCK_WENT_BACK.sentence()) : "";
  }

  /** Where a delta carries more or less than one token, counting deltas is not counting tokens. */
  private static String deltaSize(Answer answer) {
    String ratio =
        answer
            .metrics()
            .tokensPerDelta()
            .map(tokens -> String.format(Locale.ROOT, "%.2f", tokens))
            .orElse(ONE);
    return ratio.equals(ONE)
        ? ""
        : say("%s tokens per delta: a delta is not a token.").formatted(mark(answer) + ratio);
  }

  private static String mark(Answer answer) {
    Usage usage = answer.usage();
    return usage != null && usage.source() == Usage.Source.ESTIMATED ? "~" : "";
  }

  /**
   * With what speaks against the number of its tokens, which is then marked; it is said first.
   *
   * @param note a sentence or two
   */
  Chips doubting(String note) {
    String both = (note + " " + tokensNote).strip();
    return new Chips(ttft, rate, tokens + " ?", cost, ttftNote, rateNote, both, costNote);
  }

  private static String costNote(Answer answer) {
    return switch (answer.cost()) {
      case Cost.Local _ -> EnergyWords.of(answer);
      case Cost.Known known ->
          known.open() == null ? "" : say("At least this: %s.").formatted(told(known.open()));
      case Cost.Unpriced unpriced -> say("Unpriced: %s.").formatted(told(unpriced.why()));
    };
  }

  private static String late(Duration late) {
    return say("Too long: this machine was %s late sending the request, and that is in this time.")
        .formatted(whole(late));
  }

  /** Whole milliseconds. */
  static String whole(Duration duration) {
    return String.format(Locale.ROOT, "%,d ms", duration.toMillis());
  }

  /** Milliseconds up to ten seconds, then seconds; three figures. */
  static String duration(Optional<Duration> duration) {
    return duration.map(Chips::duration).orElse(NONE);
  }

  private static String duration(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis < 10) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  private static String rate(RequestMetrics metrics, String mark) {
    @Nullable Double rate = metrics.outputTokensPerSecond().orElse(null);
    if (rate == null) {
      return NONE;
    }
    return mark
        + (rate < 1000 ? String.format(Locale.ROOT, "%.1f", rate) : count(Math.round(rate)));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String local(Cost.Local here) {
    LocalCharge charge = here.charge();
    return charge == null
        ? say("local")
        : say("local %s")
            .formatted((here.isAtLeast() ? "\u2265 " : "") + Amounts.rounded(charge.total()));
  }

  /** Four figures are shown; a tilde marks tokens that were not reported. */
  private static String cost(@Nullable Cost cost) {
    return switch (cost) {
      case null -> NONE;
      case Cost.Known known ->
          (known.isAtLeast() ? "\u2265 " : "")
              + (known.estimated() ? "~" : "")
              + Amounts.rounded(known.money());
      case Cost.Unpriced _ -> say("unpriced");
      case Cost.Local here -> local(here);
    };
  }
}
