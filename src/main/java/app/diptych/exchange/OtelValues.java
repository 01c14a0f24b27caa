package app.diptych.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Attributes as OTLP's JSON writes them: a list of keys with values that say their type. Whole
 * numbers stand in quotes.
 */
final class OtelValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, Place> values = new LinkedHashMap<>();
  private final Place list;

  /**
   * @param list the {@code attributes} of a span, an event or a resource
   */
  OtelValues(Place list) throws ExchangeException {
    this.list = list;
    for (Place item : list.items()) {
      Place value = item.object().at("value");
      values.put(item.at("key").text(), value.inside(plain(value.node())));
    }
  }

  /** The value of that name; a missing one when there is none. */
  Place get(String name) {
    return values.getOrDefault(name, list.inside(MissingNode.getInstance()));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  private static JsonNode plain(JsonNode value) {
    if (value.has("stringValue")) {
      return value.path("stringValue");
    }
    if (value.has("intValue")) {
      return whole(value.path("intValue"));
    }
    if (value.has("doubleValue")) {
      return value.path("doubleValue");
    }
    if (value.has("boolValue")) {
      return value.path("boolValue");
    }
    if (value.has("arrayValue")) {
      ArrayNode list = NODES.arrayNode();
      value.path("arrayValue").path("values").forEach(item -> list.add(plain(item)));
      return list;
    }
    if (value.has("kvlistValue")) {
      ObjectNode object = NODES.objectNode();
      for (JsonNode item : value.path("kvlistValue").path("values")) {
        object.set(item.path("key").asString(""), plain(item.path("value")));
      }
      return object;
    }
    return MissingNode.getInstance();
  }

  private static JsonNode whole(JsonNode number) {
    try {
      return number.isString() ? NODES.numberNode(Long.parseLong(number.stringValue())) : number;
    } catch (NumberFormatException none) {
      return MissingNode.getInstance();
    }
  }

  /** Adds a text. */
  static void put(ArrayNode attributes, String key, String value) {
    attribute(attributes, key).put("stringValue", value);
  }

  /** Adds a whole number. */
  static void put(ArrayNode attributes, String key, long value) {
    attribute(attributes, key).put("intValue", String.valueOf(value));
  }

  /** Adds a number. */
  static void put(ArrayNode attributes, String key, double value) {
    attribute(attributes, key).put("doubleValue", value);
  }

  /** Adds texts. */
  static void put(ArrayNode attributes, String key, Iterable<String> values) {
    ArrayNode list = attribute(attributes, key).putObject("arrayValue").putArray("values");
    values.forEach(value -> list.addObject().put("stringValue", value));
  }

  private static ObjectNode attribute(ArrayNode attributes, String key) {
    return attributes.addObject().put("key", key).putObject("value");
  }
}
