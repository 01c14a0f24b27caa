package app.diptych.local;

import app.diptych.completion.Failure;
import java.util.List;
import java.util.Locale;

/** The sentences for requests and models that do not fit. */
public final class Refusals {
  private Refusals() {}

  /** The prompt, or the prompt with the answer asked for, is longer than the context. */
  public static Failure tooLong(int promptTokens, int contextTokens) {
    int room = contextTokens - promptTokens;
    if (room < 1) {
      return new Failure.ContextExceeded(
          String.format(
              Locale.ROOT,
              "The prompt has %,d tokens and the context holds %,d.",
              promptTokens,
              contextTokens),
          "Shorten the prompt, or choose a model with a longer context.",
          promptTokens,
          contextTokens);
    }
    return new Failure.ContextExceeded(
        String.format(
            Locale.ROOT,
            "The prompt has %,d tokens and the context holds %,d, which leaves less room than the"
                + " answer may take.",
            promptTokens,
            contextTokens),
        String.format(Locale.ROOT, "Ask for at most %,d tokens, or shorten the prompt.", room),
        promptTokens,
        contextTokens);
  }

  /** The prompt is so long that it need not be counted. */
  static Failure farTooLong(int fewestTokens, int contextTokens) {
    return new Failure.ContextExceeded(
        String.format(
            Locale.ROOT,
            "The prompt has at least %,d tokens and the context holds %,d.",
            fewestTokens,
            contextTokens),
        "Shorten the prompt, or choose a model with a longer context.",
        fewestTokens,
        contextTokens);
  }

  public static Failure notLoaded(String reason, List<String> log) {
    return new Failure.EngineFault(
        "The engine cannot load the model: " + reason + ".",
        "Download the file again, or run it with llama.cpp's own server, which is newer.",
        false,
        log);
  }

  public static Failure notStarted(String reason, List<String> log) {
    return new Failure.EngineFault(
        "The engine did not start: " + reason + ".", "Run again.", true, log);
  }

  /** There are images in the conversation, and no engine here that could show them to a model. */
  public static Failure noImages(String model) {
    return new Failure.InvalidRequest(
        model + " reads no images.", "Remove them, or choose a gateway's vision model.");
  }

  public static Failure notPrepared() {
    return new Failure.EngineFault(
        "The model is not loaded.", "Run again: the engine is started anew.", true, List.of());
  }

  static Failure noMemory(long needed, long available) {
    return new Failure.EngineFault(
        String.format(
            Locale.ROOT,
            "The model needs about %s of memory and %s are free.",
            gibibytes(needed),
            gibibytes(available)),
        "Close other programs or models, set a shorter context, or choose a smaller quantisation.",
        true,
        List.of());
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
