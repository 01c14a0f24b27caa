package app.diptych.batch.check;

import app.diptych.prompt.Template;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that must be so of an answer, named and meant as promptfoo's assertion of that type.
 *
 * @param type without {@code not-}
 * @param inverse whether it must not be so
 * @param value what it compares with; texts in it may have blanks for the variables of the row
 * @param threshold what it means depends on the type; null for the type's own
 * @param weight in the score of all, 0 for one that only measures and cannot fail
 * @param parts the checks of a set, empty for every other type
 */
public record Check(
    String type,
    boolean inverse,
    JsonNode value,
    @Nullable Double threshold,
    double weight,
    List<Check> parts) {
  static final String SET = "assert-set";
  private static final int MOST_CHARACTERS = 1_000_000;

  public Check {
    parts = List.copyOf(parts);
  }

  /** A check with a value and nothing else. */
  public static Check of(String type, String value) {
    boolean inverse = type.startsWith(CheckReader.NOT);
    return new Check(
        inverse ? type.substring(CheckReader.NOT.length()) : type,
        inverse,
        JsonNodeFactory.instance.stringNode(value),
        null,
        1,
        List.of());
  }

  /** As it is written. */
  public String name() {
    return (inverse ? CheckReader.NOT : "") + type;
  }

  /** Holds it against an answer; never throws, whatever the answer is. */
  public CheckResult run(Subject subject, Map<String, String> variables) {
    if (subject.failure() != null) {
      return new CheckResult(false, 0, "There is no whole answer: " + subject.failure());
    }
    if (type.equals(SET)) {
      return CheckList.sum(parts, threshold, subject, variables);
    }
    Outcome outcome = judge(subject, variables);
    boolean pass = !outcome.broken() && outcome.holds() != inverse;
    double score = outcome.broken() ? 0 : inverse ? 1 - outcome.score() : outcome.score();
    return new CheckResult(pass || weight == 0, score, outcome.found());
  }

  private Outcome judge(Subject subject, Map<String, String> variables) {
    Rule rule = Rules.ALL.get(type);
    if (rule == null) {
      return Outcome.broken("There is no check named " + type + ".");
    }
    try {
      return rule.judge(subject, filled(value, variables), threshold);
    } catch (IllegalArgumentException unusable) {
      return Outcome.broken(String.valueOf(unusable.getMessage()));
    }
  }

  private static JsonNode filled(JsonNode value, Map<String, String> variables) {
    if (value.isString()) {
      String text = Template.of(value.stringValue()).fill(variables, MOST_CHARACTERS);
      return JsonNodeFactory.instance.stringNode(text);
    }
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      value.forEach(one -> list.add(filled(one, variables)));
      return list;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(field -> object.set(field.getKey(), filled(field.getValue(), variables)));
      return object;
    }
    return value.isNull() ? MissingNode.getInstance() : value;
  }
}
