package app.diptych.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a start of the window asks for.
 *
 * @param files to open, as absolute paths
 * @param gateways for this run, as {@code ID=URL}; keys are never handed on
 */
record Wishes(List<Path> files, List<String> gateways) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(4).build())
                  .build())
          .build();

  Wishes {
    files = files.stream().map(Path::toAbsolutePath).toList();
    gateways = List.copyOf(gateways);
  }

  /** One line. */
  String write() {
    ObjectNode node = MAPPER.createObjectNode();
    var open = node.putArray("open");
    files.forEach(file -> open.add(file.toString()));
    var list = node.putArray("gateways");
    gateways.forEach(list::add);
    return node.toString();
  }

  /**
   * @throws IllegalArgumentException when it is nothing that {@link #write} wrote
   */
  static Wishes read(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      return new Wishes(
          texts(node.path("open")).stream().map(Path::of).toList(), texts(node.path("gateways")));
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("No wishes of a window", broken);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString("")));
    return texts;
  }
}
