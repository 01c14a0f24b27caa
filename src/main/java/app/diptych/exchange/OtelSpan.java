package app.diptych.exchange;

import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import app.diptych.trial.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One span of a trace, read as an answer. */
final class OtelSpan {
  private static final Set<String> CHATS = Set.of("chat", "text_completion", "generate_content");

  private final Place span;
  private final OtelValues values;
  private final OtelValues texts;
  private final Losses losses;

  OtelSpan(Place span, Losses losses) throws ExchangeException {
    this.span = span.object();
    this.losses = losses;
    this.values = new OtelValues(span.at("attributes"));
    this.texts = values.has(OtelNames.INPUT) ? values : details();
  }

  /** The texts may stand on an event of the span instead. */
  private OtelValues details() throws ExchangeException {
    for (Place event : span.at("events").items()) {
      if (event.object().at("name").text("").equals(OtelNames.DETAILS)) {
        return new OtelValues(event.at("attributes"));
      }
    }
    return values;
  }

  /** Whether it is a request to a model with its texts; a loss when not. */
  boolean isChat() {
    if (!CHATS.contains(values.get(OtelNames.OPERATION).text(""))) {
      losses.add("spans of other work", "Only requests to a model are taken.");
      return false;
    }
    boolean told = texts.has(OtelNames.INPUT);
    losses.add(
        "spans without their texts",
        told ? 0 : 1,
        "Whoever recorded them did not capture prompts and answers.");
    return told;
  }

  /** Which trial it belongs to: what we wrote there, else what was asked. */
  String trial(List<Message> asked) {
    return values.get(OtelNames.TRIAL).text(asked.toString());
  }

  /** Which side it is: what we wrote there, else its model. */
  String side() {
    return values.get(OtelNames.SIDE).text(model());
  }

  private String model() {
    return values.get(OtelNames.MODEL).text(values.get(OtelNames.REQUEST_MODEL).text(""));
  }

  Instant at(Instant otherwise) {
    return Times.nanos(span.at("startTimeUnixNano"), otherwise);
  }

  List<Message> asked() throws ExchangeException {
    return new OtelMessages(losses).asked(texts.get(OtelNames.SYSTEM), texts.get(OtelNames.INPUT));
  }

  AnswerDraft answer(List<Message> asked) throws ExchangeException {
    OtelMessages.Said said = new OtelMessages(losses).said(texts.get(OtelNames.OUTPUT));
    String answeredBy = values.get(OtelNames.RESPONSE_MODEL).text("");
    AnswerDraft answer =
        new AnswerDraft(model(), asked)
            .asked(values.get(OtelNames.REQUEST_MODEL).text(""))
            .text(said.text())
            .reasoning(said.reasoning())
            .reason(values.get(OtelNames.FINISH_REASONS).at(0).text(said.reason()))
            .usage(usage())
            .origin(answeredBy.isEmpty() ? null : Origin.gateway(answeredBy, null))
            .timing(firstChunk(), lasted());
    List<String> stop = new ArrayList<>();
    for (Place text : values.get(OtelNames.STOP).items()) {
      stop.add(text.text(""));
    }
    answer.sampling(
        Settings.of(
            values.get(OtelNames.TEMPERATURE).number().orElse(null),
            values.get(OtelNames.TOP_P).number().orElse(null),
            values.get(OtelNames.MAX_TOKENS).number().orElse(null),
            values.get(OtelNames.SEED).number().orElse(null),
            stop,
            losses));
    failure().ifPresent(answer::failure);
    tellEvaluations();
    return answer;
  }

  private Optional<Failure> failure() {
    String type = values.get(OtelNames.ERROR).words("");
    Place code = span.at("status").at("code");
    boolean error = code.words("").equals("2") || code.text("").equals("STATUS_CODE_ERROR");
    if (type.isEmpty() && !error) {
      return Optional.empty();
    }
    String message = span.at("status").at("message").text("");
    if (type.matches("[45]\\d\\d")) {
      return Optional.of(Failures.status(Integer.parseInt(type), message));
    }
    if (type.equals("timeout")) {
      return Optional.of(Failures.named("TimedOut", message.isEmpty() ? type : message));
    }
    return Optional.of(
        type.isEmpty()
            ? Failures.told(message)
            : Failures.named(type, message.isEmpty() ? type : message));
  }

  private @Nullable Usage usage() {
    return values.has(OtelNames.INPUT_TOKENS) || values.has(OtelNames.OUTPUT_TOKENS)
        ? new Usage(
            values.get(OtelNames.INPUT_TOKENS).count().orElse(0),
            values.get(OtelNames.OUTPUT_TOKENS).count().orElse(0),
            values.get(OtelNames.REASONING_TOKENS).count().orElse(0),
            values.get(OtelNames.CACHED_TOKENS).count().orElse(0),
            Usage.Source.REPORTED)
        : null;
  }

  private @Nullable Duration firstChunk() {
    return values
        .get(OtelNames.FIRST_CHUNK)
        .number()
        .filter(seconds -> seconds >= 0 && seconds < 1e6)
        .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
        .orElse(null);
  }

  private @Nullable Duration lasted() {
    Optional<Long> start = Times.nanos(span.at("startTimeUnixNano"));
    Optional<Long> end = Times.nanos(span.at("endTimeUnixNano"));
    return start.isEmpty() || end.isEmpty() || end.get() <= start.get()
        ? null
        : Duration.ofNanos(end.get() - start.get());
  }

  private void tellEvaluations() throws ExchangeException {
    for (Place event : span.at("events").items()) {
      boolean evaluation = event.object().at("name").text("").equals(OtelNames.EVALUATION);
      if (evaluation && OtelVotes.read(event, Side.A, Instant.EPOCH).isEmpty()) {
        losses.add("evaluations of single answers", "A verdict says which of two is better.");
      }
    }
  }
}
