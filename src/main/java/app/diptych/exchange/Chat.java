package app.diptych.exchange;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Messages in the shape of OpenAI's chat, which most formats borrow. */
final class Chat {
  private static final String BASE64 = ";base64,";

  private Chat() {}

  /** The messages of a list; those of tools and images are left out. */
  static List<Message> read(Place list, Losses losses) throws ExchangeException {
    return read(list, false, losses);
  }

  /** The same, with the images that are in the file itself. */
  static List<Message> readWithImages(Place list, Losses losses) throws ExchangeException {
    return read(list, true, losses);
  }

  private static List<Message> read(Place list, boolean withImages, Losses losses)
      throws ExchangeException {
    List<Message> messages = new ArrayList<>();
    for (Place item : list.items()) {
      Optional<Role> role = role(item.object().at("role").text());
      if (role.isEmpty()) {
        losses.add(
            "messages of tools", "A conversation here has the system, the user and a model.");
      } else {
        Place content = item.at("content");
        List<AttachedImage> images = new ArrayList<>();
        String text = content(content, withImages && role.get() == Role.USER, images, losses);
        messages.add(new Message(role.get(), text, images));
      }
    }
    return messages;
  }

  /** The content of a message: a text, or a list of parts when there are images. */
  static JsonNode write(Message message) {
    if (message.images().isEmpty()) {
      return JsonNodeFactory.instance.stringNode(message.content());
    }
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.addObject().put("type", "text").put("text", message.content());
    for (AttachedImage image : message.images()) {
      parts
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", "data:" + image.mediaType() + BASE64 + image.base64());
    }
    return parts;
  }

  static Optional<Role> role(String name) {
    return switch (name) {
      case "system", "developer" -> Optional.of(Role.SYSTEM);
      case "user", "human" -> Optional.of(Role.USER);
      case "assistant", "ai", "model" -> Optional.of(Role.ASSISTANT);
      default -> Optional.empty();
    };
  }

  /** The text of a message: one text, or a list of parts of which the texts are taken. */
  static String content(Place content, Losses losses) throws ExchangeException {
    return content(content, false, new ArrayList<>(), losses);
  }

  private static String content(
      Place content, boolean withImages, List<AttachedImage> images, Losses losses)
      throws ExchangeException {
    if (content.isMissing()) {
      return "";
    }
    if (!content.node().isArray()) {
      return content.text();
    }
    StringBuilder text = new StringBuilder();
    for (Place part : content.items()) {
      if (part.isText() || part.at("text").isText()) {
        text.append(part.isText() ? part.text("") : part.at("text").text(""));
      } else if (!part.isMissing() && !(withImages && take(part, images))) {
        losses.add("images and other attachments", "Prompts and answers here are text.");
      }
    }
    return text.toString();
  }

  /** Whether the part was an image that can be sent again. */
  private static boolean take(Place part, List<AttachedImage> images) {
    String url = part.at("image_url").at("url").text("");
    int data = url.indexOf(BASE64);
    if (!url.startsWith("data:") || data < 0 || images.size() == AttachedImage.MOST_IN_A_MESSAGE) {
      return false;
    }
    try {
      images.add(AttachedImage.ofBase64(url.substring(data + BASE64.length())));
      return true;
    } catch (IllegalArgumentException noImage) {
      return false;
    }
  }

  /** The words alone: a prompt of the library has no images. */
  static List<Message> withoutImages(List<Message> messages) {
    return messages.stream()
        .map(message -> new Message(message.role(), message.content()))
        .toList();
  }

  /** Whether it is a conversation that a model can be asked to go on with; a loss when not. */
  static boolean canBeSent(List<Message> messages, Losses losses) {
    if (messages.isEmpty() || messages.getLast().role() != Role.USER) {
      losses.add("answers without a prompt", "What was asked is not in the file.");
      return false;
    }
    if (messages.getLast().content().isBlank()) {
      losses.add("empty prompts", "An empty prompt cannot be sent.");
      return false;
    }
    long characters = messages.stream().mapToLong(message -> message.content().length()).sum();
    if (characters > CompletionRequest.MOST_CHARACTERS) {
      losses.add("prompts that are too long", "More than 8 million characters cannot be sent.");
      return false;
    }
    long pictures =
        messages.stream()
            .flatMap(message -> message.images().stream())
            .mapToLong(AttachedImage::size)
            .sum();
    if (pictures > AttachedImage.MOST_BYTES_TOGETHER) {
      losses.add("prompts with too many images", "More than 32 MiB of images cannot be sent.");
      return false;
    }
    return true;
  }
}
