package app.diptych.exchange;

import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Sessions as a format makes them poorer in its own way. */
final class Changed {
  private Changed() {}

  /** Nothing is left of the text of an answer that failed. */
  static SavedSession withoutParts(SavedSession session) {
    return emptied(session, answer -> answer.failure() != null);
  }

  /** Nothing is left of the texts that pass the test. */
  static SavedSession emptied(SavedSession session, Predicate<Answer> test) {
    SessionDraft draft = new SessionDraft(session.summary().title(), session.summary().createdAt());
    Map<String, String> ids = new HashMap<>();
    for (Whole whole : session.trials()) {
      Map<Side, AnswerDraft> answers = new EnumMap<>(Side.class);
      whole
          .trial()
          .answers()
          .forEach((side, answer) -> answers.put(side, copy(answer, test.test(answer))));
      String parent = whole.trial().parent();
      ids.put(
          whole.trial().id(),
          Drafted.add(
              draft,
              whole.trial().startedAt(),
              parent == null ? null : ids.get(parent),
              answers,
              whole.votes()));
    }
    return draft.session();
  }

  private static AnswerDraft copy(Answer answer, boolean empty) {
    AnswerDraft copy =
        new AnswerDraft(answer.model(), answer.request().messages())
            .sampling(answer.request().sampling())
            .text(empty ? "" : answer.text())
            .reasoning(empty ? "" : answer.reasoning())
            .usage(empty ? null : answer.usage())
            .reason(TestFiles.reason(answer))
            .timing(
                answer.metrics().timeToFirstToken().orElse(null),
                answer.metrics().endToEnd().orElse((Duration) null));
    return answer.failure() == null ? copy : copy.failure(answer.failure());
  }
}
