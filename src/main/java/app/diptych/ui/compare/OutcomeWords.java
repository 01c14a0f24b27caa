package app.diptych.ui.compare;

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
      parts.add("Buffered stream");
    }
    end(answer).ifPresent(parts::add);
    answer
        .sentLate()
        .ifPresent(late -> parts.add("this machine was " + Chips.whole(late) + " late sending it"));
    Delivery delivery = answer.delivery();
    if (answer.swapped()) {
      parts.add("counts in no score");
    }
    if (delivery.tries() > 1) {
      parts.add("sent " + delivery.tries() + " times");
    }
    if (delivery.inTurn()) {
      parts.add("in turn");
    } else if (delivery.held().toMillis() >= 1) {
      parts.add(String.format(Locale.ROOT, "held back %.1f s", delivery.held().toMillis() / 1e3));
    }
    if (contended) {
      parts.add("contended");
    }
    if (answer.recorded()) {
      parts.add("recorded");
    }
    return String.join(" \u00b7 ", parts);
  }

  private static Optional<String> end(Answer answer) {
    FinishReason reason = answer.finishReason();
    if (reason == null) {
      boolean nothing = answer.text().isEmpty() && answer.reasoning().isEmpty();
      return nothing ? Optional.empty() : Optional.of("Partial answer");
    }
    String words = reason.cutByLength() ? "Cut by the token limit" : "Finished: " + reason.wire();
    Optional<Duration> took = answer.metrics().endToEnd();
    return Optional.of(took.isPresent() ? words + " \u00b7 E2E " + Chips.duration(took) : words);
  }
}
