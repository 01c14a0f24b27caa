package app.diptych.batch.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads checks as promptfoo writes its assertions. Those that need a model or a program, and values
 * that name a file, are left out and counted, because to count them as passed would be a lie.
 */
public final class CheckReader {
  static final String NOT = "not-";

  /** More checks of one row than that are refused. */
  private static final int MOST = 1_000;

  private final Map<String, Integer> leftOut = new TreeMap<>();
  private int count;

  /** How many checks of each type were left out, by the type. */
  public Map<String, Integer> leftOut() {
    return Map.copyOf(leftOut);
  }

  /**
   * The checks of a test: its {@code assert} and {@code threshold}.
   *
   * @throws IllegalArgumentException when they cannot be understood, with a sentence
   */
  public CheckList read(JsonNode test) {
    count = 0;
    return new CheckList(list(test.path("assert")), number(test.path("threshold"), "threshold"));
  }

  private List<Check> list(JsonNode list) {
    List<Check> checks = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) {
      return checks;
    }
    if (!list.isArray()) {
      throw new IllegalArgumentException("Checks are a list; each has a type.");
    }
    for (JsonNode node : list) {
      if (++count > MOST) {
        throw new IllegalArgumentException("A row can have at most " + MOST + " checks.");
      }
      Check check = check(node);
      if (check != null) {
        checks.add(check);
      }
    }
    return checks;
  }

  private @Nullable Check check(JsonNode node) {
    JsonNode type = node.path("type");
    if (!type.isString()) {
      throw new IllegalArgumentException("A check needs a type, such as contains.");
    }
    String written = type.stringValue().strip();
    boolean inverse = written.startsWith(NOT);
    String base = inverse ? written.substring(NOT.length()) : written;
    JsonNode value = node.path("value");
    boolean set = written.equals(Check.SET);
    if ((!set && !Rules.ALL.containsKey(base)) || isElsewhere(value) || node.has("transform")) {
      leftOut.merge(written, 1, Integer::sum);
      return null;
    }
    Double weight = number(node.path("weight"), "weight");
    if (weight != null && weight < 0) {
      throw new IllegalArgumentException("The weight of a check is 0 or more.");
    }
    return new Check(
        base,
        inverse,
        value,
        number(node.path("threshold"), "threshold"),
        weight == null ? 1 : weight,
        set ? list(node.path("assert")) : List.of());
  }

  private static boolean isElsewhere(JsonNode value) {
    String text = value.isString() ? value.stringValue() : "";
    return text.startsWith("file://") || text.startsWith("package:");
  }

  private static @Nullable Double number(JsonNode node, String name) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException("The " + name + " of a check is a number.");
    }
    return node.doubleValue();
  }
}
