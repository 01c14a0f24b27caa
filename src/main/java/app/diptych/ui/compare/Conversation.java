package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.Message;
import app.diptych.review.Verdict;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which messages go before the next prompt on each side. */
final class Conversation {
  private final Turn turn;
  private final @Nullable TrialEntry shown;
  private final Function<Side, Optional<Answer>> answers;

  /**
   * @param shown the trial that is shown, or null
   * @param answers how each side of it ended, empty when it has not
   */
  Conversation(Turn turn, @Nullable TrialEntry shown, Function<Side, Optional<Answer>> answers) {
    this.turn = turn;
    this.shown = shown;
    this.answers = answers;
  }

  /** The trial the next one goes on from, or null. */
  @Nullable String parent() {
    TrialEntry from = shown;
    return switch (turn) {
      case NEW -> null;
      case FOLLOW_UP, FOLLOW_WINNER -> from == null ? null : from.id();
      case AGAIN -> from == null ? null : from.parent();
    };
  }

  /**
   * The messages before the next prompt on that side, oldest first, with the system prompt they
   * began with; empty for a new conversation.
   *
   * @throws IllegalArgumentException when there is nothing to go on from, with what to do
   */
  List<Message> before(Side side) {
    return switch (turn) {
      case NEW -> List.of();
      case FOLLOW_UP -> after(answer(side));
      case FOLLOW_WINNER -> after(answer(winner()));
      case AGAIN -> question(answer(side));
    };
  }

  private Side winner() {
    Verdict verdict = shown == null ? null : shown.verdict();
    if (verdict == Verdict.A) {
      return Side.A;
    }
    if (verdict == Verdict.B) {
      return Side.B;
    }
    throw new IllegalArgumentException(
        say(
            "No answer was judged better: say first which one, or follow up with each side's own."));
  }

  private Answer answer(Side side) {
    Answer answer =
        answers
            .apply(side)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    say(
                        "There is nothing to go on from: run a prompt first, or begin a new"
                            + " conversation.")));
    if (turn != Turn.AGAIN && answer.text().isBlank()) {
      throw new IllegalArgumentException(
          say("Side %s has no answer to go on from: ask this turn again, or begin a new "
                  + "conversation.")
              .formatted(side));
    }
    return answer;
  }

  private static List<Message> after(Answer answer) {
    List<Message> messages = new ArrayList<>(answer.request().messages());
    messages.add(Message.assistant(answer.text()));
    return messages;
  }

  private static List<Message> question(Answer answer) {
    List<Message> messages = answer.request().messages();
    return messages.subList(0, messages.size() - 1);
  }
}
