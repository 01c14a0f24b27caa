package app.diptych.exchange;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of an object of a bundle, each of the type it must have.
 *
 * <p>Every method throws an {@link IllegalArgumentException} that says which field is not.
 */
final class Fields {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private final JsonNode node;

  Fields(JsonNode node) {
    this.node = node;
  }

  JsonNode node(String name) {
    return node.path(name);
  }

  String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw wrong(name, "a text");
    }
    return text;
  }

  @Nullable String textOrNull(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw wrong(name, "a text");
    }
    return value.stringValue();
  }

  String textOr(String name, String otherwise) {
    String text = textOrNull(name);
    return text == null ? otherwise : text;
  }

  boolean yes(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  long whole(String name) {
    return whole(name, node.path(name));
  }

  long wholeOr(String name, long otherwise) {
    return node.path(name).isMissingNode() ? otherwise : whole(name);
  }

  Instant instant(String name) {
    try {
      Instant instant = Instant.parse(text(name));
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw wrong(name, "a time of this era");
      }
      return instant;
    } catch (DateTimeParseException unreadable) {
      throw new IllegalArgumentException(wrong(name, "a time").getMessage(), unreadable);
    }
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : list(name)) {
      if (!one.isString()) {
        throw wrong(name, "a list of texts");
      }
      texts.add(one.stringValue());
    }
    return texts;
  }

  long[] wholes(String name) {
    JsonNode list = list(name);
    long[] numbers = new long[list.size()];
    int at = 0;
    for (JsonNode one : list) {
      numbers[at++] = whole(name, one);
    }
    return numbers;
  }

  private JsonNode list(String name) {
    JsonNode list = node.path(name);
    if (!list.isMissingNode() && !list.isArray()) {
      throw wrong(name, "a list");
    }
    return list;
  }

  private static long whole(String name, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number");
    }
    return value.longValue();
  }

  private static IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException("\"" + name + "\" is missing or not " + wanted);
  }
}
