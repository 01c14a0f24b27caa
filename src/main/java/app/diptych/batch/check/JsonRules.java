package app.diptych.batch.check;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks at answers that are, or have in them, JSON. */
final class JsonRules {
  private JsonRules() {}

  static Rule equal() {
    return (subject, value, _) -> {
      if (value.isContainer() && Json.read(subject.text()).isEmpty()) {
        // promptfoo fails this whichever way it is asked.
        return Outcome.broken("The answer is not JSON, so it cannot be compared with JSON.");
      }
      boolean same =
          value.isContainer()
              ? Json.read(subject.text()).filter(answer -> Json.same(answer, value)).isPresent()
              : Words.text("equals", value).equals(subject.text());
      String wanted = value.isContainer() ? value.toString() : value.asString();
      return Outcome.of(
          same, "The answer " + (same ? "is " : "is not ") + Words.quoted(wanted) + ".");
    };
  }

  static Rule isJson() {
    return (subject, value, _) -> {
      Optional<JsonNode> answer = Json.read(subject.text());
      if (answer.isEmpty()) {
        return Outcome.of(false, "The answer is not JSON.");
      }
      return hasSchema(value)
          ? fits(List.of(answer.get()), value)
          : Outcome.of(true, "The answer is JSON.");
    };
  }

  static Rule containsJson() {
    return (subject, value, _) -> {
      List<JsonNode> objects = Json.objects(subject.text());
      if (objects.isEmpty()) {
        return Outcome.of(false, "The answer contains no JSON object.");
      }
      return hasSchema(value)
          ? fits(objects, value)
          : Outcome.of(true, "The answer contains JSON.");
    };
  }

  private static boolean hasSchema(JsonNode value) {
    return !value.isMissingNode() && !(value.isString() && value.stringValue().isEmpty());
  }

  /** One of them is enough. */
  private static Outcome fits(List<JsonNode> answers, JsonNode value) {
    JsonSchema schema = JsonSchema.of(value);
    String problem = "";
    for (JsonNode answer : answers) {
      Optional<String> wrong = schema.problem(answer);
      if (wrong.isEmpty()) {
        return Outcome.of(true, "The JSON fits the schema.");
      }
      problem = wrong.get();
    }
    return Outcome.of(false, "The JSON does not fit the schema: " + problem);
  }

  static Rule path() {
    return (subject, value, _) -> {
      JsonPath path = JsonPath.of(Words.text("json-path", value.path("path")));
      JsonNode wanted = value.path("equals");
      if (wanted.isMissingNode()) {
        throw new IllegalArgumentException(
            "The check json-path needs a value with path and equals.");
      }
      Optional<JsonNode> answer = Json.read(subject.text());
      if (answer.isEmpty()) {
        List<JsonNode> objects = Json.objects(subject.text());
        answer = objects.isEmpty() ? Optional.empty() : Optional.of(objects.getFirst());
      }
      if (answer.isEmpty()) {
        return Outcome.of(false, "The answer is not JSON.");
      }
      JsonNode found = path.find(answer.get());
      return Outcome.of(
          Json.same(found, wanted),
          "At "
              + path
              + " there is "
              + (found.isMissingNode() ? "nothing" : Words.quoted(found.toString()))
              + ".");
    };
  }
}
