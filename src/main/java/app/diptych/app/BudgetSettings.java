package app.diptych.app;

import app.diptych.cost.Budgets;
import app.diptych.cost.BudgetsJson;
import app.diptych.cost.ExchangeRates;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The budgets and exchange rates in {@code settings.json}. Thread-safe. */
final class BudgetSettings {
  private static final String BUDGETS = "budgets";
  private static final String RATES = "exchangeRates";

  /** As long as what other programs spent is taken for known. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final SettingsFile settings;
  private final NanoClock clock;
  private @Nullable Budgets known;
  private long lookedAt;

  BudgetSettings(SettingsFile settings, NanoClock clock) {
    this.settings = settings;
    this.clock = clock;
    this.lookedAt = clock.nanos();
  }

  synchronized Budgets budgets() {
    Budgets all = known;
    if (all == null) {
      all = read();
      known = all;
    }
    return all;
  }

  /** Looks at the file again: another Diptych may have changed it. */
  synchronized Budgets refresh() {
    settings.readAgain();
    known = null;
    lookedAt = clock.nanos();
    return budgets();
  }

  /** The budgets as they were in the file a moment ago. Reads it. */
  synchronized Budgets lately() {
    return clock.nanos() - lookedAt < FRESH.toNanos() ? budgets() : refresh();
  }

  private Budgets read() {
    if (!settings.isReadable()) {
      return new Budgets(
          List.of(),
          ExchangeRates.NONE,
          "The settings cannot be read as JSON, so nobody knows the budgets: mend settings.json, or move"
              + " it away.");
    }
    return BudgetsJson.read(settings.tree(BUDGETS), settings.tree(RATES));
  }

  /**
   * Changes the budgets as they are in the file now.
   *
   * @return the budgets as they are then
   * @throws IllegalArgumentException when the change makes no sense, with a sentence
   * @throws IOException when it cannot be kept, with a sentence; everything is then as before
   */
  synchronized Budgets change(UnaryOperator<Budgets> change) throws IOException {
    Budgets before = refresh();
    if (before.problem() != null) {
      throw new IOException(before.problem());
    }
    Budgets after = change.apply(before);
    settings.edit(tree -> {
      put(tree, BUDGETS, BudgetsJson.write(after.all()), "name");
      put(tree, RATES, BudgetsJson.write(after.rates()), "from", "to");
    });
    known = null;
    if (!settings.problem().isEmpty()) {
      settings.readAgain();
      throw new IOException(settings.problem());
    }
    return budgets();
  }

  /** What this version does not know of an entry survives. */
  private static void put(ObjectNode tree, String name, ArrayNode fresh, String... keys) {
    JsonNode old = tree.path(name);
    for (JsonNode entry : fresh) {
      for (JsonNode before : old) {
        boolean same = before instanceof ObjectNode;
        for (String key : keys) {
          same &= entry.path(key).equals(before.path(key));
        }
        if (same && entry instanceof ObjectNode node) {
          before.properties().stream()
              .filter(field -> !node.has(field.getKey()) && !field.getKey().equals("of"))
              .forEach(field -> node.set(field.getKey(), field.getValue()));
        }
      }
    }
    if (fresh.isEmpty() && old.isMissingNode()) {
      return;
    }
    tree.set(name, fresh);
  }
}
