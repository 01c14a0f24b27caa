package app.diptych.guard.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The fields of one JSON object, each of the kind that is asked for. */
final class PolicyFields {
  private final JsonNode node;
  private final String path;
  private final String file;
  private final List<String> unknown;
  private final Set<String> asked = new HashSet<>();

  /**
   * @param path of the object in the file, with a dot at the end unless it is the file's own
   * @param unknown gets the paths of fields that nobody asked for
   */
  PolicyFields(JsonNode node, String path, String file, List<String> unknown) {
    this.node = node;
    this.path = path;
    this.file = file;
    this.unknown = unknown;
  }

  /** Where a field stands, for a sentence. */
  String where(String name) {
    return file + ": " + path + name;
  }

  PolicyFields object(String name) throws PolicyException {
    JsonNode value = get(name);
    if (value.isMissingNode() || value.isObject()) {
      return new PolicyFields(value, path + name + ".", file, unknown);
    }
    throw new PolicyException(where(name) + " must be an object in braces.");
  }

  String required(String name) throws PolicyException {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw new PolicyException(where(name) + " is missing.");
    }
    return text.strip();
  }

  /** A text, or a number as it is written; null when there is none. */
  @Nullable String text(String name) throws PolicyException {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (value.isString()) {
      return value.stringValue();
    }
    if (value.isNumber()) {
      return plain(value, name).toPlainString();
    }
    throw new PolicyException(where(name) + " must be a text in quotes.");
  }

  List<String> texts(String name, int most) throws PolicyException {
    JsonNode value = get(name);
    List<String> texts = new ArrayList<>();
    if (value.isMissingNode()) {
      return texts;
    }
    if (!value.isArray() || value.size() > most) {
      throw new PolicyException(
          where(name) + " must be a list in brackets of at most " + most + " texts.");
    }
    for (JsonNode item : value) {
      if (!item.isString()) {
        throw new PolicyException(where(name) + " must be a list of texts in quotes.");
      }
      texts.add(item.stringValue());
    }
    return texts;
  }

  @Nullable Integer whole(String name) throws PolicyException {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new PolicyException(where(name) + " must be a whole number without quotes.");
    }
    return value.intValue();
  }

  @Nullable Double number(String name) throws PolicyException {
    BigDecimal value = decimal(name);
    return value == null ? null : value.doubleValue();
  }

  @Nullable BigDecimal decimal(String name) throws PolicyException {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isNumber()) {
      throw new PolicyException(where(name) + " must be a number without quotes.");
    }
    BigDecimal number = plain(value, name);
    if (number.signum() < 0) {
      throw new PolicyException(where(name) + " must not be negative.");
    }
    return number;
  }

  /** Notes what was not asked for. */
  void end() {
    node.propertyNames().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> unknown.add(path + name));
  }

  /** A number that is not so large that writing it down would take the memory. */
  private BigDecimal plain(JsonNode value, String name) throws PolicyException {
    BigDecimal number = value.decimalValue();
    if (Math.abs((long) number.precision() - number.scale()) > 30 || number.scale() > 30) {
      throw new PolicyException(where(name) + " is no number that makes sense here.");
    }
    return number;
  }

  private JsonNode get(String name) {
    asked.add(name);
    JsonNode value = node.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }
}
