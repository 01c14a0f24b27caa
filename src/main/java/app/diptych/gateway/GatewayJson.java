package app.diptych.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gateway as JSON, as it stands in the settings. What this version does not know is left as it
 * is.
 */
public final class GatewayJson {
  private static final String ENVIRONMENT = "environment";
  private static final String KEYRING = "keyring";
  private static final String MEMORY = "memory";
  private static final String NONE = "none";

  private GatewayJson() {}

  /**
   * @throws IllegalArgumentException when it cannot be used, with a sentence a user can act on
   */
  public static GatewayProfile read(JsonNode node) {
    GatewayProfile plain =
        new GatewayProfile(node.path("id").asString(""), uri(node.path("baseUrl").asString("")));
    return new GatewayProfile(
        plain.id(),
        node.path("name").asString(plain.id()),
        plain.baseUrl(),
        key(node.path("key"), plain),
        texts(node.path("aliases")),
        limits(node.path("limits")),
        timeouts(node.path("timeouts")),
        texts(node.path("headers")),
        node.path("notes").asString(""));
  }

  /** Writes every field this version knows. */
  public static void write(GatewayProfile profile, ObjectNode node) {
    node.put("id", profile.id());
    node.put("name", profile.name());
    node.put("baseUrl", profile.baseUrl().toString());
    write(profile.key(), object(node, "key"));
    put(node, "aliases", profile.aliases());
    put(node, "headers", profile.headers());
    ObjectNode limits = object(node, "limits");
    put(limits, "requestsPerMinute", profile.limits().requestsPerMinute());
    put(limits, "tokensPerMinute", profile.limits().tokensPerMinute());
    put(limits, "concurrent", profile.limits().concurrent());
    removeIfEmpty(node, "limits");
    write(profile.timeouts(), object(node, "timeouts"));
    removeIfEmpty(node, "timeouts");
    put(node, "notes", profile.notes());
  }

  static GatewayLimits limits(JsonNode node) {
    return new GatewayLimits(
        number(node, "requestsPerMinute"),
        number(node, "tokensPerMinute"),
        number(node, "concurrent"));
  }

  static GatewayTimeouts timeouts(JsonNode node) {
    GatewayTimeouts usual = GatewayTimeouts.DEFAULTS;
    return new GatewayTimeouts(
        millis(node, "connectMs", usual.connect()),
        millis(node, "firstByteMs", usual.firstByte()),
        millis(node, "silenceMs", usual.silence()),
        millis(node, "wholeMs", usual.whole()));
  }

  static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }

  /**
   * An entry without a key's place is one of the first version, which looked in the environment.
   */
  private static KeyBinding key(JsonNode node, GatewayProfile plain) {
    KeySource source =
        switch (node.path("from").asString(ENVIRONMENT)) {
          case ENVIRONMENT -> {
            String variable = node.path("variable").asString("");
            yield variable.isEmpty()
                ? KeySource.Environment.usual(plain.id())
                : new KeySource.Environment(variable);
          }
          case KEYRING -> new KeySource.Keyring();
          case MEMORY -> new KeySource.Memory();
          case NONE -> new KeySource.None();
          default ->
              throw new IllegalArgumentException(
                  "The settings keep the key of "
                      + plain.id()
                      + " where this version cannot look.");
        };
    return new KeyBinding(
        source,
        node.path("origin").asString(plain.origin()),
        node.path("trustedHost").asString(""));
  }

  private static void write(KeyBinding key, ObjectNode node) {
    switch (key.source()) {
      case KeySource.Environment environment -> {
        node.put("from", ENVIRONMENT);
        node.put("variable", environment.variable());
      }
      case KeySource.Keyring _ -> node.put("from", KEYRING).remove("variable");
      case KeySource.Memory _ -> node.put("from", MEMORY).remove("variable");
      case KeySource.None _ -> node.put("from", NONE).remove("variable");
    }
    node.put("origin", key.origin());
    if (key.trustedHost().isEmpty()) {
      node.remove("trustedHost");
    } else {
      node.put("trustedHost", key.trustedHost());
    }
  }

  private static void write(GatewayTimeouts timeouts, ObjectNode node) {
    GatewayTimeouts usual = GatewayTimeouts.DEFAULTS;
    put(node, "connectMs", timeouts.connect(), usual.connect());
    put(node, "firstByteMs", timeouts.firstByte(), usual.firstByte());
    put(node, "silenceMs", timeouts.silence(), usual.silence());
    put(node, "wholeMs", timeouts.whole(), usual.whole());
  }

  private static void put(ObjectNode node, String name, Duration value, Duration usual) {
    if (value.equals(usual)) {
      node.remove(name);
    } else {
      node.put(name, value.toMillis());
    }
  }

  private static void put(ObjectNode node, String name, @Nullable Integer value) {
    if (value == null) {
      node.remove(name);
    } else {
      node.put(name, value);
    }
  }

  private static void put(ObjectNode node, String name, String value) {
    if (value.isEmpty()) {
      node.remove(name);
    } else {
      node.put(name, value);
    }
  }

  private static void put(ObjectNode node, String name, Map<String, String> values) {
    node.remove(name);
    if (!values.isEmpty()) {
      ObjectNode object = node.putObject(name);
      values.forEach(object::put);
    }
  }

  private static ObjectNode object(ObjectNode node, String name) {
    return node.path(name) instanceof ObjectNode known ? known : node.putObject(name);
  }

  private static void removeIfEmpty(ObjectNode node, String name) {
    if (node.path(name).isEmpty()) {
      node.remove(name);
    }
  }

  private static @Nullable Integer number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isInt() ? Integer.valueOf(value.intValue()) : null;
  }

  private static Duration millis(JsonNode node, String name, Duration usual) {
    return node.path(name).isIntegralNumber() ? Duration.ofMillis(node.path(name).asLong()) : usual;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException(
          "The base URL must start with http:// or https:// and name a host.", wrong);
    }
  }
}
