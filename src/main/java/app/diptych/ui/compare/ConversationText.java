package app.diptych.ui.compare;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import java.util.ArrayList;
import java.util.List;

/** Earlier turns of a conversation as Markdown. */
final class ConversationText {
  private ConversationText() {}

  /** One section for each turn; the user's are quoted, the system prompt is left out. */
  static List<String> sections(List<Message> messages) {
    List<String> sections = new ArrayList<>();
    for (Message message : messages) {
      if (message.role() == Role.USER) {
        sections.add("> " + message.content().replace("\n", "\n> ") + "\n" + images(message));
      } else if (message.role() == Role.ASSISTANT) {
        sections.add(message.content() + "\n");
      }
    }
    return sections;
  }

  /** How many images there were: the quote ends with it. */
  private static String images(Message message) {
    int count = message.images().size();
    return count == 0 ? "" : ">\n> *" + (count == 1 ? "1 image" : count + " images") + "*\n";
  }
}
