package app.diptych.cli;

import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.Trial;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** A trial as text for a terminal. */
final class TrialText {
  private TrialText() {}

  static String write(Trial trial) {
    StringBuilder text = new StringBuilder();
    for (Side side : Side.values()) {
      side(text, side, trial.answer(side));
    }
    if (trial.contended()) {
      text.append("Both models shared this machine, so their speeds are contended.");
    }
    return text.toString().stripTrailing();
  }

  static String sentence(Failure failure) {
    return failure.message() + " " + failure.hint();
  }

  private static void side(StringBuilder text, Side side, Answer answer) {
    text.append("== ").append(side).append("  ").append(title(answer)).append("\n\n");
    paragraph(text, "[reasoning] ", answer.reasoning());
    paragraph(text, "", answer.text());
    Failure failure = answer.failure();
    if (failure != null) {
      paragraph(text, "[failed] ", sentence(failure));
    }
    text.append("-- ").append(outcome(answer)).append("\n\n");
  }

  private static void paragraph(StringBuilder text, String mark, String words) {
    if (!words.isBlank()) {
      text.append(mark).append(Terminal.safe(words.strip())).append("\n\n");
    }
  }

  private static String title(Answer answer) {
    StringJoiner title = new StringJoiner(", ");
    title.add(
        answer.model().startsWith("demo/")
            ? answer.model() + " (demonstration model)"
            : answer.model());
    Origin origin = answer.origin();
    if (origin != null) {
      if (!origin.answeredBy().equals(answer.model())) {
        title.add("answered by " + Terminal.safe(origin.answeredBy()));
      }
      if (origin.engine() != null) {
        title.add(origin.engine());
      }
      if (origin.backend() != null) {
        title.add(Terminal.safe(origin.backend()));
      }
    }
    return title.toString();
  }

  private static String outcome(Answer answer) {
    RequestMetrics metrics = answer.metrics();
    StringJoiner outcome = new StringJoiner(" · ");
    FinishReason reason = answer.finishReason();
    if (reason != null) {
      outcome.add(
          reason.cutByLength()
              ? "cut by the token limit"
              : "finished: " + Terminal.safe(reason.wire()));
    } else {
      outcome.add("not finished");
    }
    add(outcome, "TTFT", metrics.timeToFirstToken());
    metrics
        .outputTokensPerSecond()
        .ifPresent(rate -> outcome.add(String.format(Locale.ROOT, "%.1f tok/s", rate)));
    Usage usage = answer.usage();
    if (usage != null) {
      outcome.add(
          usage.outputTokens()
              + " tokens"
              + (usage.source() == Usage.Source.ESTIMATED ? " (estimated)" : ""));
    }
    add(outcome, "E2E", metrics.endToEnd());
    outcome.add("cost: " + (answer.local() ? "local" : "unpriced"));
    return outcome.toString();
  }

  private static void add(StringJoiner outcome, String name, Optional<Duration> duration) {
    duration.ifPresent(
        d -> outcome.add(String.format(Locale.ROOT, "%s %.1f ms", name, d.toNanos() / 1e6)));
  }
}
