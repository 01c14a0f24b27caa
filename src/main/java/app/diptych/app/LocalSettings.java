package app.diptych.app;

import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.fit.CacheType;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How local models are run, as it stands under {@code local} in the settings. Thread-safe. */
final class LocalSettings {
  private static final Logger LOG = System.getLogger("diptych");
  private static final String LOCAL = "local";
  private static final String SERVER = "llamaServer";

  private final SettingsFile settings;

  LocalSettings(SettingsFile settings) {
    this.settings = settings;
  }

  /** What holds; a file with a value out of range holds for nothing. */
  EngineSettings engine() {
    try {
      return read(settings.tree(LOCAL), EngineSettings.usual());
    } catch (IllegalArgumentException broken) {
      LOG.log(Logger.Level.WARNING, "The settings of local models hold for nothing: " + broken);
      return EngineSettings.usual();
    }
  }

  /** The llama-server the user named; empty when none is named. */
  String server() {
    return settings.tree(LOCAL).path(SERVER).asString("").strip();
  }

  /**
   * Keeps them.
   *
   * @param server where llama-server is, empty to look for it
   * @throws IOException when they cannot be kept, with a sentence
   */
  void keep(EngineSettings engine, String server) throws IOException {
    settings.edit(all -> {
      ObjectNode local = all.withObject("/" + LOCAL);
      local.put("engine", engine.engine().word());
      local.put("threads", engine.threads());
      local.put("context", engine.context());
      number(local, "gpuLayers", engine.gpuLayers());
      number(local, "batch", engine.batch());
      local.put("cacheType", engine.cacheType().label());
      local.put("flashAttention", engine.flashAttention().word());
      local.put("mmap", engine.mmap());
      local.put("device", engine.device());
      local.put("warmUp", engine.warmUp());
      local.put("promptCache", engine.promptCache());
      number(local, "keepAliveMinutes", engine.keepAlive());
      local.put(SERVER, server);
    });
    String problem = settings.problem();
    if (!problem.isEmpty()) {
      throw new IOException(problem);
    }
  }

  private static void number(ObjectNode local, String name, @Nullable Integer value) {
    if (value == null) {
      local.remove(name);
    } else {
      local.put(name, value);
    }
  }

  private static EngineSettings read(JsonNode local, EngineSettings usual) {
    return new EngineSettings(
        Wanted.of(local.path("engine").asString(usual.engine().word())),
        local.path("threads").asInt(usual.threads()),
        local.path("context").asInt(usual.context()),
        local.path("gpuLayers").isInt() ? local.path("gpuLayers").asInt() : null,
        local.path("batch").isInt() ? local.path("batch").asInt() : null,
        CacheType.valueOf(word(local, "cacheType", usual.cacheType().label())),
        Toggle.valueOf(word(local, "flashAttention", usual.flashAttention().word())),
        local.path("mmap").asBoolean(usual.mmap()),
        local.path("device").asString(usual.device()),
        local.path("warmUp").asBoolean(usual.warmUp()),
        local.path("promptCache").asBoolean(usual.promptCache()),
        local.path("keepAliveMinutes").isInt() ? local.path("keepAliveMinutes").asInt() : null);
  }

  private static String word(JsonNode local, String name, String otherwise) {
    return local.path(name).asString(otherwise).toUpperCase(Locale.ROOT);
  }
}
