package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.prompt.YamlDocument;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A prompt of promptfoo is one text; a conversation is a list of messages written into it. */
final class PromptfooChat {
  private PromptfooChat() {}

  /** What the text stands for: the messages in it, or one of the user. */
  static List<Message> read(String raw, Losses losses) throws ExchangeException {
    Optional<Place> list = list(raw);
    return list.isPresent() ? Chat.read(list.get(), losses) : List.of(Message.user(raw));
  }

  /** The list of messages in the text; nothing when it is only a text. */
  static Optional<Place> list(String raw) {
    String text = raw.strip();
    JsonNode node =
        text.startsWith("[") ? json(text) : text.startsWith("- role:") ? yaml(text) : null;
    return node != null && isChat(node)
        ? Optional.of(Place.of(node, "a prompt"))
        : Optional.empty();
  }

  private static boolean isChat(JsonNode node) {
    if (!node.isArray() || node.isEmpty()) {
      return false;
    }
    for (JsonNode message : node) {
      JsonNode content = message.path("content");
      if (!message.path("role").isString() || !(content.isString() || content.isArray())) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JacksonException none) {
      return null;
    }
  }

  private static @Nullable JsonNode yaml(String text) {
    try {
      return Json.mapper().valueToTree(YamlDocument.read(text));
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  /** The messages as one text: only as much of a list as it takes. */
  static String write(List<Message> messages) {
    Message first = messages.getFirst();
    if (messages.size() == 1 && first.role() == Role.USER && isPlain(first.content())) {
      return first.content();
    }
    ArrayNode list = Json.mapper().createArrayNode();
    for (Message message : messages) {
      list.addObject().put("role", message.role().wire()).put("content", message.content());
    }
    return list.toString();
  }

  /** Whether nobody could take the text for a list or a value. */
  private static boolean isPlain(String text) {
    String stripped = text.strip();
    return !stripped.startsWith("[")
        && !stripped.startsWith("{")
        && !stripped.startsWith("- role:")
        && json(stripped) == null;
  }
}
