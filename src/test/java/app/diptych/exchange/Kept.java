package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Usage;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What should be left of a session after it was written in a format and read again, as text. */
final class Kept {
  private final Set<Part> parts;

  Kept(Set<Part> parts) {
    this.parts = parts;
  }

  /** Each trial as one text, in order. */
  List<String> trials(SavedSession session) {
    Map<String, SavedTrial> known = new HashMap<>();
    List<String> trials = new ArrayList<>();
    for (Whole whole : session.trials()) {
      known.put(whole.trial().id(), whole.trial());
      trials.add(trial(whole, known));
    }
    return trials;
  }

  /** What is known of the session as a whole. */
  String summary(SavedSession session) {
    SessionSummary summary = session.summary();
    return (parts.contains(Part.TITLE) ? summary.title() : "")
        + (parts.contains(Part.NOTES) ? summary.notes() : "")
        + (parts.contains(Part.TAGS) ? summary.tags() : "");
  }

  private String trial(Whole whole, Map<String, SavedTrial> known) {
    SavedTrial trial = whole.trial();
    StringBuilder text = new StringBuilder("prompt=" + trial.prompt());
    if (parts.contains(Part.EARLIER_TURNS)) {
      for (@Nullable SavedTrial each = parent(trial, known);
          each != null;
          each = parent(each, known)) {
        text.append("\nafter=").append(each.prompt());
      }
    }
    if (parts.contains(Part.TIMES)) {
      text.append("\nat=").append(trial.startedAt());
    }
    for (Map.Entry<Side, Answer> side : new TreeMap<>(trial.answers()).entrySet()) {
      text.append("\n").append(side.getKey()).append(answer(side.getValue()));
    }
    whole.votes().stream()
        .filter(vote -> parts.contains(vote.rater().isEmpty() ? Part.VERDICTS : Part.OTHER_RATERS))
        .map(this::vote)
        .sorted()
        .forEach(text::append);
    return text.toString();
  }

  private static @Nullable SavedTrial parent(SavedTrial trial, Map<String, SavedTrial> known) {
    return trial.parent() == null ? null : known.get(trial.parent());
  }

  private String vote(Vote vote) {
    return "\nvote="
        + vote.rater()
        + " "
        + vote.verdict()
        + (parts.contains(Part.VOTE_NOTES) ? vote.note() : "")
        + (parts.contains(Part.VOTE_TIMES) ? vote.at() : "");
  }

  private String answer(Answer answer) {
    StringBuilder text = new StringBuilder(" model=" + answer.model());
    for (Message message : messages(answer)) {
      text.append("\n  ").append(message.role()).append('=').append(message.content());
      if (parts.contains(Part.IMAGES)) {
        text.append(message.images());
      }
    }
    if (parts.contains(Part.ANSWERS)) {
      text.append("\n  text=").append(answer.text());
    }
    RequestMetrics metrics = answer.metrics();
    Usage usage = Leftovers.counted(answer).orElse(null);
    add(text, Part.SAMPLING, answer.request().sampling());
    add(text, Part.REASONING, answer.reasoning());
    add(text, Part.USAGE, usage == null ? null : counts(usage));
    add(text, Part.END_TO_END, metrics.endToEnd().map(Duration::toMillis));
    add(text, Part.FIRST_TOKEN, metrics.endToEnd().flatMap(_ -> metrics.timeToFirstToken()));
    add(text, Part.FINISH_REASON, answer.finishReason());
    add(
        text,
        Part.FAILURES,
        answer.failure() == null
            ? null
            : answer.failure().kind() + " " + answer.failure().message());
    return text.toString();
  }

  private static String counts(Usage usage) {
    return usage.inputTokens()
        + " "
        + usage.outputTokens()
        + " "
        + usage.reasoningTokens()
        + " "
        + usage.cachedTokens();
  }

  private List<Message> messages(Answer answer) {
    List<Message> messages = answer.request().messages();
    List<Message> kept = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      boolean last = i == messages.size() - 1;
      boolean system = message.role() == Role.SYSTEM;
      if (last || parts.contains(system ? Part.SYSTEM : Part.EARLIER_TURNS)) {
        kept.add(message);
      }
    }
    return kept;
  }

  private void add(StringBuilder text, Part part, @Nullable Object value) {
    if (parts.contains(part)) {
      text.append("\n  ").append(part).append('=').append(value);
    }
  }
}
