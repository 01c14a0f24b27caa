package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the trial that another one goes on from: the one whose messages and answers are what the
 * other was asked before its own prompt, on every side.
 */
final class Links {
  private final Map<Map<Side, List<Message>>, String> ended = new HashMap<>();

  /** The last trial noted that these answers go on from, or null when they begin a conversation. */
  @Nullable String parent(Map<Side, Answer> answers) {
    Map<Side, List<Message>> before = new EnumMap<>(Side.class);
    answers.forEach((side, answer) -> {
      List<Message> messages = answer.request().messages();
      before.put(side, messages.subList(0, messages.size() - 1));
    });
    return ended.get(before);
  }

  /** Remembers a trial, so that a later one can go on from it. */
  void note(String trial, Map<Side, Answer> answers) {
    Map<Side, List<Message>> after = new EnumMap<>(Side.class);
    answers.forEach((side, answer) -> {
      List<Message> messages = new ArrayList<>(answer.request().messages());
      messages.add(Message.assistant(answer.text()));
      after.put(side, messages);
    });
    ended.put(after, trial);
  }
}
