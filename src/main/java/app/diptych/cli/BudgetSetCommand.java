package app.diptych.cli;

import app.diptych.cost.Budget;
import app.diptych.cost.Budget.Period;
import app.diptych.cost.Budget.Scope;
import app.diptych.cost.BudgetsJson;
import app.diptych.cost.Money;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a budget, or sets the one of that name anew. */
@Command(
    name = "set",
    description = {
      "Makes a budget, or sets the one of that name anew.",
      "It is a hard cap: what could go over it is refused before it is sent."
    })
final class BudgetSetCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(index = "0", paramLabel = "NAME", description = "What you call it.")
  String name = "";

  @Parameters(index = "1", paramLabel = "LIMIT", description = "What may be spent, such as 5.")
  String limit = "";

  @Parameters(index = "2", paramLabel = "CURRENCY", description = "Such as USD.")
  String currency = "";

  @Option(
      names = "--per",
      paramLabel = "PERIOD",
      description = "day or month, where you live. Default: ${DEFAULT-VALUE}.",
      defaultValue = "day")
  Period period = Period.DAY;

  @Option(names = "--for-gateway", paramLabel = "ID", description = "Only for this gateway.")
  @Nullable String gateway;

  @Option(names = "--for-tag", paramLabel = "TAG", description = "Only for sessions with this tag.")
  @Nullable String tag;

  @Option(names = "--alert-only", description = "Tell at 50, 80 and 100 %%, and refuse nothing.")
  boolean alertOnly;

  @Option(
      names = "--allow-unpriced",
      description = "Let requests through whose price nobody knows. Without it they are refused.")
  boolean allowUnpriced;

  BudgetSetCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (gateway != null && tag != null) {
      throw new IllegalArgumentException("Give --for-gateway or --for-tag, not both.");
    }
    Scope scope =
        gateway != null
            ? new Scope(Scope.Kind.GATEWAY, gateway)
            : tag != null ? new Scope(Scope.Kind.TAG, tag) : Scope.ALL;
    Money money = new Money(BudgetsJson.number(limit), currency.strip().toUpperCase(Locale.ROOT));
    Budget budget = new Budget(name, scope, period, money, !alertOnly, allowUnpriced);
    try (Rooms rooms = root.open()) {
      rooms.changeBudgets(budgets -> budgets.with(budget));
      root.terminal()
          .print(
              root.json
                  ? SessionsText.pretty(BudgetsJson.write(List.of(budget)).get(0))
                  : BudgetText.line(budget));
      String doubt = rooms.doubt(budget);
      if (!doubt.isEmpty()) {
        root.terminal().complain(doubt);
      }
      return Exit.FINE;
    }
  }
}
