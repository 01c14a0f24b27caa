package app.diptych.local.worker;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;

/**
 * java-llama.cpp, reduced to the calls that are safe. Never called: {@code applyTemplate} (it
 * corrupts emoji and can abort the process), {@code setNProbs} and {@code jsonSchemaToGrammar}
 * (both can abort), {@code close} (it frees nothing and can hang).
 */
final class LlamaEngine {
  private static final String LINE_FEED = "\n";

  private final LlamaModel model;
  private final int startTokens;
  private final int lineFeedTokens;

  /**
   * Loads a model.
   *
   * @param context tokens of context, not above what the model was trained for
   * @param startTokens tokens the tokenizer puts around a prompt by itself
   * @throws RuntimeException when the engine refuses the file
   */
  LlamaEngine(String file, int threads, int context, int startTokens) {
    this.startTokens = startTokens;
    model =
        new LlamaModel(
            new ModelParameters()
                .setModel(file)
                .setThreads(threads)
                .setThreadsBatch(threads)
                .setCtxSize(context)
                // Two requests at once would halve the context.
                .setParallel(1)
                // A mapped file that shrinks while in use kills the process.
                .disableMmap()
                // Past its context the engine must stop, not silently forget the beginning.
                .disableContextShift()
                // Prompts are rendered by the parent. The engine aborts the process when the file
                // holds a template it does not know, so it gets one it knows.
                .setChatTemplate("chatml"));
    lineFeedTokens = model.encode(LINE_FEED).length;
  }

  /** Tokens of a whole prompt, those the tokenizer adds by itself included. */
  int promptTokens(String prompt) {
    return model.encode(prompt).length + startTokens;
  }

  /**
   * Tokens that made a piece of an answer. A piece is one token, except where several made one
   * character: the engine holds back incomplete bytes. A line feed goes before the piece because
   * some tokenizers put a space before the first word.
   */
  int pieceTokens(String piece) {
    boolean ascii = piece.chars().allMatch(character -> character < 0x80);
    return ascii ? 1 : Math.max(1, model.encode(LINE_FEED + piece).length - lineFeedTokens);
  }

  /** Starts generating; the iterator must be used and cancelled by one thread only. */
  LlamaIterator generate(Command.Generate request, int limit) {
    InferenceParameters parameters =
        new InferenceParameters(request.prompt())
            .setNPredict(limit)
            // Every prompt is computed in full: a reused one would look faster than it is.
            .setCachePrompt(false);
    if (request.temperature() != null) {
      parameters.setTemperature(finite(request.temperature()));
    }
    if (request.topP() != null) {
      parameters.setTopP(finite(request.topP()));
    }
    if (request.seed() != null) {
      // The engine reads 32 bits without sign.
      parameters.setSeed(request.seed().intValue());
    }
    return model.generate(parameters).iterator();
  }

  /** The engine aborts the process for a number that JSON has no word for. */
  private static float finite(double value) {
    if (!Float.isFinite((float) value)) {
      throw new IllegalArgumentException("A sampling value is not a finite number");
    }
    return (float) value;
  }
}
