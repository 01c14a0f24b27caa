package app.diptych.local;

/**
 * How the engine runs a model.
 *
 * @param threads threads that compute
 * @param context most tokens of prompt and answer together; a model trained for less gets less
 */
public record EngineSettings(int threads, int context) {
  public static final int LEAST_CONTEXT = 64;
  public static final int MOST_CONTEXT = 1 << 20;
  public static final int MOST_THREADS = 256;

  private static final int USUAL_CONTEXT = 4096;

  /**
   * @throws IllegalArgumentException for a value out of range, with a sentence a user can act on
   */
  public EngineSettings {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "Threads must be 1 to " + MOST_THREADS + ", not " + threads + ".");
    }
    if (context < LEAST_CONTEXT || context > MOST_CONTEXT) {
      throw new IllegalArgumentException(
          "Context must be "
              + LEAST_CONTEXT
              + " to "
              + MOST_CONTEXT
              + " tokens, not "
              + context
              + ".");
    }
  }

  /**
   * Half the processors, because two sides answer at once: more threads than processors make both
   * slower, and the one that started first would win.
   */
  public static EngineSettings usual() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new EngineSettings(Math.clamp(processors / 2, 1, MOST_THREADS), USUAL_CONTEXT);
  }

  /** Tokens of context a model gets: never above what it was trained for. */
  int contextFor(GgufFile file) {
    return Math.min(context, file.contextLength());
  }
}
