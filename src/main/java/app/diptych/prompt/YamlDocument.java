package app.diptych.prompt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML as other tools write it, where prompts are stricter: anchors, aliases and merged fields are
 * allowed, and written out. What that makes of a small file is counted while it is written out, so
 * no file can take the memory or the time.
 *
 * <p>Values are texts, {@link BigDecimal}, {@link Boolean}, lists, maps and null.
 */
public final class YamlDocument {
  private static final int DEEPEST = 48;
  private static final int MOST_EVENTS = 1_000_000;
  private static final int MOST_VALUES = 200_000;
  private static final long MOST_CHARACTERS = 64L << 20;
  private static final String MERGE = "<<";

  private static final LoadSettings LOADING =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setAllowNonScalarKeys(false)
          .setMaxAliasesForCollections(MOST_VALUES)
          .setCodePointLimit(PromptFile.MOST_BYTES)
          .setSchema(new CoreSchema())
          .build();

  private int values;
  private long characters;

  private YamlDocument() {}

  /**
   * The value of a document; null for an empty one.
   *
   * @throws IllegalArgumentException when it cannot be read, with what is wrong and where
   */
  public static @Nullable Object read(String text) {
    try {
      examine(text);
      Optional<Node> root = new Compose(LOADING).composeString(text);
      return root.isEmpty() ? null : new YamlDocument().value(root.get(), 0);
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new IllegalArgumentException(
          "line %d: %s".formatted(line, Yaml.oneLine(broken.getProblem())), broken);
    } catch (YamlEngineException broken) {
      throw new IllegalArgumentException(Yaml.oneLine(String.valueOf(broken.getMessage())), broken);
    }
  }

  /**
   * A document. Every text is in quotes or a block, so that no reader takes it for a number, a date
   * or a truth value.
   */
  public static String write(Map<String, ?> fields) {
    return Yaml.document(node(fields));
  }

  /** Reads what happens in the document without building anything. */
  private static void examine(String text) {
    int depth = 0;
    int count = 0;
    int documents = 0;
    for (Event event : new Parse(LOADING).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case DocumentStart -> documents++;
        default -> {}
      }
      refuse(depth > DEEPEST, "it is nested more than " + DEEPEST + " levels deep");
      refuse(++count > MOST_EVENTS, "it has too many values");
      refuse(documents > 1, "it must be one document");
    }
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new IllegalArgumentException(why);
    }
  }

  /** An alias that leads back into itself ends at the deepest level. */
  private @Nullable Object value(Node node, int depth) {
    refuse(depth > DEEPEST, "an alias in it leads back to itself, or is nested too deeply");
    refuse(++values > MOST_VALUES, "its aliases make too many values of it");
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode list -> list(list, depth);
      case MappingNode map -> fields(map, depth);
      case AnchorNode anchor -> value(anchor.getRealNode(), depth + 1);
      default -> null;
    };
  }

  private @Nullable Object scalar(ScalarNode node) {
    String text = node.getValue();
    characters += text.length();
    refuse(characters > MOST_CHARACTERS, "its aliases make too much text of it");
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
        ? Decimal.read(text).<Object>map(number -> number).orElse(text)
        : text;
  }

  private List<@Nullable Object> list(SequenceNode node, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Node each : node.getValue()) {
      list.add(value(each, depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> fields(MappingNode node, int depth) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    List<@Nullable Object> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
      Object value = value(tuple.getValueNode(), depth + 1);
      if (name.equals(MERGE)) {
        merged.add(value);
      } else {
        refuse(
            fields.containsKey(name),
            "the field " + KeptText.quoted(Yaml.oneLine(name)) + " stands there twice");
        fields.put(name, value);
      }
    }
    merged.forEach(value -> merge(value, fields));
    return fields;
  }

  /** What is merged in gives way to what stands there. */
  private static void merge(@Nullable Object value, Map<String, @Nullable Object> fields) {
    if (value instanceof List<?> several) {
      several.forEach(each -> merge(each, fields));
    } else if (value instanceof Map<?, ?> more) {
      more.forEach((name, each) -> {
        if (!fields.containsKey(String.valueOf(name))) {
          fields.put(String.valueOf(name), each);
        }
      });
    }
  }

  private static Node node(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Node> fields = new LinkedHashMap<>();
        map.forEach((name, each) -> fields.put(String.valueOf(name), node(each)));
        yield YamlNodes.fields(fields);
      }
      case List<?> list ->
          new SequenceNode(
              Tag.SEQ, list.stream().map(YamlDocument::node).toList(), FlowStyle.BLOCK);
      case Number number -> YamlNodes.number(number.toString());
      default -> text(value.toString());
    };
  }

  private static Node text(String value) {
    boolean block =
        value.contains("\n")
            && value.codePoints().noneMatch(point -> point != '\n' && KeptText.breaks(point));
    return new ScalarNode(Tag.STR, value, block ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED);
  }
}
