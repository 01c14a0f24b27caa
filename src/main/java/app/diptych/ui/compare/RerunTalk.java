package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a session that is run again: every turn goes on from the new answer that
 * stands where the old one stood, so that branches stay branches.
 */
final class RerunTalk {
  private final Map<String, SavedTrial> old = new HashMap<>();
  private final Map<String, Again> again = new HashMap<>();

  /** What one side is asked. */
  record Question(List<Message> messages, Sampling sampling) {
    boolean goesOn() {
      return messages.stream().anyMatch(message -> message.role() == Role.ASSISTANT);
    }

    String system() {
      return RerunTalk.system(messages).map(Message::content).orElse("");
    }
  }

  /** A trial that was run again. */
  private record Again(String id, Map<Side, Answer> answers) {}

  RerunTalk(List<SavedTrial> trials) {
    trials.forEach(trial -> old.put(trial.id(), trial));
  }

  /** A trial has been run again: what was answered now. */
  void answered(SavedTrial trial, String newId, Function<Side, Optional<Answer>> now) {
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      now.apply(side).ifPresent(answer -> answers.put(side, answer));
    }
    again.put(trial.id(), new Again(newId, answers));
  }

  /** The new trial in the place of the one that trial went on from, or null. */
  @Nullable String parent(SavedTrial trial) {
    Again parent = parentOf(trial);
    return parent == null ? null : parent.id();
  }

  private @Nullable Again parentOf(SavedTrial trial) {
    String parent = trial.parent();
    return parent == null ? null : again.get(parent);
  }

  /**
   * What a side is asked in that trial. A side that was not asked then is asked what the other was.
   *
   * @throws IllegalArgumentException when the answer it would go on from did not come
   */
  Question question(SavedTrial trial, Side side) {
    Answer then = trial.answer(side).or(() -> trial.answer(side.other())).orElse(null);
    List<Message> thenAsked = then == null ? List.of() : then.request().messages();
    List<Message> messages = new ArrayList<>();
    Again parent = parentOf(trial);
    if (parent == null) {
      system(thenAsked).ifPresent(messages::add);
    } else {
      messages.addAll(before(trial, parent, side, thenAsked));
    }
    messages.add(
        Message.user(
            trial.prompt(), thenAsked.isEmpty() ? List.of() : thenAsked.getLast().images()));
    return new Question(
        List.copyOf(messages),
        then == null ? Sampling.providerDefaults() : then.request().sampling());
  }

  private List<Message> before(SavedTrial trial, Again parent, Side side, List<Message> thenAsked) {
    Side from = from(trial, side, thenAsked);
    Answer answer = parent.answers().get(from);
    if (answer == null || answer.text().isBlank()) {
      throw new IllegalArgumentException(
          say("side %s gave no answer that trial %s could go on from.")
              .formatted(from, trial.number()));
    }
    List<Message> messages = new ArrayList<>(answer.request().messages());
    messages.add(Message.assistant(answer.text()));
    return messages;
  }

  /** The side whose answer was gone on from: usually its own, or the better one on both sides. */
  private Side from(SavedTrial trial, Side side, List<Message> thenAsked) {
    SavedTrial parent = trial.parent() == null ? null : old.get(trial.parent());
    String said = thenAsked.size() < 2 ? "" : thenAsked.get(thenAsked.size() - 2).content();
    return parent != null && !said(parent, side, said) && said(parent, side.other(), said)
        ? side.other()
        : side;
  }

  private static boolean said(SavedTrial trial, Side side, String words) {
    return trial.answer(side).filter(answer -> answer.text().equals(words)).isPresent();
  }

  private static Optional<Message> system(List<Message> messages) {
    return messages.stream().filter(message -> message.role() == Role.SYSTEM).findFirst();
  }
}
