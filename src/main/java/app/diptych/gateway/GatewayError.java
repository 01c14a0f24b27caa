package app.diptych.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a gateway says went wrong, as it came: untrusted.
 *
 * @param message empty when it did not say
 * @param type for example {@code invalid_request_error}; empty when it did not say
 * @param code for example {@code model_not_found} or {@code 429}; empty when it did not say
 * @param promptTokens tokens of the prompt, when the context was too small and it said so
 * @param contextTokens tokens the context holds, when it was too small and it said so
 */
record GatewayError(
    String message,
    String type,
    String code,
    @Nullable Integer promptTokens,
    @Nullable Integer contextTokens) {

  static final GatewayError UNEXPLAINED = new GatewayError("", "", "", null, null);

  static GatewayError saying(String message) {
    return new GatewayError(message, "", "", null, null);
  }

  /** Whether type or code is that word. */
  boolean is(String word) {
    return type.equalsIgnoreCase(word) || code.equalsIgnoreCase(word);
  }
}
