package app.diptych.cli;

import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Wanted;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How local models are run, in this run, whatever is set. */
final class EngineOptions {
  private static final String AUTO = "auto";

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What runs local models: automatic, embedded or llama-server. Default: as set.")
  @Nullable String engine;

  @Option(
      names = "--gpu-layers",
      paramLabel = "N",
      description = "Layers to put on the graphics card, or auto; 0 for none. Default: as set.")
  @Nullable String gpuLayers;

  @Option(
      names = "--context",
      paramLabel = "N",
      description = "Tokens of context of local models. Default: as set.")
  @Nullable Integer context;

  /** Whether a gateway's Batch API is to answer, and no engine of this machine. */
  boolean isBatchApi() {
    return "openai-batch".equalsIgnoreCase(engine);
  }

  /** Whether nothing was given. */
  boolean isAsSet() {
    return engine == null && gpuLayers == null && context == null;
  }

  /**
   * Those before, with what was given.
   *
   * @throws IllegalArgumentException for a value out of range, with a sentence
   */
  EngineSettings over(EngineSettings before) {
    EngineSettings settings = engine == null ? before : before.with(Wanted.of(engine));
    if (gpuLayers != null) {
      settings = settings.withGpuLayers(layers(gpuLayers));
    }
    return context == null ? settings : settings.withContext(context);
  }

  private static @Nullable Integer layers(String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    if (word.equals(AUTO)) {
      return null;
    }
    try {
      return Integer.valueOf(word);
    } catch (NumberFormatException notNumber) {
      throw new IllegalArgumentException(
          "GPU layers must be auto or a whole number, not \"" + typed + "\".", notNumber);
    }
  }
}
