package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Messages as a prompt, which holds one turn and what the system says before it. */
final class ChatPrompts {
  private ChatPrompts() {}

  /**
   * The prompt of these messages, every character of which is meant.
   *
   * @param sampling null leaves the user's own
   */
  static Optional<Prompt> literal(
      List<Message> messages, @Nullable Sampling sampling, Losses losses) {
    if (!isOneTurn(messages, losses)) {
      return Optional.empty();
    }
    losses.add("images", messages.getLast().images().size(), "A prompt of the library is text.");
    return PromptDraft.literal(messages.getLast().content())
        .system(Template.quote(system(messages)))
        .sampling(Sampling.providerDefaults().equals(sampling) ? null : sampling)
        .prompt(losses);
  }

  /** Whether only the system speaks before the user; a loss when not. */
  static boolean isOneTurn(List<Message> messages, Losses losses) {
    if (messages.isEmpty() || messages.getLast().role() != Role.USER) {
      losses.add("requests that do not end with the user", "A prompt is what a user says.");
      return false;
    }
    boolean one =
        messages.subList(0, messages.size() - 1).stream()
            .allMatch(message -> message.role() == Role.SYSTEM);
    losses.add("conversations of several turns", one ? 0 : 1, "A prompt holds one turn.");
    return one;
  }

  /** What the system says. */
  static String system(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::content)
        .collect(Collectors.joining("\n\n"));
  }
}
