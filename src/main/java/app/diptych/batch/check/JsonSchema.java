package app.diptych.batch.check;

import app.diptych.prompt.YamlDocument;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Schema, by draft 7 unless it names another. Nothing is fetched for it. */
final class JsonSchema {
  /** A data set can bring a schema in every row. */
  private static final int MOST_KEPT = 200;

  private static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_7, builder -> builder.schemaCacheEnabled(false));

  private static final Map<JsonNode, JsonSchema> KEPT = new ConcurrentHashMap<>();

  private final Schema schema;

  private JsonSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * @param value the schema, or its text as JSON or YAML
   * @throws IllegalArgumentException when it is none, with a sentence
   */
  static JsonSchema of(JsonNode value) {
    JsonSchema kept = KEPT.get(value);
    if (kept == null) {
      kept = compiled(value.isString() ? parsed(value.stringValue()) : value);
      if (KEPT.size() >= MOST_KEPT) {
        KEPT.clear();
      }
      KEPT.put(value, kept);
    }
    return kept;
  }

  private static JsonNode parsed(String text) {
    try {
      return MAPPER.valueToTree(YamlDocument.read(text));
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(
          "The JSON schema cannot be read: " + broken.getMessage() + ".", broken);
    }
  }

  private static JsonSchema compiled(JsonNode node) {
    if (!node.isObject() && !node.isBoolean()) {
      throw new IllegalArgumentException("A JSON schema is an object, or true, or false.");
    }
    try {
      String dialect = node.path("$schema").asString(DRAFT_7);
      List<Error> wrong = REGISTRY.getSchema(SchemaLocation.of(dialect)).validate(node);
      if (!wrong.isEmpty()) {
        throw new IllegalArgumentException(
            "The JSON schema does not compile: " + sentence(wrong.getFirst()));
      }
      Schema schema = REGISTRY.getSchema(node);
      schema.initializeValidators();
      return new JsonSchema(schema);
    } catch (SchemaException broken) {
      throw new IllegalArgumentException(
          "The JSON schema does not compile: " + broken.getMessage(), broken);
    }
  }

  /** What does not fit, in words; empty when all of it does. */
  Optional<String> problem(JsonNode answer) {
    try {
      return schema.validate(answer).stream().findFirst().map(JsonSchema::sentence);
    } catch (SchemaException broken) {
      throw new IllegalArgumentException(
          "The JSON schema does not compile: " + broken.getMessage(), broken);
    } catch (StackOverflowError endless) {
      throw new IllegalArgumentException("The JSON schema refers to itself without end.", endless);
    }
  }

  private static String sentence(Error error) {
    return error.toString() + ".";
  }
}
