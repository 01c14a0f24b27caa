package app.diptych.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Budgets and rates as they stand in the settings; amounts are text, so that no digit is lost. */
public final class BudgetsJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BudgetsJson() {}

  /** Reads what can be read; what cannot is told as the problem. */
  public static Budgets read(JsonNode budgets, JsonNode rates) {
    List<Budget> all = new ArrayList<>();
    ExchangeRates known = ExchangeRates.NONE;
    String place = "";
    try {
      requireList(budgets, "budgets");
      for (JsonNode node : budgets) {
        place = "Budget " + (all.size() + 1);
        all.add(budget(node));
      }
      place = "The budgets";
      Budgets read = new Budgets(all, known, null);
      requireList(rates, "exchangeRates");
      for (JsonNode node : rates) {
        place = "Exchange rate " + (known.all().size() + 1);
        known = known.with(rate(node));
      }
      return read.with(known);
    } catch (IllegalArgumentException wrong) {
      return new Budgets(
          List.of(), known, place + " in the settings cannot be read: " + wrong.getMessage());
    }
  }

  private static void requireList(JsonNode node, String name) {
    if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
      throw new IllegalArgumentException("\"" + name + "\" is no list.");
    }
  }

  public static ArrayNode write(List<Budget> budgets) {
    ArrayNode list = NODES.arrayNode();
    for (Budget budget : budgets) {
      ObjectNode node = list.addObject().put("name", budget.name());
      node.put("scope", budget.scope().kind().word());
      if (budget.scope().kind() != Budget.Scope.Kind.ALL) {
        node.put("of", budget.scope().of());
      }
      node.put("period", budget.period().word())
          .put("limit", budget.limit().amount().toPlainString())
          .put("currency", budget.limit().currency())
          .put("hardCap", budget.hardCap())
          .put("allowUnpriced", budget.allowsUnpriced());
    }
    return list;
  }

  public static ArrayNode write(ExchangeRates rates) {
    ArrayNode list = NODES.arrayNode();
    for (ExchangeRate rate : rates.all()) {
      list.addObject()
          .put("from", rate.from())
          .put("to", rate.to())
          .put("rate", rate.rate().toPlainString())
          .put("source", rate.source())
          .put("date", rate.date().toString());
    }
    return list;
  }

  private static Budget budget(JsonNode node) {
    Budget.Scope.Kind kind = word(Budget.Scope.Kind.class, node, "scope");
    return new Budget(
        text(node, "name"),
        new Budget.Scope(kind, node.path("of").asString("")),
        word(Budget.Period.class, node, "period"),
        new Money(number(node, "limit"), text(node, "currency")),
        flag(node, "hardCap"),
        flag(node, "allowUnpriced"));
  }

  private static ExchangeRate rate(JsonNode node) {
    return new ExchangeRate(
        text(node, "from"),
        text(node, "to"),
        number(node, "rate"),
        text(node, "source"),
        date(text(node, "date")));
  }

  /**
   * A day as people type it in files.
   *
   * @throws IllegalArgumentException when it is none, with a sentence
   */
  public static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException("\"" + text + "\" is no date such as 2026-08-21.", wrong);
    }
  }

  private static <E extends Enum<E>> E word(Class<E> kind, JsonNode node, String name) {
    String word = text(node, name);
    try {
      return Enum.valueOf(kind, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("\"" + word + "\" is no " + name + ".", unknown);
    }
  }

  private static String text(JsonNode node, String name) {
    String text = node.path(name).asString("");
    if (text.isBlank()) {
      throw new IllegalArgumentException("\"" + name + "\" is missing.");
    }
    return text;
  }

  private static boolean flag(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("\"" + name + "\" is neither true nor false.");
    }
    return value.booleanValue();
  }

  private static BigDecimal number(JsonNode node, String name) {
    return number(text(node, name));
  }

  /**
   * An amount as people type it.
   *
   * @throws IllegalArgumentException when it is none, with a sentence
   */
  public static BigDecimal number(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("\"" + text + "\" is no number such as 2.50.", wrong);
    }
  }
}
