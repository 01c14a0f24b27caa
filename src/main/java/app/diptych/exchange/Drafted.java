package app.diptych.exchange;

import app.diptych.review.Vote;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds drafted answers to a drafted session. */
final class Drafted {
  private Drafted() {}

  /**
   * Adds a trial.
   *
   * @param answers at least one
   * @param parent the id of the trial it goes on from, or null
   * @return its id
   */
  static String add(
      SessionDraft session,
      Instant at,
      @Nullable String parent,
      Map<Side, AnswerDraft> answers,
      List<Vote> votes) {
    String prompt =
        new EnumMap<>(answers).values().iterator().next().messages().getLast().content();
    return session.add(prompt, at, parent, finished(answers), recordings(answers), votes);
  }

  static Map<Side, Answer> finished(Map<Side, AnswerDraft> drafts) {
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    drafts.forEach((side, draft) -> answers.put(side, draft.answer()));
    return answers;
  }

  private static Map<Side, Recording> recordings(Map<Side, AnswerDraft> drafts) {
    Map<Side, Recording> recordings = new EnumMap<>(Side.class);
    drafts.forEach((side, draft) -> {
      Recording recording = draft.recording();
      if (recording.size() > 0) {
        recordings.put(side, recording);
      }
    });
    return recordings;
  }
}
