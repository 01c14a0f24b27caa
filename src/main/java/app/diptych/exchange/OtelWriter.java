package app.diptych.exchange;

import app.diptych.completion.Product;
import app.diptych.completion.Sampling;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes sessions as traces: a resource for each session, a trace for each trial, a span for each
 * side that lasts from the request to the last delta.
 */
final class OtelWriter implements Exporter {
  static final Set<Part> KEPT =
      EnumSet.complementOf(EnumSet.of(Part.PIECES, Part.ORIGIN, Part.LIBRARY, Part.IMAGES));

  private static final int CLIENT = 3;
  private static final int FAILED = 2;

  @Override
  public Format format() {
    return Format.OPEN_TELEMETRY;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    ObjectNode root = Json.mapper().createObjectNode();
    ArrayNode resources = root.putArray("resourceSpans");
    sessions.forEach(session -> resource(session, resources.addObject()));
    out.write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root));
    out.write('\n');
    Losses losses = new Losses();
    new Leftovers(format(), KEPT).tell(sessions, losses);
    return losses.list();
  }

  private static void resource(SavedSession session, ObjectNode resource) {
    ArrayNode attributes = resource.putObject("resource").putArray("attributes");
    OtelValues.put(attributes, "service.name", Product.NAME.toLowerCase(Locale.ROOT));
    OtelValues.put(attributes, "service.version", Product.version());
    OtelValues.put(attributes, OtelNames.TITLE, session.summary().title());
    OtelValues.put(attributes, OtelNames.NOTES, session.summary().notes());
    OtelValues.put(attributes, OtelNames.TAGS, session.summary().tags());
    ObjectNode scope = resource.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", "app.diptych").put("version", Product.version());
    ArrayNode spans = scope.putArray("spans");
    Map<String, String> roots = new HashMap<>();
    for (Whole whole : session.trials()) {
      SavedTrial trial = whole.trial();
      String parent = trial.parent();
      String root = parent == null ? trial.id() : roots.getOrDefault(parent, trial.id());
      roots.put(trial.id(), root);
      for (Side side : Side.values()) {
        if (trial.answers().containsKey(side)) {
          span(whole, side, root, spans.addObject());
        }
      }
    }
  }

  private static void span(Whole whole, Side side, String conversation, ObjectNode span) {
    SavedTrial trial = whole.trial();
    Answer answer = trial.answer(side).orElseThrow();
    String trace = hex(trial.id());
    int deltas = answer.timeline().deltas();
    Duration lasted = deltas == 0 ? Duration.ZERO : answer.timeline().offset(deltas - 1);
    long start = trial.startedAt().toEpochMilli() * 1_000_000;
    span.put("traceId", trace).put("spanId", hex(trial.id() + side).substring(0, 16));
    span.put("name", "chat " + answer.request().model()).put("kind", CLIENT);
    span.put("startTimeUnixNano", String.valueOf(start));
    span.put("endTimeUnixNano", String.valueOf(start + lasted.toNanos()));
    ArrayNode attributes = span.putArray("attributes");
    request(answer, conversation, attributes);
    response(answer, attributes);
    OtelValues.put(attributes, OtelNames.TRIAL, trial.id());
    OtelValues.put(attributes, OtelNames.SIDE, side.name());
    OtelValues.put(attributes, OtelNames.MODEL, answer.model());
    OtelVotes.write(whole.votes(), side, span.putArray("events"));
    ObjectNode status = span.putObject("status");
    if (answer.failure() != null) {
      status.put("code", FAILED).put("message", answer.failure().message());
    }
  }

  private static void request(Answer answer, String conversation, ArrayNode attributes) {
    Sampling sampling = answer.request().sampling();
    OtelValues.put(attributes, OtelNames.OPERATION, "chat");
    OtelValues.put(attributes, OtelNames.PROVIDER, provider(answer));
    OtelValues.put(attributes, OtelNames.CONVERSATION, conversation);
    OtelValues.put(attributes, OtelNames.OUTPUT_TYPE, "text");
    OtelValues.put(attributes, OtelNames.REQUEST_MODEL, answer.request().model());
    if (sampling.temperature() != null) {
      OtelValues.put(attributes, OtelNames.TEMPERATURE, (double) sampling.temperature());
    }
    if (sampling.topP() != null) {
      OtelValues.put(attributes, OtelNames.TOP_P, (double) sampling.topP());
    }
    if (sampling.maxTokens() != null) {
      OtelValues.put(attributes, OtelNames.MAX_TOKENS, (long) sampling.maxTokens());
    }
    if (sampling.seed() != null) {
      OtelValues.put(attributes, OtelNames.SEED, (long) sampling.seed());
    }
    if (!sampling.stop().isEmpty()) {
      OtelValues.put(attributes, OtelNames.STOP, sampling.stop());
    }
    OtelValues.put(attributes, OtelNames.INPUT, OtelMessages.write(answer.request().messages()));
  }

  /** Who was asked, as far as the model's name tells. */
  private static String provider(Answer answer) {
    int slash = answer.model().indexOf('/');
    if (answer.local() || answer.model().startsWith("file:")) {
      return Product.NAME.toLowerCase(Locale.ROOT);
    }
    return slash > 0 ? answer.model().substring(0, slash) : "unknown";
  }

  private static void response(Answer answer, ArrayNode attributes) {
    String reason = answer.finishReason() == null ? "error" : answer.finishReason().wire();
    OtelValues.put(
        attributes,
        OtelNames.OUTPUT,
        OtelMessages.write(new OtelMessages.Said(answer.text(), answer.reasoning(), reason)));
    if (answer.origin() != null) {
      OtelValues.put(attributes, OtelNames.RESPONSE_MODEL, answer.origin().answeredBy());
    }
    if (answer.finishReason() != null) {
      OtelValues.put(attributes, OtelNames.FINISH_REASONS, List.of(reason));
    }
    if (answer.timeline().deltas() > 1) {
      OtelValues.put(
          attributes, OtelNames.FIRST_CHUNK, answer.timeline().offset(0).toNanos() / 1e9);
    }
    Leftovers.counted(answer)
        .ifPresent(usage -> {
          OtelValues.put(attributes, OtelNames.INPUT_TOKENS, usage.inputTokens());
          OtelValues.put(attributes, OtelNames.OUTPUT_TOKENS, usage.outputTokens());
          OtelValues.put(attributes, OtelNames.REASONING_TOKENS, usage.reasoningTokens());
          OtelValues.put(attributes, OtelNames.CACHED_TOKENS, usage.cachedTokens());
        });
    if (answer.failure() != null) {
      OtelValues.put(attributes, OtelNames.ERROR, answer.failure().kind());
    }
  }

  /** 32 hexadecimal digits: an id of ours without its dashes, or made from another one. */
  private static String hex(String id) {
    String digits = id.replace("-", "").toLowerCase(Locale.ROOT);
    return digits.matches("[0-9a-f]{32}")
        ? digits
        : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
  }
}
