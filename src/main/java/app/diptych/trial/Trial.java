package app.diptych.trial;

import java.time.Instant;
import java.util.Map;

/**
 * One prompt sent to two sides, and both answers.
 *
 * @param id unique and opaque
 * @param startedAt date and time the sides were started, for display
 */
public record Trial(String id, Instant startedAt, Map<Side, Answer> answers) {
  public Trial {
    answers = Map.copyOf(answers);
  }

  public Answer answer(Side side) {
    Answer answer = answers.get(side);
    if (answer == null) {
      throw new IllegalArgumentException("This trial has no side " + side);
    }
    return answer;
  }

  /**
   * Whether the sides shared one machine at the same time, so that each slowed the other down and
   * their speeds say less than they seem to. A recording computes nothing.
   */
  public boolean contended() {
    return answers.size() > 1
        && !inTurn()
        && answers.values().stream().allMatch(answer -> answer.local() && !answer.recorded());
  }

  /** Whether the sides were asked one after the other, so that neither slowed the other down. */
  public boolean inTurn() {
    return answers.values().stream().anyMatch(answer -> answer.delivery().inTurn());
  }

  /** Whether a side ended early. */
  public boolean hasFailure() {
    return answers.values().stream().anyMatch(answer -> answer.failure() != null);
  }
}
