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
    String spent =
        percent >= 100
            ? "The budget \"%s\" is used up: %s"
            : "More than " + percent + " %% of the budget \"%s\" is spent: %s";
    String then =
        percent >= 100 && budget.hardCap()
            ? ". What it covers is not sent until the next " + budget.period().word() + "."
            : " this " + budget.period().word() + ".";
    return spent.formatted(budget.name(), state.words()) + then;
  }
}
