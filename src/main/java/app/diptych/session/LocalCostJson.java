package app.diptych.session;

import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an answer of this machine drew and cost, as JSON. Older ones have neither. */
final class LocalCostJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private LocalCostJson() {}

  static ObjectNode write(Cost.Local cost) {
    ObjectNode node = NODES.objectNode().put("state", "local");
    Energy energy = cost.energy();
    if (energy != null) {
      node.set(
          "energy",
          NODES
              .objectNode()
              .put("microjoules", energy.microjoules())
              .put("overNs", energy.time().toNanos())
              .put("source", energy.source())
              .put("together", energy.together()));
    }
    LocalCharge charge = cost.charge();
    if (charge != null) {
      Money hardware = charge.hardware();
      node.put("electricity", charge.electricity().amount().toPlainString())
          .put("hardware", hardware == null ? null : hardware.amount().toPlainString())
          .put("currency", charge.electricity().currency());
    }
    return node;
  }

  /** What cannot be read was not measured. */
  static Cost.Local read(JsonNode node) {
    try {
      JsonNode energy = node.path("energy");
      return energy.isObject() ? new Cost.Local(energy(energy), charge(node)) : new Cost.Local();
    } catch (IllegalArgumentException unreadable) {
      return new Cost.Local();
    }
  }

  private static Energy energy(JsonNode node) {
    JsonNode microjoules = node.path("microjoules");
    JsonNode over = node.path("overNs");
    if (!microjoules.isIntegralNumber()
        || !over.isIntegralNumber()
        || !microjoules.canConvertToLong()
        || !over.canConvertToLong()) {
      throw new IllegalArgumentException("No energy");
    }
    return new Energy(
        microjoules.longValue(),
        Duration.ofNanos(over.longValue()),
        node.path("source").asString(""),
        node.path("together").asBoolean(false));
  }

  private static @Nullable LocalCharge charge(JsonNode node) {
    String electricity = AnswerJson.textOrNull(node, "electricity");
    if (electricity == null) {
      return null;
    }
    String currency = AnswerJson.text(node, "currency");
    String hardware = AnswerJson.textOrNull(node, "hardware");
    return new LocalCharge(
        money(electricity, currency), hardware == null ? null : money(hardware, currency));
  }

  private static Money money(String amount, String currency) {
    Money money = Money.of(amount, currency);
    if (money.amount().signum() < 0) {
      throw new IllegalArgumentException("Nothing costs less than nothing");
    }
    return money;
  }
}
