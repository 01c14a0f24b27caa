package app.diptych.local;

import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.fit.CacheType;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What can be set about an engine, and the one place that knows which engine supports it. */
public enum EngineOption {
  THREADS("Threads", "--threads", ""),
  CONTEXT("Context", "--ctx-size", ""),
  WARM_UP("Warm-up", "--no-warmup", ""),
  GPU_LAYERS(
      "GPU layers",
      "--gpu-layers or --n-gpu-layers",
      "the embedded engine has no code for graphics cards here"),
  BATCH("Batch", "--batch-size", "the embedded engine takes its own batch"),
  CACHE_TYPE("KV cache type", "--cache-type-k", "the embedded engine keeps its cache as f16"),
  FLASH_ATTENTION("Flash attention", "--flash-attn", "the embedded engine runs without it"),
  MMAP(
      "Memory mapping",
      "--no-mmap or --load-mode",
      "the embedded engine always reads the file, because a mapped one that shrinks would end it"),
  DEVICE("Device", "--device", "the embedded engine computes on the processor"),
  PROMPT_CACHE("Prompt cache", "", "the embedded engine computes every prompt in full");

  private final String label;

  /** One of these must be listed; empty for a field of the request, which every build knows. */
  private final String serverOptions;

  private final String embeddedReason;

  EngineOption(String label, String serverOptions, String embeddedReason) {
    this.label = label;
    this.serverOptions = serverOptions;
    this.embeddedReason = embeddedReason;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** Why the embedded engine does not support this, as part of a sentence; empty when it does. */
  public Optional<String> unsupportedByEmbedded() {
    return embeddedReason.isEmpty() ? Optional.empty() : Optional.of(embeddedReason);
  }

  /**
   * Why that build of llama-server does not support this, as part of a sentence; empty when it
   * does.
   *
   * @param listed the options its help lists
   */
  public Optional<String> unsupportedByServer(Set<String> listed) {
    boolean there =
        serverOptions.isEmpty()
            || Stream.of(serverOptions.split(" or ", -1)).anyMatch(listed::contains);
    return there
        ? Optional.empty()
        : Optional.of("this build of llama-server has no option " + serverOptions);
  }

  /** What those settings ask for beyond the usual, and the embedded engine cannot do. */
  static Stream<EngineOption> beyondEmbedded(EngineSettings settings) {
    return Stream.of(values())
        .filter(option -> option.unsupportedByEmbedded().isPresent())
        .filter(option -> option.isAsked(settings));
  }

  /** What those settings ask for and that build does not have. */
  public static Stream<EngineOption> beyondServer(EngineSettings settings, Set<String> listed) {
    return Stream.of(values())
        .filter(option -> option.unsupportedByServer(listed).isPresent())
        .filter(option -> option.isAsked(settings));
  }

  /**
   * Whether the settings need this. What only makes things faster, such as mapping, is not missed.
   */
  private boolean isAsked(EngineSettings settings) {
    return switch (this) {
      case THREADS, CONTEXT, MMAP -> false;
      case WARM_UP -> !settings.warmUp();
      case GPU_LAYERS -> settings.gpuLayers() != null && settings.gpuLayers() > 0;
      case BATCH -> settings.batch() != null;
      case CACHE_TYPE -> settings.cacheType() != CacheType.F16;
      case FLASH_ATTENTION -> settings.flashAttention() == Toggle.ON;
      case DEVICE -> !settings.device().isEmpty();
      case PROMPT_CACHE -> settings.promptCache();
    };
  }
}
