package app.diptych.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The well-known gateways that come with the product, read from its data. */
public final class GatewayPresets {
  private static final String FOLDER = "/gateways/";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final List<GatewayPreset> all;

  private GatewayPresets(List<GatewayPreset> all) {
    this.all = List.copyOf(all);
  }

  /** Those of the product, in the order to show them. */
  public static GatewayPresets bundled() {
    // Resources cannot be listed, so a file names them.
    String index = new String(resource("index.txt"), StandardCharsets.UTF_8);
    return new GatewayPresets(
        index
            .lines()
            .filter(id -> !id.isBlank())
            .map(id -> read(MAPPER.readTree(resource(id.strip() + ".json"))))
            .toList());
  }

  public List<GatewayPreset> all() {
    return all;
  }

  public Optional<GatewayPreset> find(String id) {
    return all.stream().filter(preset -> preset.id().equalsIgnoreCase(id.strip())).findFirst();
  }

  /** Those that have all of these words; all of them when there are none. */
  public List<GatewayPreset> search(String words) {
    return all.stream().filter(preset -> preset.matches(words)).toList();
  }

  /** The service whose key usually stands in that variable; one that anybody may run is none. */
  Optional<GatewayPreset> owning(String variable) {
    return all.stream()
        .filter(preset -> preset.variable().equals(variable) && !preset.profile().isLoopback())
        .findFirst();
  }

  /** Every host they are known by. */
  public List<String> hosts() {
    return all.stream()
        .flatMap(
            preset -> Stream.concat(Stream.of(preset.profile().host()), preset.hosts().stream()))
        .toList();
  }

  static GatewayPreset read(JsonNode node) {
    List<String> hosts = new ArrayList<>();
    node.path("alsoKnownAs").forEach(host -> hosts.add(host.asString("")));
    List<GatewayPreset.Fact> facts = new ArrayList<>();
    for (JsonNode fact : node.path("facts")) {
      facts.add(
          new GatewayPreset.Fact(
              fact.path("what").asString(""),
              fact.path("source").asString(""),
              fact.path("date").asString("")));
    }
    return new GatewayPreset(
        node.path("id").asString(""),
        node.path("name").asString(""),
        URI.create(node.path("baseUrl").asString("")),
        node.path("about").asString(""),
        node.at("/key/variable").asString(""),
        node.at("/key/page").asString(""),
        hosts,
        GatewayJson.texts(node.path("aliases")),
        GatewayJson.limits(node.path("limits")),
        GatewayJson.timeouts(node.path("timeouts")),
        facts);
  }

  private static byte[] resource(String name) {
    try (InputStream stream = GatewayPresets.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalStateException("A bundled gateway is missing: " + FOLDER + name);
      }
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
