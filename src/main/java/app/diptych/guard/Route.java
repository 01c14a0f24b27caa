package app.diptych.guard;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Provider;

/**
 * A way to an answer.
 *
 * @param name as the user names the model, for example {@code holysheep/llama-4-scout}
 * @param model what the provider calls it
 */
public record Route(String name, String model, Provider provider) {

  /** The same request to this model. */
  CompletionRequest request(CompletionRequest request) {
    return request.of(model);
  }
}
