package app.diptych.session;

import app.diptych.completion.CallPhases;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The phases of a call as JSON, in nanoseconds. */
final class CallPhasesJson {
  /** More than any server tells of itself. */
  private static final int MOST_SERVER_TIMES = 64;

  private CallPhasesJson() {}

  static ObjectNode write(CallPhases phases) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node, "lateNs", phases.late());
    put(node, "lookupNs", phases.lookup());
    put(node, "connectNs", phases.connect());
    put(node, "handshakeNs", phases.handshake());
    put(node, "sendingNs", phases.sending());
    put(node, "waitingNs", phases.waiting());
    put(node, "receivingNs", phases.receiving());
    ObjectNode server = node.putObject("serverMs");
    new TreeMap<>(phases.server()).forEach(server::put);
    return node;
  }

  static CallPhases read(JsonNode node) {
    Map<String, Double> server = new TreeMap<>();
    node.path("serverMs").properties().stream()
        .limit(MOST_SERVER_TIMES)
        .filter(time -> time.getValue().isNumber())
        .forEach(time -> server.put(time.getKey(), time.getValue().doubleValue()));
    return new CallPhases(
        duration(node, "lateNs"),
        duration(node, "lookupNs"),
        duration(node, "connectNs"),
        duration(node, "handshakeNs"),
        duration(node, "sendingNs"),
        duration(node, "waitingNs"),
        duration(node, "receivingNs"),
        server);
  }

  private static void put(ObjectNode node, String name, @Nullable Duration phase) {
    if (phase != null) {
      node.put(name, phase.toNanos());
    }
  }

  private static @Nullable Duration duration(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isIntegralNumber() && value.canConvertToLong()
        ? Duration.ofNanos(value.longValue())
        : null;
  }
}
