package app.diptych.local;

import app.diptych.local.EngineSettings.CacheType;
import app.diptych.local.EngineSettings.Toggle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can be set about an engine, and the one place that knows which engine supports it. */
public enum EngineOption {
  THREADS("Threads", List.of("--threads"), "", settings -> false),
  CONTEXT("Context", List.of("--ctx-size"), "", settings -> false),
  WARM_UP("Warm-up", List.of("--no-warmup"), "", settings -> !settings.warmUp()),
  GPU_LAYERS(
      "GPU layers",
      List.of("--gpu-layers", "--n-gpu-layers"),
      "the embedded engine has no code for graphics cards here",
      settings -> settings.gpuLayers() != null && settings.gpuLayers() > 0),
  BATCH(
      "Batch",
      List.of("--batch-size"),
      "the embedded engine takes its own batch",
      settings -> settings.batch() != null),
  CACHE_TYPE(
      "KV cache type",
      List.of("--cache-type-k"),
      "the embedded engine keeps its cache as f16",
      settings -> settings.cacheType() != CacheType.F16),
  FLASH_ATTENTION(
      "Flash attention",
      List.of("--flash-attn"),
      "the embedded engine runs without it",
      settings -> settings.flashAttention() == Toggle.ON),
  MMAP(
      "Memory mapping",
      List.of("--no-mmap", "--load-mode"),
      "the embedded engine always reads the file, because a mapped one that shrinks would end it",
      settings -> false),
  DEVICE(
      "Device",
      List.of("--device"),
      "the embedded engine computes on the processor",
      settings -> !settings.device().isEmpty()),
  PROMPT_CACHE(
      "Prompt cache",
      List.of("--no-cache-prompt", "--cache-prompt"),
      "the embedded engine computes every prompt in full",
      EngineSettings::promptCache);

  private final String label;
  private final List<String> serverOptions;
  private final String embeddedReason;
  private final Predicate<EngineSettings> asked;

  EngineOption(
      String label,
      List<String> serverOptions,
      String embeddedReason,
      Predicate<EngineSettings> asked) {
    this.label = label;
    this.serverOptions = serverOptions;
    this.embeddedReason = embeddedReason;
    this.asked = asked;
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
        serverOptions.stream().anyMatch(listed::contains)
            // A switch of the request instead, which older builds know as well.
            || this == PROMPT_CACHE;
    return there
        ? Optional.empty()
        : Optional.of(
            "this build of llama-server has no option " + String.join(" or ", serverOptions));
  }

  /** What those settings ask for beyond the usual, and the embedded engine cannot do. */
  static Stream<EngineOption> beyondEmbedded(EngineSettings settings) {
    return Stream.of(values())
        .filter(option -> option.unsupportedByEmbedded().isPresent())
        .filter(option -> option.asked.test(settings));
  }

  /** What those settings ask for and that build does not have. */
  public static Stream<EngineOption> beyondServer(EngineSettings settings, Set<String> listed) {
    return Stream.of(values())
        .filter(option -> option.unsupportedByServer(listed).isPresent())
        .filter(option -> option.asked.test(settings));
  }
}
