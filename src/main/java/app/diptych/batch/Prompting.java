package app.diptych.batch;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.prompt.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked with the values of each row.
 *
 * @param name for people, empty when its text says it all
 * @param messages with blanks written {@code {{name}}}
 */
public record Prompting(String name, List<Message> messages) {
  private static final int MOST_CHARACTERS = 8_000_000;

  public Prompting {
    messages = List.copyOf(messages);
  }

  /**
   * @param system empty for none
   */
  public static Prompting of(String system, String text) {
    return new Prompting(
        "",
        system.isBlank()
            ? List.of(Message.user(text))
            : List.of(Message.system(system), Message.user(text)));
  }

  /** The names of all blanks. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    messages.forEach(message -> names.addAll(Template.of(message.content()).names()));
    return names;
  }

  /**
   * @throws IllegalArgumentException when a value is missing or all becomes too long, with a
   *     sentence
   */
  List<Message> fill(Map<String, String> values) {
    List<Message> filled = new ArrayList<>();
    for (Message message : messages) {
      filled.add(message.withContent(Template.of(message.content()).fill(values, MOST_CHARACTERS)));
    }
    return filled;
  }

  /** The same conversation with a system prompt of the batch before it, unless it has its own. */
  static List<Message> under(String system, List<Message> messages) {
    boolean has = messages.stream().anyMatch(message -> message.role() == Role.SYSTEM);
    if (has || system.isBlank()) {
      return messages;
    }
    List<Message> all = new ArrayList<>(List.of(Message.system(system)));
    all.addAll(messages);
    return all;
  }
}
