package app.diptych.report.decision;

import app.diptych.batch.CheckedAnswer;
import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckResult;
import app.diptych.trial.Answer;
import java.util.Optional;

/**
 * Checks that a report holds against the recorded answers.
 *
 * @param name where they come from, for people
 */
public record Checks(String name, CheckList list) {
  /** A report that checks nothing itself. */
  public static final Checks NONE = new Checks("", CheckList.NONE);

  private static final int REASON = 120;

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** Empty when there is nothing to check. */
  Optional<CheckResult> of(Answer answer, String prompt, Shared shared) {
    if (isEmpty()) {
      return Optional.empty();
    }
    CheckResult result = CheckedAnswer.of(answer, list, prompt);
    return Optional.of(
        shared.one(
            new CheckResult(result.pass(), result.score(), Plain.cut(result.reason(), REASON))));
  }
}
