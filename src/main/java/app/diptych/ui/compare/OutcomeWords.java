package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.Delivery;
import app.diptych.completion.FinishReason;
import app.diptych.trial.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an answer ended, in one line under it. */
final class OutcomeWords {
  private OutcomeWords() {}

  /**
   * @param contended whether the other side slowed it down
   */
  static String of(Answer answer, boolean contended) {
    List<String> parts = new ArrayList<>();
    if (answer.buffered()) {
      parts.add(say("Buffered stream"));
    }
    end(answer).ifPresent(parts::add);
    answer
        .sentLate()
        .ifPresent(late ->
            parts.add(say("this machine was %s late sending it").formatted(Chips.whole(late))));
    Delivery delivery = answer.delivery();
    if (answer.swapped()) {
      parts.add(say("counts in no score"));
    }
    if (delivery.tries() > 1) {
      parts.add(say("%s tries").formatted(delivery.tries()));
    }
    if (delivery.inTurn()) {
      parts.add(say("in turn"));
    } else if (delivery.held().toMillis() >= 1) {
      parts.add(
          String.format(Locale.ROOT, say("held back %.1f s"), delivery.held().toMillis() / 1e3));
    }
    if (contended && !isNothing(answer)) {
      parts.add(say("contended"));
    }
    if (answer.recorded()) {
      parts.add(say("recorded"));
    }
    return String.join(" \u00b7 ", parts);
  }

  private static Optional<String> end(Answer answer) {
    FinishReason reason = answer.finishReason();
    if (reason == null) {
      return isNothing(answer) ? Optional.empty() : Optional.of(say("Partial answer"));
    }
    String words =
        reason.cutByLength()
            ? say("Cut by the token limit")
            : say("Finished: %s").formatted(reason.wire());
    Optional<Duration> took = answer.metrics().endToEnd();
    return Optional.of(took.isPresent() ? words + " \u00b7 E2E " + Chips.duration(took) : words);
  }

  private static boolean isNothing(Answer answer) {
    return answer.text().isEmpty() && answer.reasoning().isEmpty();
  }
}
