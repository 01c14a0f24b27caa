package app.diptych.exchange;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Every field of a bundle this version writes, to tell what a newer one has added. */
final class KnownFields {
  private static final Set<String> DELTAS = Set.of("stepsNs", "lengths", "reasoning", "firstText");

  /** By the path of the object: the kind of line, then names of fields. */
  private static final Map<String, Set<String>> OF =
      Map.ofEntries(
          Map.entry(
              Bundle.SESSION,
              Set.of(
                  "id",
                  "title",
                  "notes",
                  "createdAt",
                  "changedAt",
                  "pinned",
                  "archived",
                  "deleted",
                  "madeFrom",
                  "models",
                  "tags")),
          Map.entry(
              Bundle.TRIAL,
              Set.of("id", "session", "number", "parent", "promptId", "startedAt", "prompt")),
          Map.entry(
              Bundle.SIDE,
              Set.of(
                  "trial",
                  "side",
                  "model",
                  "answeredBy",
                  "text",
                  "reasoning",
                  "finishReason",
                  "failure",
                  "usage",
                  "timing",
                  "cost",
                  "energy",
                  "origin",
                  "state",
                  "local",
                  "request",
                  "preparationNs",
                  "delivery",
                  "events",
                  "deltas",
                  "timeline")),
          Map.entry(
              "side.failure",
              Set.of(
                  "kind",
                  "message",
                  "hint",
                  "retryable",
                  "retryAfterMs",
                  "promptTokens",
                  "contextTokens",
                  "log")),
          Map.entry(
              "side.usage",
              Set.of("inputTokens", "outputTokens", "reasoningTokens", "cachedTokens", "source")),
          Map.entry(
              "side.origin",
              Set.of("answeredBy", "engine", "backend", "fingerprint", "fileHash", "templateHash")),
          Map.entry("side.request", Set.of("model", "messages", "sampling")),
          Map.entry("side.request.messages", Set.of("role", "content", "images")),
          Map.entry("side.request.messages.images", Set.of("mediaType", "base64")),
          Map.entry(
              "side.request.sampling", Set.of("temperature", "topP", "maxTokens", "seed", "stop")),
          Map.entry("side.deltas", DELTAS),
          Map.entry("side.timeline", DELTAS),
          Map.entry(Bundle.VOTE, Set.of("trial", "verdict", "note", "rater", "at")));

  private static final Set<String> OF_EVERY_LINE = Set.of(Bundle.KIND, "check");

  private KnownFields() {}

  /** The paths of fields that mean nothing to this version, in order. */
  static Set<String> unknownIn(String kind, JsonNode line) {
    Set<String> unknown = new TreeSet<>();
    collect(kind, line, unknown);
    OF_EVERY_LINE.forEach(name -> unknown.remove(kind + "." + name));
    return unknown;
  }

  private static void collect(String path, JsonNode object, Set<String> unknown) {
    Set<String> known = OF.get(path);
    if (known == null) {
      return;
    }
    object
        .properties()
        .forEach(field -> {
          String inner = path + "." + field.getKey();
          if (!known.contains(field.getKey())) {
            unknown.add(inner);
          } else if (field.getValue().isObject()) {
            collect(inner, field.getValue(), unknown);
          } else if (field.getValue().isArray()) {
            field.getValue().forEach(item -> collect(inner, item, unknown));
          }
        });
  }
}
