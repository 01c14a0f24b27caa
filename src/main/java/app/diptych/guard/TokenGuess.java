package app.diptych.guard;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import java.nio.charset.StandardCharsets;

/**
 * About how many tokens a request may take, before anybody has counted them: four bytes of UTF-8
 * each, which is near for English and other scripts alike, and the whole room for the answer.
 */
final class TokenGuess {
  private static final int BYTES_A_TOKEN = 4;
  private static final int AROUND_A_MESSAGE = 4;

  /** Near what hosts count for a photograph: 765 at OpenAI for 1024 x 1024 pixels. */
  private static final int AN_IMAGE = 1_000;

  /** Room for an answer whose length is left to the provider. */
  private static final int USUAL_ANSWER = 1_024;

  private TokenGuess() {}

  static long of(CompletionRequest request) {
    long tokens = 0;
    for (Message message : request.messages()) {
      tokens += message.content().getBytes(StandardCharsets.UTF_8).length / BYTES_A_TOKEN;
      tokens += AROUND_A_MESSAGE;
      tokens += (long) AN_IMAGE * message.images().size();
    }
    Integer most = request.sampling().maxTokens();
    return tokens + (most == null ? USUAL_ANSWER : most);
  }
}
