package app.diptych.batch.judge;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.review.Verdict;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two answers of a trial that can be judged.
 *
 * @param conversation what both answered
 * @param modelA who answered on side A
 * @param reference a right answer; null when none is known
 */
record Pair(
    String trial,
    List<Message> conversation,
    String modelA,
    String modelB,
    String a,
    String b,
    @Nullable String reference) {
  /** What a judge reads at most of one text: beyond it no verdict would be of the whole. */
  static final int MOST_CHARACTERS = 60_000;

  Pair {
    conversation = List.copyOf(conversation);
  }

  /**
   * @param references right answers by the id of the trial
   * @return the pair, or why there is none
   */
  static Found of(SavedTrial trial, JudgeRubric rubric, Map<String, String> references) {
    Answer a = trial.answer(Side.A).orElse(null);
    Answer b = trial.answer(Side.B).orElse(null);
    if (a == null || b == null) {
      return new LeftOut(NotJudged.ONE_SIDED);
    }
    if (a.finishReason() == null || b.finishReason() == null) {
      return new LeftOut(NotJudged.UNFINISHED);
    }
    if (a.swapped() || b.swapped() || a.recorded() || b.recorded()) {
      return new LeftOut(NotJudged.SWAPPED);
    }
    if (!a.request().messages().equals(b.request().messages())) {
      return new LeftOut(NotJudged.OTHER_CONVERSATIONS);
    }
    String reference = references.get(trial.id());
    if (rubric.needsReference() && reference == null) {
      return new LeftOut(NotJudged.NO_REFERENCE);
    }
    long asked =
        a.request().messages().stream().mapToLong(message -> message.content().length()).sum();
    long longest = Math.max(asked, Math.max(a.text().length(), b.text().length()));
    if (longest > MOST_CHARACTERS) {
      return new LeftOut(NotJudged.TOO_LONG);
    }
    if (a.request().messages().stream().anyMatch(message -> !message.images().isEmpty())) {
      return new LeftOut(NotJudged.IMAGES);
    }
    return new Ready(
        new Pair(
            trial.id(),
            a.request().messages().stream()
                .filter(message -> message.role() != Role.SYSTEM || !message.content().isBlank())
                .toList(),
            a.model(),
            b.model(),
            a.text(),
            b.text(),
            rubric.needsReference() ? reference : null));
  }

  String answer(Verdict side) {
    return side == Verdict.A ? a : b;
  }

  /** Whether a trial can be judged. */
  sealed interface Found {}

  record Ready(Pair pair) implements Found {}

  record LeftOut(NotJudged why) implements Found {}
}
