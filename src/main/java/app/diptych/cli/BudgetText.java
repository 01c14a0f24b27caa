package app.diptych.cli;

import app.diptych.cost.Budget;
import app.diptych.cost.BudgetState;
import app.diptych.cost.BudgetsJson;
import app.diptych.cost.ExchangeRates;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Budgets as lines and as JSON. */
final class BudgetText {
  private BudgetText() {}

  /** For example {@code daily: 0.42 of 5 USD this day (8 %), all gateways, hard cap}. */
  static String line(BudgetState state) {
    return Terminal.safe(
        "%s: %s this %s (%d %%), %s"
            .formatted(
                state.budget().name(),
                state.words(),
                state.budget().period().word(),
                state.percent(),
                terms(state.budget())));
  }

  static String line(Budget budget) {
    return Terminal.safe("%s: %s, %s".formatted(budget.name(), budget.allows(), terms(budget)));
  }

  private static String terms(Budget budget) {
    String cap =
        budget.hardCap()
            ? budget.allowsUnpriced() ? "hard cap, unpriced allowed" : "hard cap"
            : "alerts only";
    return budget.scope().words() + ", " + cap;
  }

  static ObjectNode json(List<BudgetState> states, ExchangeRates rates, String problem) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("budgets");
    for (BudgetState state : states) {
      ObjectNode node = (ObjectNode) BudgetsJson.write(List.of(state.budget())).get(0);
      node.put("since", state.since().toString()).put("until", state.until().toString());
      node.put("spent", state.spent().amount().toPlainString());
      node.put("atLeast", state.isAtLeast()).put("unpriced", state.unpriced());
      list.add(node.put("percent", state.percent()));
    }
    root.set("exchangeRates", BudgetsJson.write(rates));
    return root.put("problem", problem.isEmpty() ? null : problem);
  }
}
