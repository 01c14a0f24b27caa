package app.diptych.gateway;

import app.diptych.completion.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code chat.completion.chunk}, or a whole {@code chat.completion}, as far as it matters here.
 *
 * @param model empty when it does not say
 * @param content the text of choice 0; empty when there is none
 * @param reasoning the reasoning of choice 0; empty when there is none
 * @param finishReason of choice 0; empty when it goes on
 * @param usageRefused whether it tells a usage that is no number of tokens
 * @param timings what the server tells of its own time; empty when it tells nothing
 * @param tokens the tokens of the text with their probabilities; empty when it tells none
 * @param hasChoices whether there was a {@code choices} array, even an empty one
 */
record Chunk(
    String model,
    @Nullable String fingerprint,
    String content,
    String reasoning,
    String finishReason,
    @Nullable Usage usage,
    boolean usageRefused,
    @Nullable GatewayError error,
    Map<String, Double> timings,
    List<WeighedToken> tokens,
    boolean hasChoices) {

  Chunk withContent(String other) {
    return new Chunk(
        model,
        fingerprint,
        other,
        reasoning,
        finishReason,
        usage,
        usageRefused,
        error,
        timings,
        tokens,
        hasChoices);
  }

  Chunk withReasoning(String other) {
    return new Chunk(
        model,
        fingerprint,
        content,
        other,
        finishReason,
        usage,
        usageRefused,
        error,
        timings,
        tokens,
        hasChoices);
  }
}
