package app.diptych.completion;

import java.util.List;
import java.util.Objects;

/**
 * One turn of a conversation.
 *
 * @param images what the user shows with the words; empty for every other role
 */
public record Message(Role role, String content, List<AttachedImage> images) {
  /**
   * @throws IllegalArgumentException for too many images, or images that are not the user's, with a
   *     sentence
   */
  public Message {
    Objects.requireNonNull(role);
    Objects.requireNonNull(content);
    images = List.copyOf(images);
    if (!images.isEmpty() && role != Role.USER) {
      throw new IllegalArgumentException("Only a message of the user can carry images.");
    }
    if (images.size() > AttachedImage.MOST_IN_A_MESSAGE) {
      throw new IllegalArgumentException(
          "A prompt can carry at most %d images; this one has %d."
              .formatted(AttachedImage.MOST_IN_A_MESSAGE, images.size()));
    }
  }

  /** One without images. */
  public Message(Role role, String content) {
    this(role, content, List.of());
  }

  public static Message system(String content) {
    return new Message(Role.SYSTEM, content);
  }

  public static Message user(String content) {
    return new Message(Role.USER, content);
  }

  public static Message user(String content, List<AttachedImage> images) {
    return new Message(Role.USER, content, images);
  }

  public static Message assistant(String content) {
    return new Message(Role.ASSISTANT, content);
  }

  /** The same with other words. */
  public Message withContent(String other) {
    return new Message(role, other, images);
  }
}
