package app.diptych.local;

import app.diptych.completion.Failure;
import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Fit.Remedy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentences for requests and models that do not fit. */
public final class Refusals {
  private static final String TOO_LITTLE = "There is too little memory for the model.";

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

  /** It does not fit; with the numbers, and what would make it fit. */
  public static Failure noMemory(Fit fit) {
    String remedies =
        fit.remedies().stream().map(Remedy::sentence).collect(Collectors.joining(" "));
    return new Failure.EngineFault(
        TOO_LITTLE + " " + fit.sentence(),
        remedies.isEmpty() ? "Close other programs or models." : remedies,
        true,
        List.of());
  }

  /** Whether that is why, so that it may help to unload another model. */
  public static boolean lacksMemory(Failure failure) {
    return failure instanceof Failure.EngineFault && failure.message().startsWith(TOO_LITTLE);
  }
}
