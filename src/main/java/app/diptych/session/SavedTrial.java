package app.diptych.session;

import app.diptych.review.Vote;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trial as it was saved.
 *
 * @param session the session it belongs to
 * @param number its place in the session, from 1
 * @param parent the trial whose answers it goes on from, or null when it begins a conversation
 * @param promptId the prompt of the library it came from, or null
 * @param vote the owner's verdict that holds, or null
 */
public record SavedTrial(
    String id,
    String session,
    int number,
    @Nullable String parent,
    @Nullable String promptId,
    Instant startedAt,
    String prompt,
    Map<Side, Answer> answers,
    @Nullable Vote vote) {
  public SavedTrial {
    answers = Map.copyOf(answers);
  }

  public Optional<Answer> answer(Side side) {
    return Optional.ofNullable(answers.get(side));
  }
}
