package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages made of parts, as a list or as the same list written into a text. */
final class OtelMessages {
  private final Losses losses;

  OtelMessages(Losses losses) {
    this.losses = losses;
  }

  /** What a model said. */
  record Said(String text, String reasoning, String reason) {
    static final Said NOTHING = new Said("", "", "");
  }

  private static Place unpacked(Place value) throws ExchangeException {
    return value.isText() ? value.inside(Json.read(value.text(), value.where())) : value;
  }

  /** What was asked: the instructions that were given apart, and the messages. */
  List<Message> asked(Place instructions, Place input) throws ExchangeException {
    List<Message> messages = new ArrayList<>();
    String system = parts(unpacked(instructions), "text");
    if (!system.isBlank()) {
      messages.add(Message.system(system));
    }
    for (Place message : unpacked(input).items()) {
      String text = parts(message.object().at("parts"), "text");
      Chat.role(message.at("role").text())
          .ifPresentOrElse(
              role -> messages.add(new Message(role, text)),
              () -> losses.add("messages of tools", "A conversation here has no tools."));
    }
    return messages;
  }

  /** What the model said first; further choices are a loss. */
  Said said(Place output) throws ExchangeException {
    List<Place> choices = unpacked(output).items();
    losses.add("further choices", choices.size() - 1, "An answer is one text: the first is taken.");
    if (choices.isEmpty()) {
      return Said.NOTHING;
    }
    Place choice = choices.getFirst().object();
    Place parts = choice.at("parts");
    for (Place part : parts.items()) {
      String type = part.at("type").text("");
      losses.add(
          "attachments and calls of tools",
          type.equals("text") || type.equals("reasoning") ? 0 : 1,
          "An answer here is text.");
    }
    return new Said(
        parts(parts, "text"), parts(parts, "reasoning"), choice.at("finish_reason").text(""));
  }

  private static String parts(Place list, String type) throws ExchangeException {
    StringBuilder text = new StringBuilder();
    for (Place part : list.items()) {
      if (part.object().at("type").text("").equals(type)) {
        text.append(part.at("content").text(""));
      }
    }
    return text.toString();
  }

  /** The messages as a text. */
  static String write(List<Message> messages) {
    ArrayNode list = Json.mapper().createArrayNode();
    for (Message message : messages) {
      ObjectNode each = list.addObject().put("role", message.role().wire());
      part(each.putArray("parts"), "text", message.content());
    }
    return list.toString();
  }

  /** An answer as a text. */
  static String write(Said said) {
    ObjectNode message = Json.mapper().createObjectNode().put("role", Role.ASSISTANT.wire());
    ArrayNode parts = message.putArray("parts");
    if (!said.reasoning().isEmpty()) {
      part(parts, "reasoning", said.reasoning());
    }
    part(parts, "text", said.text());
    message.put("finish_reason", said.reason());
    return Json.mapper().createArrayNode().add(message).toString();
  }

  private static void part(ArrayNode parts, String type, String content) {
    parts.addObject().put("type", type).put("content", content);
  }
}
