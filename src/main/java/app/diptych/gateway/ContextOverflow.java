package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises that a prompt was too long for the model, and how long, in the words of OpenAI, vLLM,
 * llama.cpp, OpenRouter and kin (their messages as of 2026-11).
 */
final class ContextOverflow {
  private static final Pattern SAYS_SO =
      Pattern.compile(
          "context[ _-]?(length|size|window)|maximum (input|prompt) length|prompt is too long"
              + "|input is too long|too many (input |prompt )?tokens"
              + "|exceeds? .{0,40}\\bcontext\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTEXT =
      Pattern.compile(
          "(?:context length|context size|context window)"
              + "[^0-9]{0,20}?(\\d[\\d,]{0,11})(?: tokens)?",
          Pattern.CASE_INSENSITIVE);

  /** Where a message tells the prompt and the whole request apart, the prompt is meant. */
  private static final Pattern PROMPT =
      Pattern.compile(
          "(\\d[\\d,]{0,11})(?: tokens)? (?:in|from) the (?:messages|prompt|input)"
              + "|(\\d[\\d,]{0,11}) of text input",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern REQUEST =
      Pattern.compile(
          "(?:resulted in|requested(?: about)?|request \\(|request has|prompt contains)"
              + " ?(\\d[\\d,]{0,11})",
          Pattern.CASE_INSENSITIVE);

  private ContextOverflow() {}

  static Optional<Failure> in(GatewayError error, Addressee to) {
    boolean named =
        error.is("context_length_exceeded")
            || error.is("exceed_context_size_error")
            || error.is("context_window_exceeded");
    String message = to.text().sentence(error.message());
    if (!named && !SAYS_SO.matcher(message).find()) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure.ContextExceeded(
            message.isEmpty()
                ? "The prompt does not fit into the context of " + to.model() + "."
                : to.gateway() + ": " + message,
            "Shorten the prompt, ask for fewer tokens, or choose a model with a larger context.",
            error.promptTokens() != null ? error.promptTokens() : promptTokens(message),
            error.contextTokens() != null ? error.contextTokens() : find(CONTEXT, message)));
  }

  private static @Nullable Integer promptTokens(String message) {
    Integer prompt = find(PROMPT, message);
    return prompt != null ? prompt : find(REQUEST, message);
  }

  private static @Nullable Integer find(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    if (!matcher.find()) {
      return null;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String digits = matcher.group(group);
      if (digits != null) {
        String plain = digits.replace(",", "");
        return plain.length() > 9 ? null : Integer.valueOf(plain);
      }
    }
    return null;
  }
}
