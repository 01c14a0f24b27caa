package app.diptych.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A tariff as JSON: amounts are text, so that no digit is lost. */
public final class TariffJson {
  private static final int MOST_DIGITS = 100;

  private TariffJson() {}

  public static ObjectNode write(Tariff tariff) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("perKwh", tariff.perKwh().toPlainString())
            .put("currency", tariff.currency());
    if (tariff.hardwarePerHour() != null) {
      node.put("hardwarePerHour", tariff.hardwarePerHour().toPlainString());
    }
    return node.put("source", tariff.source()).put("date", tariff.date().toString());
  }

  /**
   * @throws IllegalArgumentException when it is none, with a sentence
   */
  public static Tariff read(JsonNode node) {
    BigDecimal perKwh = amount(node, "perKwh");
    if (perKwh == null) {
      throw new IllegalArgumentException("The tariff has no \"perKwh\".");
    }
    try {
      return new Tariff(
          perKwh,
          node.path("currency").asString(""),
          amount(node, "hardwarePerHour"),
          node.path("source").asString(""),
          LocalDate.parse(node.path("date").asString("")));
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          "The \"date\" of the tariff is no date such as 2026-11-26.", wrong);
    }
  }

  /**
   * An amount as people write it.
   *
   * @throws IllegalArgumentException when it is no number, with a sentence
   */
  public static BigDecimal amount(String text) {
    String plain = text.strip();
    try {
      if (plain.length() <= MOST_DIGITS) {
        return new BigDecimal(plain);
      }
    } catch (NumberFormatException _) {
      // Told below, the same as a number nobody can mean.
    }
    throw new IllegalArgumentException(
        "\"%s\" is no amount: write it with a point, for example 0.30."
            .formatted(plain.length() > 40 ? plain.substring(0, 40) : plain));
  }

  private static @Nullable BigDecimal amount(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() || value.isNumber() ? amount(value.asString()) : null;
  }
}
