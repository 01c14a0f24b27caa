package app.diptych.ui.review;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.review.Leak;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair as a rater sees it: nothing here says whose the answers are.
 *
 * @param item the id of the trial
 * @param round 0 for the first time, 1 for the repetition
 * @param before what was said before the prompt, oldest first
 * @param aIsLeft known here, and shown to nobody before the reveal
 * @param masked whether a name was blacked out in an answer
 * @param pace how the answers came; null when they are shown at once
 */
record Pair(
    String item,
    int round,
    String prompt,
    List<Message> before,
    String left,
    String right,
    boolean aIsLeft,
    boolean masked,
    @Nullable Pace pace) {

  Pair {
    before = List.copyOf(before);
  }

  static Pair of(
      SavedTrial trial, int round, boolean aIsLeft, Review.Settings settings, @Nullable Pace pace) {
    Answer a = trial.answer(Side.A).orElseThrow();
    Answer b = trial.answer(Side.B).orElseThrow();
    String textA = shown(a.text(), trial.prompt(), settings);
    String textB = shown(b.text(), trial.prompt(), settings);
    List<Message> messages = a.request().messages();
    return new Pair(
        trial.id(),
        round,
        trial.prompt(),
        messages.subList(0, Math.max(0, messages.size() - 1)).stream()
            .filter(message -> message.role() != Role.ASSISTANT)
            .toList(),
        aIsLeft ? textA : textB,
        aIsLeft ? textB : textA,
        aIsLeft,
        !textA.equals(a.text()) || !textB.equals(b.text()),
        pace);
  }

  Ticket ticket() {
    return new Ticket(item, round);
  }

  /** Which side of the trial stands there. */
  Verdict side(boolean onTheLeft) {
    return onTheLeft == aIsLeft ? Verdict.A : Verdict.B;
  }

  String text(boolean ofLeft) {
    return ofLeft ? left : right;
  }

  private static String shown(String text, String prompt, Review.Settings settings) {
    return settings.mask() ? Leak.mask(text, prompt) : text;
  }
}
