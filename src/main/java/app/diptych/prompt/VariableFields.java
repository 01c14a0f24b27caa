package app.diptych.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** A variable as it stands in the front matter of a prompt. */
final class VariableFields {
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String LABEL = "label";
  private static final String DEFAULT = "default";
  private static final String OPTIONAL = "optional";
  private static final String LEAST = "min";
  private static final String MOST = "max";
  private static final String OPTIONS = "options";

  private VariableFields() {}

  static Node write(Variable variable) {
    Map<String, Node> fields = new LinkedHashMap<>();
    fields.put(NAME, YamlNodes.text(variable.name()));
    fields.put(TYPE, YamlNodes.text(type(variable)));
    PromptFields.putText(fields, LABEL, variable.label());
    switch (variable) {
      case Variable.Quantity number -> {
        PromptFields.putNumber(fields, LEAST, number.least());
        PromptFields.putNumber(fields, MOST, number.most());
      }
      case Variable.Choice choice -> fields.put(OPTIONS, YamlNodes.list(choice.options()));
      case Variable.Text _, Variable.Lines _, Variable.Day _, Variable.TextFile _ -> {}
    }
    PromptFields.putText(fields, DEFAULT, variable.standard());
    if (variable.optional()) {
      fields.put(OPTIONAL, YamlNodes.yes());
    }
    return YamlNodes.fields(fields);
  }

  /**
   * @throws IllegalArgumentException when it is no variable, with a sentence a user can act on
   */
  static Variable read(Node node) {
    Map<String, Node> fields = YamlNodes.fields("variables", node);
    String name = YamlNodes.text(NAME, fields.get(NAME));
    String label = YamlNodes.text(LABEL, fields.get(LABEL));
    String standard = YamlNodes.text(DEFAULT, fields.get(DEFAULT));
    boolean optional = YamlNodes.yes(OPTIONAL, fields.get(OPTIONAL));
    return switch (YamlNodes.text(TYPE, fields.get(TYPE))) {
      case "", "text" -> new Variable.Text(name, label, standard, optional);
      case "multi-line" -> new Variable.Lines(name, label, standard, optional);
      case "number" ->
          new Variable.Quantity(
              name,
              label,
              standard,
              optional,
              YamlNodes.number(LEAST, fields.get(LEAST)).orElse(null),
              YamlNodes.number(MOST, fields.get(MOST)).orElse(null));
      case "choice" ->
          new Variable.Choice(
              name, label, standard, optional, YamlNodes.texts(OPTIONS, fields.get(OPTIONS)));
      case "date" -> new Variable.Day(name, label, standard, optional);
      case "file" -> file(name, label, standard, optional);
      default ->
          throw YamlNodes.wrong(
              TYPE,
              "one of "
                  + String.join(
                      ", ", List.of("text", "multi-line", "number", "choice", "date", "file")));
    };
  }

  private static Variable file(String name, String label, String standard, boolean optional) {
    KeptText.require(
        standard.isEmpty(),
        () -> "The file %s cannot have a default: leave it out".formatted(KeptText.quoted(name)));
    return new Variable.TextFile(name, label, optional);
  }

  private static String type(Variable variable) {
    return switch (variable) {
      case Variable.Text _ -> "text";
      case Variable.Lines _ -> "multi-line";
      case Variable.Quantity _ -> "number";
      case Variable.Choice _ -> "choice";
      case Variable.Day _ -> "date";
      case Variable.TextFile _ -> "file";
    };
  }
}
