package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One line of a TRL data set: a conversation and two answers, or one answer and whether it is good.
 *
 * @param before the conversation up to the answers, the user's prompt last
 * @param chosen the better answer, or the only one
 * @param rejected the other answer; null in an unpaired line
 * @param label whether the only answer is good; null in a paired line
 */
record Preference(
    List<Message> before, String chosen, @Nullable String rejected, @Nullable Boolean label) {
  private static final String PROMPT = "prompt";
  private static final String CHOSEN = "chosen";
  private static final String REJECTED = "rejected";
  private static final String COMPLETION = "completion";
  private static final String LABEL = "label";

  Preference {
    before = List.copyOf(before);
  }

  /** Whether an object has the fields of one. */
  static boolean isOne(JsonNode line) {
    boolean paired = isText(line.path(CHOSEN)) && isText(line.path(REJECTED));
    boolean unpaired =
        isText(line.path(PROMPT)) && isText(line.path(COMPLETION)) && line.path(LABEL).isBoolean();
    return paired || unpaired;
  }

  /**
   * @throws IllegalArgumentException when there is no prompt in it that could have been sent
   */
  static Preference read(JsonNode line) {
    if (!isOne(line)) {
      throw new IllegalArgumentException(
          "There must be chosen and rejected, or prompt, completion and label");
    }
    if (!line.has(CHOSEN)) {
      return new Preference(
          messages(line.path(PROMPT), Role.USER),
          answer(line.path(COMPLETION), 0),
          null,
          line.path(LABEL).booleanValue());
    }
    JsonNode chosen = line.path(CHOSEN);
    JsonNode rejected = line.path(REJECTED);
    if (line.has(PROMPT)) {
      return new Preference(
          messages(line.path(PROMPT), Role.USER), answer(chosen, 0), answer(rejected, 0), null);
    }
    return chosen.isArray()
        ? common(chosen, rejected)
        : common(chosen.asString(""), rejected.asString(""));
  }

  /** The prompt is what both conversations begin with. */
  private static Preference common(JsonNode chosen, JsonNode rejected) {
    List<Message> one = messages(chosen, Role.USER);
    List<Message> other = messages(rejected, Role.USER);
    int same = 0;
    while (same < Math.min(one.size(), other.size()) - 1 && one.get(same).equals(other.get(same))) {
      same++;
    }
    return new Preference(one.subList(0, same), last(one, same), last(other, same), null);
  }

  /** The prompt is what both texts begin with, up to where a word ends. */
  private static Preference common(String chosen, String rejected) {
    int same = 0;
    while (same < Math.min(chosen.length(), rejected.length())
        && chosen.charAt(same) == rejected.charAt(same)) {
      same++;
    }
    while (same > 0 && !Character.isWhitespace(chosen.charAt(same - 1))) {
      same--;
    }
    return new Preference(
        List.of(Message.user(chosen.substring(0, same).strip())),
        chosen.substring(same),
        rejected.substring(same),
        null);
  }

  JsonNode write() {
    var line = JsonNodeFactory.instance.objectNode();
    boolean plain = before.size() == 1 && before.getFirst().role() == Role.USER;
    line.set(
        PROMPT,
        plain ? JsonNodeFactory.instance.stringNode(before.getFirst().content()) : list(before));
    if (rejected != null) {
      line.set(CHOSEN, answer(chosen, plain));
      line.set(REJECTED, answer(rejected, plain));
    } else {
      line.set(COMPLETION, answer(chosen, plain));
      line.put(LABEL, label);
    }
    return line;
  }

  private static JsonNode answer(String text, boolean plain) {
    return plain
        ? JsonNodeFactory.instance.stringNode(text)
        : list(List.of(Message.assistant(text)));
  }

  private static ArrayNode list(List<Message> messages) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Message message : messages) {
      list.addObject().put("role", message.role().wire()).put("content", message.content());
    }
    return list;
  }

  private static boolean isText(JsonNode value) {
    return value.isString()
        || (value.isArray() && !value.isEmpty() && value.get(0).path("content").isString());
  }

  private static List<Message> messages(JsonNode value, Role role) {
    if (value.isString()) {
      return List.of(new Message(role, value.stringValue()));
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.path("content").isString()) {
        throw new IllegalArgumentException("A message has no text");
      }
      String who = one.path("role").asString("");
      messages.add(
          new Message(
              Role.valueOf(who.toUpperCase(Locale.ROOT)), one.path("content").stringValue()));
    }
    return messages;
  }

  private static String answer(JsonNode value, int from) {
    return last(messages(value, Role.ASSISTANT), from);
  }

  /** An answer is one message; a list of more would be a conversation that went on. */
  private static String last(List<Message> messages, int from) {
    if (messages.size() != from + 1 || messages.get(from).role() != Role.ASSISTANT) {
      throw new IllegalArgumentException("An answer must be one message of the assistant");
    }
    return messages.get(from).content();
  }
}
