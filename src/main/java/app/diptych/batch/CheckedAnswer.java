package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckResult;
import app.diptych.trial.Answer;
import java.util.Map;

/** Holds checks against an answer that was recorded before, as a batch does when one comes. */
public final class CheckedAnswer {
  private CheckedAnswer() {}

  /**
   * @param prompt what was asked, for the blank {@code {{prompt}}} in the checks
   */
  public static CheckResult of(Answer answer, CheckList checks, String prompt) {
    return checks.run(ItemJson.subject(answer), Map.of("prompt", prompt));
  }
}
