package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Usage;
import app.diptych.trial.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the examples of LLM Comparator's JSON into trials, one after the other. */
final class ComparatorExamples {
  /** A trial that was read. */
  private record Known(String id, Map<Side, AnswerDraft> answers, Map<Side, String> texts) {}

  private final Map<Side, String> models;
  private final SessionDraft session;
  private final Instant at;
  private final Losses losses;
  private final Map<String, Known> known = new HashMap<>();

  ComparatorExamples(String a, String b, SessionDraft session, Instant at, Losses losses) {
    this.models = Map.of(Side.A, a, Side.B, b);
    this.session = session;
    this.at = at;
    this.losses = losses;
  }

  /** Takes one example. */
  void take(Place example) throws ExchangeException {
    for (Place tag : example.at("tags").items()) {
      session.tag(tag.words(""));
    }
    Place fields = example.at("custom_fields");
    tellNotTaken(example, fields);
    Known parent = known.get(fields.at(ComparatorField.PARENT.key()).text(""));
    Message prompt = Message.user(text(example.at("input_text")));
    Map<Side, AnswerDraft> answers = new EnumMap<>(Side.class);
    Map<Side, String> texts = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      Optional<String> model = model(fields, side);
      if (model.isEmpty()) {
        continue;
      }
      List<Message> messages = before(parent, fields, side);
      messages.add(prompt);
      if (!Chat.canBeSent(messages, losses)) {
        return;
      }
      String text = text(example.at(side == Side.A ? "output_text_a" : "output_text_b"));
      texts.put(side, text);
      answers.put(side, answer(new AnswerDraft(model.get(), messages).text(text), fields, side));
    }
    add(example, fields, parent, answers, texts);
  }

  private void add(
      Place example,
      Place fields,
      @Nullable Known parent,
      Map<Side, AnswerDraft> answers,
      Map<Side, String> texts)
      throws ExchangeException {
    if (answers.isEmpty()) {
      return;
    }
    String id =
        Drafted.add(
            session,
            at,
            parent == null ? null : parent.id(),
            answers,
            ComparatorVotes.read(example, at, losses));
    String name = fields.at(ComparatorField.TRIAL.key()).text("");
    if (!name.isEmpty()) {
      known.put(name, new Known(id, answers, texts));
    }
  }

  /** The model of that side; nothing when the example says that it had none. */
  private Optional<String> model(Place fields, Side side) {
    Place both = fields.at(ComparatorField.MODEL.key());
    String usual = models.getOrDefault(side, "");
    if (both.isMissing()) {
      return Optional.of(usual);
    }
    Place one = both.at(index(side));
    return one.isMissing() ? Optional.empty() : Optional.of(one.words(usual));
  }

  private static List<Message> before(@Nullable Known parent, Place fields, Side side) {
    List<Message> messages = new ArrayList<>();
    AnswerDraft answer = parent == null ? null : parent.answers().get(side);
    if (parent != null && answer != null) {
      messages.addAll(answer.messages());
      messages.add(Message.assistant(parent.texts().getOrDefault(side, "")));
      return messages;
    }
    String system = value(fields, ComparatorField.SYSTEM, side).text("");
    if (!system.isEmpty()) {
      messages.add(Message.system(system));
    }
    return messages;
  }

  private static AnswerDraft answer(AnswerDraft draft, Place fields, Side side) {
    draft.reasoning(value(fields, ComparatorField.REASONING, side).text(""));
    draft.reason(value(fields, ComparatorField.FINISH_REASON, side).text(""));
    draft.timing(
        millis(value(fields, ComparatorField.FIRST_TOKEN, side)),
        millis(value(fields, ComparatorField.LATENCY, side)));
    draft.usage(usage(fields, side));
    String failure = value(fields, ComparatorField.FAILURE, side).text("");
    if (!failure.isEmpty()) {
      int colon = failure.indexOf(": ");
      draft.failure(
          colon < 0
              ? Failures.told(failure)
              : Failures.named(failure.substring(0, colon), failure.substring(colon + 2)));
    }
    return draft;
  }

  private static @Nullable Usage usage(Place fields, Side side) {
    Optional<Integer> input = value(fields, ComparatorField.INPUT_TOKENS, side).count();
    Optional<Integer> output = value(fields, ComparatorField.OUTPUT_TOKENS, side).count();
    return input.isEmpty() && output.isEmpty()
        ? null
        : new Usage(
            input.orElse(0),
            output.orElse(0),
            value(fields, ComparatorField.REASONING_TOKENS, side).count().orElse(0),
            value(fields, ComparatorField.CACHED_TOKENS, side).count().orElse(0),
            Usage.Source.REPORTED);
  }

  private static @Nullable Duration millis(Place value) {
    return value
        .number()
        .filter(millis -> millis >= 0 && millis < 1e12)
        .map(millis -> Duration.ofNanos(Math.round(millis * 1e6)))
        .orElse(null);
  }

  private static int index(Side side) {
    return side == Side.A ? 0 : 1;
  }

  private static Place value(Place fields, ComparatorField field, Side side) {
    return fields.at(field.key()).at(index(side));
  }

  /** One text, or chunks of which the texts are taken. */
  private String text(Place text) throws ExchangeException {
    if (text.isMissing()) {
      return "";
    }
    if (!text.node().isArray()) {
      return text.text();
    }
    StringBuilder joined = new StringBuilder();
    for (Place chunk : text.items()) {
      if (chunk.object().at("type").text("").equals("text")) {
        joined.append(chunk.at("data").text(""));
      } else {
        losses.add("images", "Prompts and answers here are text.");
      }
    }
    return joined.toString();
  }

  private void tellNotTaken(Place example, Place fields) throws ExchangeException {
    losses.add(
        "summaries of rationales",
        example.at("rationale_list").items().size(),
        "A session has no place for them.");
    fields.fields((name, value) -> {
      if (!ComparatorField.isKey(name) && !value.isMissing()) {
        losses.add("custom fields", "A session has no place for them.");
      }
    });
  }
}
