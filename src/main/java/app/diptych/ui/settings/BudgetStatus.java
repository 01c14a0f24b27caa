package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.Budget;
import app.diptych.cost.BudgetState;
import app.diptych.cost.BudgetWords;
import app.diptych.cost.CostTotal;
import app.diptych.ui.settings.BudgetControl.Standing;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is spent against what may be, in a few words.
 *
 * @param words empty when nothing was spent and there is no budget
 * @param level how near the limit it is
 * @param details a line for each budget
 */
public record BudgetStatus(String words, Level level, String details) {
  private static final int NEAR = 80;
  private static final int FULL = 100;

  /** How near a limit is. */
  public enum Level {
    CALM,
    NEAR,
    FULL
  }

  /**
   * What was spent today, against the budget of a day for everything when there is one, and beside
   * it the fullest of the others when that one is near its limit or there is no such budget.
   */
  public static BudgetStatus of(Standing standing) {
    if (!standing.problem().isEmpty()) {
      return new BudgetStatus(say("budgets cannot be read"), Level.FULL, told(standing.problem()));
    }
    String details =
        standing.states().stream().map(BudgetStatus::line).collect(Collectors.joining("\n"));
    Optional<BudgetState> fullest =
        standing.states().stream().max(Comparator.comparingInt(BudgetState::percent));
    if (fullest.isEmpty()) {
      return new BudgetStatus(today(standing.today()), Level.CALM, say("No budget is set."));
    }
    Optional<BudgetState> daily =
        standing.states().stream()
            .filter(state -> isDaily(state.budget()))
            .max(Comparator.comparingInt(BudgetState::percent));
    String today =
        daily
            .map(state -> say("today") + " " + spent(state))
            .orElseGet(() -> today(standing.today()));
    boolean others = daily.isEmpty() || fullest.get().percent() >= NEAR;
    String beside =
        others && !daily.equals(fullest)
            ? fullest.get().budget().name() + " " + spent(fullest.get())
            : "";
    String between = today.isEmpty() || beside.isEmpty() ? "" : "  \u00b7  ";
    return new BudgetStatus(today + between + beside, level(fullest.get()), details);
  }

  /** How near its limit a budget is. */
  static Level level(BudgetState state) {
    return state.percent() >= FULL ? Level.FULL : state.percent() >= NEAR ? Level.NEAR : Level.CALM;
  }

  /** For example {@code Daily: 0.42 of 5 USD this day, all gateways}. */
  private static String line(BudgetState state) {
    return say("%s: %s this %s, %s")
        .formatted(
            state.budget().name(),
            spent(state),
            say(state.budget().period().word()),
            told(state.budget().scope().words()));
  }

  static String spent(BudgetState state) {
    String format = state.isAtLeast() ? say("at least %s of %s") : say("%s of %s");
    return format.formatted(BudgetWords.amount(state.spent().amount()), state.budget().limit());
  }

  private static boolean isDaily(Budget budget) {
    return budget.period() == Budget.Period.DAY && budget.scope().equals(Budget.Scope.ALL);
  }

  private static String today(CostTotal today) {
    if (today.sums().isEmpty()) {
      return today.isAtLeast() ? say("today unpriced") : "";
    }
    String sums =
        new TreeMap<>(today.sums())
            .values().stream().map(BudgetWords::money).collect(Collectors.joining(" + "));
    return say("today %s%s").formatted(today.isAtLeast() ? say("at least ") : "", sums);
  }
}
