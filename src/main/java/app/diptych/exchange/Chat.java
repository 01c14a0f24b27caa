package app.diptych.exchange;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages in the shape of OpenAI's chat, which most formats borrow. */
final class Chat {
  private Chat() {}

  /** The messages of a list; those of tools are left out. */
  static List<Message> read(Place list, Losses losses) throws ExchangeException {
    List<Message> messages = new ArrayList<>();
    for (Place item : list.items()) {
      Optional<Role> role = role(item.object().at("role").text());
      if (role.isEmpty()) {
        losses.add(
            "messages of tools", "A conversation here has the system, the user and a model.");
      } else {
        messages.add(new Message(role.get(), content(item.at("content"), losses)));
      }
    }
    return messages;
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
      } else if (!part.isMissing()) {
        losses.add("images and other attachments", "Prompts and answers here are text.");
      }
    }
    return text.toString();
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
    return true;
  }
}
