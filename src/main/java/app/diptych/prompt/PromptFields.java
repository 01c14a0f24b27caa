package app.diptych.prompt;

import app.diptych.completion.Sampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The fields of a prompt's front matter. */
final class PromptFields {
  static final String ID = "id";
  static final String TITLE = "title";
  private static final String TAGS = "tags";
  private static final String FAVOURITE = "favourite";
  private static final String SYSTEM = "system";
  private static final String VARIABLES = "variables";
  private static final String SAMPLING = "sampling";
  private static final String NOTES = "notes";

  private PromptFields() {}

  /** Each field with its text in the file, in order; one without a value is left out. */
  static Map<String, String> write(Prompt prompt) {
    Map<String, Node> fields = new LinkedHashMap<>();
    fields.put(ID, YamlNodes.text(prompt.id()));
    fields.put(TITLE, YamlNodes.text(prompt.title()));
    if (!prompt.tags().isEmpty()) {
      fields.put(TAGS, YamlNodes.list(prompt.tags()));
    }
    if (prompt.favourite()) {
      fields.put(FAVOURITE, YamlNodes.yes());
    }
    putText(fields, SYSTEM, prompt.system());
    if (!prompt.variables().isEmpty()) {
      fields.put(VARIABLES, variables(prompt));
    }
    if (prompt.sampling() != null) {
      fields.put(SAMPLING, sampling(prompt.sampling()));
    }
    putText(fields, NOTES, prompt.notes());
    Map<String, String> texts = new LinkedHashMap<>();
    fields.forEach((name, value) -> texts.put(name, Yaml.text(name, value)));
    return texts;
  }

  /**
   * @param fields as read; unknown ones are for others
   * @param otherwise what holds where the file says nothing
   */
  static Prompt read(Map<String, Node> fields, Prompt otherwise) {
    return new Prompt(
        orElse(YamlNodes.text(ID, fields.get(ID)), otherwise.id()),
        orElse(YamlNodes.text(TITLE, fields.get(TITLE)), otherwise.title()),
        YamlNodes.texts(TAGS, fields.get(TAGS)),
        otherwise.folder(),
        YamlNodes.text(SYSTEM, fields.get(SYSTEM)),
        otherwise.text(),
        YamlNodes.nodes(VARIABLES, fields.get(VARIABLES)).stream()
            .map(VariableFields::read)
            .toList(),
        sampling(fields.get(SAMPLING)),
        YamlNodes.text(NOTES, fields.get(NOTES)),
        YamlNodes.yes(FAVOURITE, fields.get(FAVOURITE)));
  }

  static String variablesAsText(Prompt prompt) {
    return write(prompt).getOrDefault(VARIABLES, "");
  }

  static String samplingAsText(Prompt prompt) {
    return write(prompt).getOrDefault(SAMPLING, "");
  }

  private static Node variables(Prompt prompt) {
    List<Node> nodes = new ArrayList<>();
    prompt.variables().forEach(variable -> nodes.add(VariableFields.write(variable)));
    return YamlNodes.blocks(nodes);
  }

  private static Node sampling(Sampling sampling) {
    Map<String, Node> fields = new LinkedHashMap<>();
    putNumber(fields, "temperature", sampling.temperature());
    putNumber(fields, "top-p", sampling.topP());
    putNumber(fields, "max-tokens", sampling.maxTokens());
    putNumber(fields, "seed", sampling.seed());
    if (!sampling.stop().isEmpty()) {
      fields.put("stop", YamlNodes.list(sampling.stop()));
    }
    return YamlNodes.fields(fields);
  }

  private static @Nullable Sampling sampling(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    Map<String, Node> fields = YamlNodes.fields(SAMPLING, node);
    Long maxTokens = YamlNodes.whole("max-tokens", fields.get("max-tokens"));
    return new Sampling(
        YamlNodes.real("temperature", fields.get("temperature")),
        YamlNodes.real("top-p", fields.get("top-p")),
        maxTokens == null ? null : Math.clamp(maxTokens, -1, Integer.MAX_VALUE),
        YamlNodes.whole("seed", fields.get("seed")),
        YamlNodes.texts("stop", fields.get("stop")));
  }

  static void putText(Map<String, Node> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, YamlNodes.text(value));
    }
  }

  static void putNumber(Map<String, Node> fields, String name, @Nullable Number value) {
    if (value != null) {
      fields.put(name, YamlNodes.number(value.toString()));
    }
  }

  private static String orElse(String value, String otherwise) {
    return value.isBlank() ? otherwise : value;
  }
}
