package app.diptych.local;

import app.diptych.local.fit.CacheType;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an engine runs a model. {@link EngineOption} tells what of it an engine does not support.
 *
 * @param engine which engine; automatic lets {@link EngineChoice} decide
 * @param threads threads that compute
 * @param context most tokens of prompt and answer together; a model trained for less gets less
 * @param gpuLayers layers to put on the graphics card; null for as many as the engine finds room
 *     for
 * @param batch tokens of a prompt computed at once; null for the engine's own number
 * @param cacheType how the numbers of the key-value cache are stored
 * @param flashAttention whether attention is computed without its large intermediate results
 * @param mmap whether the file is mapped into memory instead of read
 * @param device the device to use as the engine names it, for example {@code CUDA0}; empty for all
 * @param warmUp whether a few tokens are made and thrown away before the first answer
 * @param promptCache whether a prompt that begins like the last one is not computed again, which
 *     makes it look faster than it is and may change the answer
 * @param keepAlive minutes after its last answer until a model gives its memory back: 0 for at
 *     once, null for never while the program runs
 */
public record EngineSettings(
    Wanted engine,
    int threads,
    int context,
    @Nullable Integer gpuLayers,
    @Nullable Integer batch,
    CacheType cacheType,
    Toggle flashAttention,
    boolean mmap,
    String device,
    boolean warmUp,
    boolean promptCache,
    @Nullable Integer keepAlive) {
  public static final int LEAST_CONTEXT = 64;
  public static final int MOST_CONTEXT = 1 << 20;
  public static final int MOST_THREADS = 256;
  public static final int MOST_LAYERS = 10_000;
  public static final int MOST_KEEP_ALIVE = 7 * 24 * 60;
  public static final int MOST_BATCH = 1 << 16;

  private static final int USUAL_CONTEXT = 4096;
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_.:,-]{0,100}");

  /** Which engine the user wants. */
  public enum Wanted {
    AUTOMATIC("automatic"),
    EMBEDDED("embedded"),
    LLAMA_SERVER("llama-server");

    private final String word;

    Wanted(String word) {
      this.word = word;
    }

    /** As it stands in files and on the command line. */
    public String word() {
      return word;
    }

    /**
     * @throws IllegalArgumentException for any other word, with a sentence a user can act on
     */
    public static Wanted of(String word) {
      for (Wanted one : values()) {
        if (one.word.equalsIgnoreCase(word.strip())) {
          return one;
        }
      }
      throw new IllegalArgumentException(
          "The engine must be automatic, embedded or llama-server, not \"" + word + "\".");
    }
  }

  /** On, off, or as the engine thinks best. */
  public enum Toggle {
    AUTO,
    ON,
    OFF;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException for a value out of range, with a sentence a user can act on
   */
  public EngineSettings {
    within("Threads", threads, 1, MOST_THREADS, "");
    within("Context", context, LEAST_CONTEXT, MOST_CONTEXT, " tokens");
    if (gpuLayers != null) {
      within("GPU layers", gpuLayers, 0, MOST_LAYERS, "");
    }
    if (batch != null) {
      within("Batch", batch, 1, MOST_BATCH, " tokens");
    }
    if (keepAlive != null) {
      within("Keep alive", keepAlive, 0, MOST_KEEP_ALIVE, " minutes");
    }
    device = device.strip();
    // It stands on a command line, so it must not look like an option.
    if (!DEVICE.matcher(device).matches() || device.startsWith("-")) {
      throw new IllegalArgumentException(
          "A device is named as the engine names it, such as CUDA0 or Vulkan1.");
    }
  }

  /** Those whose models stay loaded while the program runs. */
  public EngineSettings(
      Wanted engine,
      int threads,
      int context,
      @Nullable Integer gpuLayers,
      @Nullable Integer batch,
      CacheType cacheType,
      Toggle flashAttention,
      boolean mmap,
      String device,
      boolean warmUp,
      boolean promptCache) {
    this(
        engine,
        threads,
        context,
        gpuLayers,
        batch,
        cacheType,
        flashAttention,
        mmap,
        device,
        warmUp,
        promptCache,
        null);
  }

  /** The usual values, with that many threads and tokens of context. */
  public EngineSettings(int threads, int context) {
    this(
        Wanted.AUTOMATIC,
        threads,
        context,
        null,
        null,
        CacheType.F16,
        Toggle.AUTO,
        true,
        "",
        true,
        false,
        null);
  }

  /**
   * Half the processors, because two sides answer at once: more threads than processors make both
   * slower, and the one that started first would win.
   */
  public static EngineSettings usual() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new EngineSettings(Math.clamp(processors / 2, 1, MOST_THREADS), USUAL_CONTEXT);
  }

  public EngineSettings with(Wanted other) {
    return new EngineSettings(
        other,
        threads,
        context,
        gpuLayers,
        batch,
        cacheType,
        flashAttention,
        mmap,
        device,
        warmUp,
        promptCache,
        keepAlive);
  }

  /**
   * @param layers null for as many as the engine finds room for
   */
  public EngineSettings withGpuLayers(@Nullable Integer layers) {
    return new EngineSettings(
        engine,
        threads,
        context,
        layers,
        batch,
        cacheType,
        flashAttention,
        mmap,
        device,
        warmUp,
        promptCache,
        keepAlive);
  }

  public EngineSettings withContext(int tokens) {
    return new EngineSettings(
        engine,
        threads,
        tokens,
        gpuLayers,
        batch,
        cacheType,
        flashAttention,
        mmap,
        device,
        warmUp,
        promptCache,
        keepAlive);
  }

  /**
   * @param minutes after the last answer; null for as long as the program runs
   */
  public EngineSettings withKeepAlive(@Nullable Integer minutes) {
    return new EngineSettings(
        engine,
        threads,
        context,
        gpuLayers,
        batch,
        cacheType,
        flashAttention,
        mmap,
        device,
        warmUp,
        promptCache,
        minutes);
  }

  public EngineSettings withCache(CacheType cache, Toggle flash) {
    return new EngineSettings(
        engine,
        threads,
        context,
        gpuLayers,
        batch,
        cache,
        flash,
        mmap,
        device,
        warmUp,
        promptCache,
        keepAlive);
  }

  /** Tokens of context a model gets: never above what it was trained for. */
  public int contextFor(GgufFile file) {
    return Math.min(context, file.contextLength());
  }

  private static void within(String what, int value, int least, int most, String unit) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + most + unit + ", not " + value + ".");
    }
  }
}
