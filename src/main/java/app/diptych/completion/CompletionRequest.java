package app.diptych.completion;

import java.util.List;
import java.util.Objects;

/**
 * What one provider is asked.
 *
 * @param model the provider's own name of the model, exactly
 * @param messages the conversation so far, oldest first; the last one is the user's
 * @param weighed whether the probabilities of the tokens are wanted, from whoever can tell them
 */
public record CompletionRequest(
    String model, List<Message> messages, Sampling sampling, boolean weighed) {

  /** The longest conversation accepted, in characters over all messages. */
  public static final int MOST_CHARACTERS = 8_000_000;

  /**
   * @throws IllegalArgumentException when there is nothing to answer or far too much, with a
   *     sentence a user can act on
   */
  public CompletionRequest {
    Objects.requireNonNull(model);
    Objects.requireNonNull(sampling);
    messages = List.copyOf(messages);
    if (messages.isEmpty() || messages.getLast().role() != Role.USER) {
      throw new IllegalArgumentException("A conversation must end with a message of the user.");
    }
    if (messages.getLast().content().isBlank()) {
      throw new IllegalArgumentException("The prompt is empty: type something to compare.");
    }
    long characters = messages.stream().mapToLong(m -> m.content().length()).sum();
    if (characters > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "The prompt has %,d characters; at most %,d can be sent."
              .formatted(characters, MOST_CHARACTERS));
    }
    long pictures =
        messages.stream()
            .flatMap(message -> message.images().stream())
            .mapToLong(AttachedImage::size)
            .sum();
    if (pictures > AttachedImage.MOST_BYTES_TOGETHER) {
      throw new IllegalArgumentException(
          "The images of this conversation have more than %d MiB together: remove one or make them smaller."
              .formatted(AttachedImage.MOST_BYTES_TOGETHER >> 20));
    }
  }

  /** One whose probabilities nobody wants to see. */
  public CompletionRequest(String model, List<Message> messages, Sampling sampling) {
    this(model, messages, sampling, false);
  }

  /** The same, asked of another model. */
  public CompletionRequest of(String other) {
    return new CompletionRequest(other, messages, sampling, weighed);
  }

  /** The same, drawn in that way. */
  public CompletionRequest with(Sampling other) {
    return new CompletionRequest(model, messages, other, weighed);
  }

  /** The same, with or without the probabilities of the tokens. */
  public CompletionRequest weighed(boolean wanted) {
    return new CompletionRequest(model, messages, sampling, wanted);
  }

  /** Whether any message carries an image. */
  public boolean hasImages() {
    return messages.stream().anyMatch(message -> !message.images().isEmpty());
  }
}
