package app.diptych.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every budget of this user, and the rates between their currencies.
 *
 * @param problem why some budgets cannot be read, as a sentence; null when all can. As long as
 *     there is one nothing is sent to a gateway: a cap that is not seen is not kept.
 */
public record Budgets(List<Budget> all, ExchangeRates rates, @Nullable String problem) {
  public static final Budgets NONE = new Budgets(List.of(), ExchangeRates.NONE, null);

  /** More make no sense, and every request asks each. */
  private static final int MOST = 200;

  /**
   * @throws IllegalArgumentException for two of one name, with a sentence
   */
  public Budgets {
    all = List.copyOf(all);
    if (all.size() > MOST) {
      throw new IllegalArgumentException("There are at most " + MOST + " budgets.");
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (Budget.sameName(all.get(i).name(), all.get(j).name())) {
          throw new IllegalArgumentException(
              "There are two budgets with the name \"%s\": give one another name."
                  .formatted(all.get(i).name()));
        }
      }
    }
  }

  public Optional<Budget> find(String name) {
    return all.stream().filter(budget -> Budget.sameName(budget.name(), name)).findFirst();
  }

  /** With that budget, in the place of the one with its name. */
  public Budgets with(Budget budget) {
    List<Budget> more = new ArrayList<>(all);
    more.replaceAll(old -> Budget.sameName(old.name(), budget.name()) ? budget : old);
    if (!more.contains(budget)) {
      more.add(budget);
    }
    return new Budgets(more, rates, problem);
  }

  public Budgets without(String name) {
    return new Budgets(
        all.stream().filter(budget -> !Budget.sameName(budget.name(), name)).toList(),
        rates,
        problem);
  }

  public Budgets with(ExchangeRates fresh) {
    return new Budgets(all, fresh, problem);
  }
}
