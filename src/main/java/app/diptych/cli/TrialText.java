package app.diptych.cli;

import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.TokenDoubt;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The answer of a side as text for a terminal. Why it failed is not in it: that goes to standard
 * error.
 */
final class TrialText {
  static final String CONTENDED =
      "Both models shared this machine, so their speeds are contended: --in-turn measures each alone.";

  static final String IN_TURN = "The sides were asked in turn, each with this machine for itself.";

  private TrialText() {}

  /** Ends with a line feed, so that the next side stands apart. */
  static String of(Side side, Answer answer) {
    StringBuilder text = new StringBuilder();
    text.append("== ").append(side).append("  ").append(title(answer)).append("\n\n");
    paragraph(text, "[reasoning] ", answer.reasoning());
    paragraph(text, "", answer.text());
    return text.append("-- ").append(outcome(answer)).append('\n').toString();
  }

  private static void paragraph(StringBuilder text, String mark, String words) {
    if (!words.isBlank()) {
      text.append(mark).append(Terminal.safe(words.strip())).append("\n\n");
    }
  }

  /** Who answered. */
  static String title(Answer answer) {
    StringJoiner title = new StringJoiner(", ");
    String model = Terminal.safe(answer.model());
    title.add(model.startsWith("demo/") ? model + " (demonstration model)" : model);
    Origin origin = answer.origin();
    if (origin != null) {
      if (!origin.answeredBy().equals(answer.model())) {
        title.add(
            (answer.answeredByAnother() ? "NOT the model asked for: " : "")
                + "answered by "
                + Terminal.safe(origin.answeredBy()));
      }
      if (origin.engine() != null) {
        title.add(Terminal.safe(origin.engine()));
      }
      if (origin.backend() != null) {
        title.add(Terminal.safe(origin.backend()));
      }
    }
    return title.toString();
  }

  /** How it ended, and its metrics. */
  static String outcome(Answer answer) {
    RequestMetrics metrics = answer.metrics();
    StringJoiner outcome = new StringJoiner(" · ");
    FinishReason reason = answer.finishReason();
    if (reason != null) {
      outcome.add(
          reason.cutByLength()
              ? "cut by the token limit"
              : "finished: " + Terminal.safe(reason.wire()));
    } else {
      outcome.add(answer.failure() instanceof Failure.Cancelled ? "stopped" : "failed");
    }
    if (answer.swapped()) {
      outcome.add("counts in no score");
    }
    way(outcome, answer.delivery());
    if (answer.buffered()) {
      outcome.add("TTFT and tok/s n/a: buffered stream");
    } else {
      add(outcome, "TTFT", metrics.timeToFirstToken());
      metrics
          .outputTokensPerSecond()
          .ifPresent(rate -> outcome.add(String.format(Locale.ROOT, "%.1f tok/s", rate)));
    }
    answer
        .sentLate()
        .ifPresent(
            late -> outcome.add("this machine was " + late.toMillis() + " ms late sending it"));
    Usage usage = answer.usage();
    if (usage != null) {
      outcome.add(
          usage.outputTokens()
              + " tokens"
              + (usage.source() == Usage.Source.ESTIMATED ? " (estimated)" : ""));
    }
    add(outcome, "E2E", metrics.endToEnd());
    answer.energy().ifPresent(energy -> outcome.add(EnergyText.drawn(energy, answer)));
    outcome.add("cost: " + cost(answer.cost()));
    String doubt = TokenDoubt.of(answer).map(note -> "\ndoubt: " + note).orElse("");
    return outcome + doubt;
  }

  /** What the request went through before it was answered; nothing when that was nothing. */
  private static void way(StringJoiner outcome, Delivery delivery) {
    if (delivery.failedOver() != null) {
      outcome.add("failed over: " + Terminal.safe(delivery.failedOver()));
    }
    if (delivery.tries() > 1) {
      outcome.add("sent " + delivery.tries() + " times");
    }
    if (delivery.held().toMillis() > 0) {
      outcome.add("held back " + HeldText.seconds(delivery.held()));
    }
  }

  private static String cost(Cost cost) {
    return switch (cost) {
      case Cost.Known known ->
          (known.isAtLeast() ? "at least " : "")
              + (known.estimated() ? "~" : "")
              + known.money()
              + (known.open() == null ? "" : " (" + Terminal.safe(known.open()) + ")");
      case Cost.Unpriced unpriced -> "unpriced (" + Terminal.safe(unpriced.why()) + ")";
      case Cost.Local here -> EnergyText.cost(here);
    };
  }

  private static void add(StringJoiner outcome, String name, Optional<Duration> duration) {
    duration.ifPresent(
        d -> outcome.add(String.format(Locale.ROOT, "%s %.1f ms", name, d.toNanos() / 1e6)));
  }
}
