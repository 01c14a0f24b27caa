package app.diptych.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML as far as prompts need it: fields of texts, numbers, lists and fields. Whatever makes a
 * small file large, an anchor or deep nesting, is refused before anything is built from it.
 */
final class Yaml {
  private static final int DEEPEST = 16;
  private static final int MOST_EVENTS = 50_000;
  private static final int LONGEST_PROBLEM = 160;

  private static final LoadSettings LOADING =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setAllowNonScalarKeys(false)
          .setMaxAliasesForCollections(0)
          .setCodePointLimit(PromptFile.MOST_BYTES)
          .build();

  private static final DumpSettings DUMPING =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .build();

  private Yaml() {}

  /**
   * The fields of a document, in order; none for an empty one.
   *
   * @throws IllegalArgumentException when it is no plain list of fields, with a sentence a user can
   *     act on
   */
  static Map<String, Field> fields(String document) {
    try {
      examine(document);
      Optional<Node> root = new Compose(LOADING).composeString(document);
      return root.isEmpty() ? Map.of() : fields(root.get());
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw refused("line %d: %s".formatted(line, oneLine(broken.getProblem())), broken);
    } catch (YamlEngineException broken) {
      throw refused(oneLine(String.valueOf(broken.getMessage())), broken);
    }
  }

  /** One field as it stands in a document. */
  static String text(String name, Node value) {
    NodeTuple field = new NodeTuple(YamlNodes.text(name), value);
    return document(new MappingNode(Tag.MAP, List.of(field), FlowStyle.BLOCK));
  }

  /** A whole document. */
  static String document(Node root) {
    List<Event> events = new Serialize(DUMPING).serializeOne(root);
    return new Present(DUMPING).emitToString(events.iterator());
  }

  /**
   * A field of a document.
   *
   * @param line where it begins, from 0
   * @param column where its name begins, from 0
   */
  record Field(Node value, int line, int column) {}

  private static Map<String, Field> fields(Node root) {
    if (!(root instanceof MappingNode mapping) || mapping.getFlowStyle() != FlowStyle.BLOCK) {
      throw new IllegalArgumentException(
          "The front matter must be fields like \u201ctitle: My prompt\u201d, one below the other.");
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      ScalarNode name = (ScalarNode) tuple.getKeyNode();
      var start = name.getStartMark().orElseThrow();
      Field field = new Field(tuple.getValueNode(), start.getLine(), start.getColumn());
      if (field.column() != 0) {
        throw refused("the name of each field must begin its line", null);
      }
      if (fields.put(name.getValue(), field) != null) {
        throw twice(name.getValue());
      }
    }
    return fields;
  }

  /** Reads what happens in the document without building anything. */
  private static void examine(String document) {
    int depth = 0;
    int count = 0;
    int documents = 0;
    for (Event event : new Parse(LOADING).parseString(document)) {
      refuseAnchors(event);
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case DocumentStart -> documents++;
        default -> {}
      }
      if (depth > DEEPEST) {
        throw refused("it is nested more than " + DEEPEST + " levels deep", null);
      }
      if (++count > MOST_EVENTS) {
        throw refused("it has too many values", null);
      }
      if (documents > 1) {
        throw refused("it must be one document", null);
      }
    }
  }

  private static void refuseAnchors(Event event) {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      throw refused("anchors and aliases (& and *) are not allowed, write the value out", null);
    }
  }

  static IllegalArgumentException twice(String name) {
    return refused("the field %s stands there twice".formatted(KeptText.quoted(name)), null);
  }

  private static IllegalArgumentException refused(String why, @Nullable Throwable cause) {
    return new IllegalArgumentException("The front matter cannot be read: " + why + ".", cause);
  }

  static String oneLine(String problem) {
    String line = problem.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST_PROBLEM ? line : line.substring(0, LONGEST_PROBLEM) + "\u2026";
  }
}
