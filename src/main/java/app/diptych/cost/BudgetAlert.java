package app.diptych.cost;

/**
 * So much of a budget is spent. Each is told once in a period.
 *
 * @param percent 50, 80 or 100
 */
public record BudgetAlert(BudgetState state, int percent) {
  /** A sentence for the user. */
  public String sentence() {
    Budget budget = state.budget();
    boolean aDay = budget.period() == Budget.Period.DAY;
    String words = state.words();
    if (percent < 100) {
      String spent =
          aDay
              ? "More than %d %% of the budget \"%s\" is spent: %s this day."
              : "More than %d %% of the budget \"%s\" is spent: %s this month.";
      return spent.formatted(percent, budget.name(), words);
    }
    String usedUp =
        aDay
            ? "The budget \"%s\" is used up: %s this day."
            : "The budget \"%s\" is used up: %s this month.";
    String then =
        aDay
            ? "What it covers is not sent until the next day."
            : "What it covers is not sent until the next month.";
    return usedUp.formatted(budget.name(), words) + (budget.hardCap() ? " " + then : "");
  }
}
