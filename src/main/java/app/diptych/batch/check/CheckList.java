package app.diptych.batch.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be so of an answer, all together: every check must pass, unless a threshold says that a
 * score is enough. The score is the mean of the scores, each counted with its weight.
 *
 * @param threshold the score that is enough, whatever fails; null when every check must pass
 */
public record CheckList(List<Check> checks, @Nullable Double threshold) {
  public static final CheckList NONE = new CheckList(List.of(), null);

  public CheckList {
    checks = List.copyOf(checks);
  }

  public boolean isEmpty() {
    return checks.isEmpty();
  }

  /** These and then the others; the other's threshold holds when it has one. */
  public CheckList and(CheckList other) {
    List<Check> both = new ArrayList<>(checks);
    both.addAll(other.checks);
    return new CheckList(both, other.threshold == null ? threshold : other.threshold);
  }

  /**
   * @param variables of the row, for the blanks in the checks
   */
  public CheckResult run(Subject subject, Map<String, String> variables) {
    if (subject.failure() != null) {
      return new CheckResult(false, 0, "There is no whole answer: " + subject.failure());
    }
    return sum(checks, threshold, subject, variables);
  }

  static CheckResult sum(
      List<Check> checks,
      @Nullable Double threshold,
      Subject subject,
      Map<String, String> variables) {
    double score = 0;
    double weight = 0;
    String failed = null;
    for (Check check : checks) {
      CheckResult result = check.run(subject, variables);
      score += result.score() * check.weight();
      weight += check.weight();
      if (!result.pass() && failed == null) {
        failed = check.name() + ": " + result.reason();
      }
    }
    double mean = weight > 0 ? score / weight : checks.isEmpty() ? 1 : 0;
    if (threshold != null) {
      boolean enough = mean >= threshold;
      String reason =
          String.format(
              Locale.ROOT,
              "The score %.2f is %s the threshold %s.",
              mean,
              enough ? "at least" : "below",
              Words.number(threshold));
      return new CheckResult(enough, mean, reason);
    }
    return new CheckResult(failed == null, mean, failed == null ? "All checks passed." : failed);
  }
}
