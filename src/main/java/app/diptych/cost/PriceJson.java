package app.diptych.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prices as JSON of our own: rates are text, so that no digit is lost, and per million tokens. */
public final class PriceJson {
  private static final int MOST_BYTES = 64 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(100)
                          .maxStringLength(100_000)
                          .maxDocumentLength(MOST_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private PriceJson() {}

  /** The claims that come with the program, each with its source and date. */
  public static List<Price> bundled() {
    try (InputStream in = PriceJson.class.getResourceAsStream("/prices/playbook.json")) {
      if (in == null) {
        throw new IllegalStateException("The bundled prices are missing");
      }
      return read(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Reads a file of prices; what stands at its top (source, date, currency) holds for every price
   * that does not say otherwise.
   *
   * @throws IllegalArgumentException when it is none, with a sentence that names the price
   */
  public static List<Price> read(byte[] json) {
    return read(
        json,
        (entry, why) -> {
          throw new IllegalArgumentException(entry + ": " + why);
        });
  }

  /**
   * The same, but a price that is none is left out.
   *
   * @param refused told which one and why
   * @throws IllegalArgumentException when it is no such file, with a sentence
   */
  public static List<Price> read(byte[] json, BiConsumer<String, String> refused) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("This is no JSON.", notJson);
    }
    if (!(root.path("prices") instanceof ArrayNode list)) {
      throw new IllegalArgumentException("There is no list \"prices\" in this file.");
    }
    List<Price> prices = new ArrayList<>();
    int place = 0;
    for (JsonNode node : list) {
      place++;
      @Nullable Price price = null;
      String why = "";
      try {
        price = price(node, root);
      } catch (IllegalArgumentException wrong) {
        why = String.valueOf(wrong.getMessage());
      }
      if (price == null) {
        refused.accept(
            "Price %d (%s)".formatted(place, node.path("model").asString("no model")), why);
      } else {
        prices.add(price);
      }
    }
    return List.copyOf(prices);
  }

  /** The same both ways. */
  public static byte[] write(List<Price> prices) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode list = root.putArray("prices");
    for (Price price : prices) {
      ObjectNode node = list.addObject();
      node.put("gateway", price.gateway()).put("model", price.model());
      rates(node, price.rates());
      tiers(node, price.tiers());
      if (price.batch() != null) {
        ObjectNode batch = node.putObject("batch");
        rates(batch, price.batch());
        tiers(batch, price.batchTiers());
      }
      node.put("currency", price.currency());
      node.put("source", price.source()).put("date", price.date().toString());
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private static void tiers(ObjectNode node, List<Tier> tiers) {
    if (!tiers.isEmpty()) {
      ArrayNode list = node.putArray("tiers");
      tiers.forEach(
          tier -> rates(list.addObject().put("above", tier.aboveInputTokens()), tier.rates()));
    }
  }

  private static void rates(ObjectNode node, Rates rates) {
    node.put("input", rates.input().toPlainString());
    node.put("output", rates.output().toPlainString());
    if (rates.cachedInput() != null) {
      node.put("cachedInput", rates.cachedInput().toPlainString());
    }
    if (rates.reasoning() != null) {
      node.put("reasoning", rates.reasoning().toPlainString());
    }
  }

  private static Price price(JsonNode node, JsonNode top) {
    return new Price(
        node.path("gateway").asString(""),
        node.path("model").asString(""),
        rates(node),
        tiers(node),
        either(node, top, "currency"),
        either(node, top, "source"),
        date(either(node, top, "date")),
        node.path("batch").isObject() ? rates(node.path("batch")) : null,
        tiers(node.path("batch")));
  }

  private static List<Tier> tiers(JsonNode node) {
    List<Tier> tiers = new ArrayList<>();
    for (JsonNode tier : node.path("tiers")) {
      tiers.add(new Tier(tier.path("above").asInt(0), rates(tier)));
    }
    return tiers;
  }

  private static Rates rates(JsonNode node) {
    return new Rates(
        required(node, "input"),
        required(node, "output"),
        rate(node, "cachedInput"),
        rate(node, "reasoning"));
  }

  private static BigDecimal required(JsonNode node, String name) {
    BigDecimal rate = rate(node, name);
    if (rate == null) {
      throw new IllegalArgumentException("the rate \"" + name + "\" is missing.");
    }
    return rate;
  }

  private static @Nullable BigDecimal rate(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    try {
      return value.isString() ? new BigDecimal(value.stringValue().strip()) : value.decimalValue();
    } catch (NumberFormatException | JacksonException wrong) {
      throw new IllegalArgumentException("\"" + name + "\" is no number.", wrong);
    }
  }

  private static String either(JsonNode node, JsonNode top, String name) {
    String text = node.path(name).asString(top.path(name).asString(""));
    if (text.isBlank()) {
      throw new IllegalArgumentException("\"" + name + "\" is missing.");
    }
    return text;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException("\"" + text + "\" is no date such as 2026-08-21.", wrong);
    }
  }
}
