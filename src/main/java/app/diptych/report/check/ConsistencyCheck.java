package app.diptych.report.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds where published figures contradict each other. */
public final class ConsistencyCheck {
  /** What an answer is taken to have when nobody says how long it was. */
  public static final int USUAL_ANSWER = 200;

  private ConsistencyCheck() {}

  /**
   * @param stated tokens of an answer as the publisher states them; 0 when he does not
   * @return the worst first, then in the order of the table
   */
  public static List<Finding> of(PublishedFigures figures, int stated) {
    List<Finding> all = new ArrayList<>();
    OrderRules.check(figures, all::add);
    MeanRule.check(figures, all::add);
    LengthRule.check(figures, stated, all::add);
    ShareRule.check(figures, all::add);
    SavingsRule.check(figures, all::add);
    ConflictRule.check(figures, all::add);
    return all.stream().distinct().sorted(Comparator.comparing(Finding::severity)).toList();
  }
}
