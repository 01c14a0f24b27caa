package app.diptych.app;

import app.diptych.ui.compare.CompareModel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in the editor besides its text.
 *
 * @param system the system prompt; null when nobody knows
 * @param values what is given for the blanks, by name
 */
record Draft(@Nullable String system, Map<String, String> values) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Draft UNKNOWN = new Draft(null, Map.of());

  Draft {
    values = Map.copyOf(values);
  }

  static Draft of(CompareModel model) {
    return new Draft(model.systemProperty().get(), model.variables().given());
  }

  /** Reads what {@link #text} wrote; of anything else nothing is known. */
  static Draft read(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      Map<String, String> values = new HashMap<>();
      root.path("values")
          .properties()
          .forEach(value -> values.put(value.getKey(), value.getValue().asString("")));
      return new Draft(root.path("system").asString(null), values);
    } catch (JacksonException other) {
      return UNKNOWN;
    }
  }

  boolean isLongerThan(int characters) {
    long all = system == null ? 0 : system.length();
    for (Map.Entry<String, String> value : values.entrySet()) {
      all += value.getKey().length() + value.getValue().length();
    }
    return all > characters;
  }

  /** As JSON. */
  String text() {
    ObjectNode root = JSON.createObjectNode();
    root.put("system", system);
    ObjectNode all = root.putObject("values");
    values.forEach(all::put);
    return JSON.writeValueAsString(root);
  }

  /** Puts it back. */
  void into(CompareModel model) {
    if (system != null) {
      model.systemProperty().set(system);
    }
    values.forEach((name, value) -> model.variables().give(name, value));
  }
}
