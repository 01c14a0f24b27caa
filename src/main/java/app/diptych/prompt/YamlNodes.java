package app.diptych.prompt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;

/** Values of YAML fields, to and from what Java calls them. */
final class YamlNodes {
  private static final JsonScalarResolver RESOLVER = new JsonScalarResolver();

  private YamlNodes() {}

  static Node text(String value) {
    return new ScalarNode(Tag.STR, value, style(value));
  }

  static Node number(String value) {
    return new ScalarNode(RESOLVER.resolve(value, true), value, ScalarStyle.PLAIN);
  }

  static Node yes() {
    return new ScalarNode(Tag.BOOL, "true", ScalarStyle.PLAIN);
  }

  static Node list(List<String> values) {
    List<Node> nodes = values.stream().map(YamlNodes::listed).toList();
    return new SequenceNode(Tag.SEQ, nodes, FlowStyle.FLOW);
  }

  static Node blocks(List<Node> values) {
    return new SequenceNode(Tag.SEQ, values, FlowStyle.BLOCK);
  }

  static Node fields(Map<String, Node> fields) {
    List<NodeTuple> tuples = new ArrayList<>();
    fields.forEach((name, value) -> tuples.add(new NodeTuple(text(name), value)));
    return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
  }

  /** A literal block where it keeps every character, for people to read; else in quotes. */
  private static ScalarStyle style(String value) {
    if (value.codePoints().anyMatch(point -> point != '\n' && KeptText.breaks(point))) {
      return ScalarStyle.DOUBLE_QUOTED;
    }
    return value.contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.PLAIN;
  }

  private static Node listed(String value) {
    boolean plain = style(value) == ScalarStyle.PLAIN;
    return new ScalarNode(Tag.STR, value, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }

  /** The text of a field; empty for one that is not there or has no value. */
  static String text(String name, @Nullable Node node) {
    if (node == null || node.getTag().equals(Tag.NULL)) {
      return "";
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(name, "text");
  }

  static boolean yes(String name, @Nullable Node node) {
    return switch (text(name, node).toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> true;
      case "", "false", "no" -> false;
      default -> throw wrong(name, "true or false");
    };
  }

  static Optional<BigDecimal> number(String name, @Nullable Node node) {
    String text = text(name, node);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Decimal.read(text).orElseThrow(() -> wrong(name, "a number")));
  }

  static @Nullable Double real(String name, @Nullable Node node) {
    String text = text(name, node);
    if (text.isEmpty()) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case ".nan" -> Double.NaN;
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (Decimal.read(text).isEmpty()) {
          throw wrong(name, "a number");
        }
        yield Double.valueOf(text);
      }
    };
  }

  static @Nullable Long whole(String name, @Nullable Node node) {
    BigDecimal number = number(name, node).orElse(null);
    if (number == null) {
      return null;
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException fraction) {
      throw wrong(name, "a whole number");
    }
  }

  /** The texts of a list; a single text is a list of one. */
  static List<String> texts(String name, @Nullable Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().map(each -> text(name, each)).toList();
    }
    String only = text(name, node);
    return only.isEmpty() ? List.of() : List.of(only);
  }

  static List<Node> nodes(String name, @Nullable Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    if (text(name, node).isEmpty()) {
      return List.of();
    }
    throw wrong(name, "a list");
  }

  static Map<String, Node> fields(String name, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(name, "a list of fields");
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(name, tuple.getKeyNode());
      if (fields.put(key, tuple.getValueNode()) != null) {
        throw Yaml.twice(key);
      }
    }
    return fields;
  }

  static IllegalArgumentException wrong(String name, String kind) {
    return new IllegalArgumentException(
        "The field %s must be %s.".formatted(KeptText.quoted(name), kind));
  }
}
