package app.diptych.trial;

import app.diptych.completion.EngineRun;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a local model was run, as JSON, both ways and without loss. */
public final class EngineRunJson {
  private EngineRunJson() {}

  public static ObjectNode write(EngineRun run) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("threads", run.threads())
        .put("context", run.context())
        .put("gpuLayers", run.gpuLayers())
        .put("batch", run.batch())
        .put("cacheType", run.cacheType())
        .put("flashAttention", run.flashAttention())
        .put("device", run.device())
        .put("promptCache", run.promptCache())
        .put("processor", run.processor())
        .put("fileMark", run.fileMark())
        .put("seed", run.seed());
  }

  /** Null for anything that does not tell. */
  public static @Nullable EngineRun read(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    return new EngineRun(
        node.path("threads").asInt(0),
        node.path("context").asInt(0),
        integer(node.path("gpuLayers")),
        integer(node.path("batch")),
        node.path("cacheType").asString(""),
        node.path("flashAttention").asString(""),
        node.path("device").asString(""),
        node.path("promptCache").asBoolean(false),
        node.path("processor").asString(""),
        node.path("fileMark").isString() ? node.path("fileMark").stringValue() : null,
        node.path("seed").isIntegralNumber() && node.path("seed").canConvertToLong()
            ? Long.valueOf(node.path("seed").longValue())
            : null);
  }

  private static @Nullable Integer integer(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt()
        ? Integer.valueOf(node.intValue())
        : null;
  }
}
