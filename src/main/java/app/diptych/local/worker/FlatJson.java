package app.diptych.local.worker;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * One flat JSON object a line: texts, numbers and lists of texts. Only the streaming half of
 * Jackson, because the child must start quickly.
 */
final class FlatJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2)
                  .maxNumberLength(32)
                  .maxNameLength(32)
                  .maxStringLength(64 << 20)
                  .build())
          .build();

  private final Map<String, Object> fields;

  private FlatJson(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Reads one object; throws a {@link tools.jackson.core.JacksonException} for anything else. */
  static FlatJson read(byte[] line) {
    Map<String, Object> fields = new HashMap<>();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      expect(parser, parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        expect(parser, parser.currentToken() == JsonToken.PROPERTY_NAME);
        String name = parser.currentName();
        fields.put(name, value(parser, parser.nextToken()));
      }
    }
    return new FlatJson(fields);
  }

  static Writer writer(String kind) {
    return new Writer(kind);
  }

  String kind() {
    return text("kind");
  }

  String text(String name) {
    return (String) need(name);
  }

  long number(String name) {
    return ((Number) need(name)).longValue();
  }

  int integer(String name) {
    return Math.toIntExact(number(name));
  }

  @Nullable Integer optionalInteger(String name) {
    return fields.containsKey(name) ? integer(name) : null;
  }

  @Nullable Long optionalNumber(String name) {
    return fields.containsKey(name) ? number(name) : null;
  }

  @Nullable Double optionalDecimal(String name) {
    return fields.containsKey(name) ? ((Number) need(name)).doubleValue() : null;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    ((List<?>) need(name)).forEach(text -> texts.add((String) text));
    return texts;
  }

  private Object need(String name) {
    Object value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The line has no " + name);
    }
    return value;
  }

  private static Object value(JsonParser parser, @Nullable JsonToken token) {
    if (token == JsonToken.START_ARRAY) {
      List<String> texts = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        expect(parser, parser.currentToken() == JsonToken.VALUE_STRING);
        texts.add(parser.getString());
      }
      return texts;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDoubleValue();
    }
    expect(parser, token == JsonToken.VALUE_STRING);
    return parser.getString();
  }

  private static void expect(JsonParser parser, boolean holds) {
    if (!holds) {
      throw new StreamReadException(parser, "The line is not a flat object");
    }
  }

  /** Collects the fields of one object; an absent value is left out. */
  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private final JsonGenerator generator =
        FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);

    private Writer(String kind) {
      generator.writeStartObject();
      text("kind", kind);
    }

    Writer text(String name, String value) {
      generator.writeStringProperty(name, value);
      return this;
    }

    Writer number(String name, @Nullable Long value) {
      if (value != null) {
        generator.writeNumberProperty(name, value);
      }
      return this;
    }

    Writer number(String name, @Nullable Integer value) {
      return number(name, value == null ? null : Long.valueOf(value));
    }

    Writer decimal(String name, @Nullable Double value) {
      if (value != null) {
        generator.writeNumberProperty(name, value);
      }
      return this;
    }

    Writer texts(String name, List<String> values) {
      generator.writeArrayPropertyStart(name);
      values.forEach(generator::writeString);
      generator.writeEndArray();
      return this;
    }

    /** The whole line with its line feed. */
    byte[] line() {
      generator.writeEndObject();
      generator.close();
      bytes.write('\n');
      return bytes.toByteArray();
    }
  }
}
