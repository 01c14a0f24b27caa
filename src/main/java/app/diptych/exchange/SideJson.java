package app.diptych.exchange;

import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Usage;
import app.diptych.exchange.BundleItem.SideItem;
import app.diptych.session.AnswerJson;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import app.diptych.trial.TrialJson;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A side as JSON: the shape every part of the product prints, and what it lacks for reading it back
 * without loss. What is derived (timing, cost) is written for others and not read.
 */
final class SideJson {
  private SideJson() {}

  static ObjectNode write(SideItem item) {
    Answer answer = item.answer();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put(Bundle.KIND, Bundle.SIDE)
            .put(Bundle.TRIAL, item.trial())
            .put(Bundle.SIDE, item.side().name());
    node.setAll(TrialJson.side(answer, item.recording().orElse(Recording.EMPTY)));
    if (answer.energy().isPresent() && node.path("cost") instanceof ObjectNode cost) {
      cost.set("energy", AnswerJson.cost(answer.cost()).path("energy"));
    }
    // In full, where the printed shape leaves something out.
    node.set("failure", AnswerJson.failure(answer.failure()));
    node.set("origin", AnswerJson.origin(answer.origin()));
    node.put("state", answer.state().name().toLowerCase(Locale.ROOT));
    node.put("local", answer.local());
    node.set("request", AnswerJson.request(answer.request()));
    node.put("preparationNs", answer.preparation().toNanos());
    if (!answer.delivery().isPlain()) {
      node.set("delivery", AnswerJson.delivery(answer.delivery()));
    }
    node.set(
        "deltas",
        item.recording()
            .<JsonNode>map(DeltasJson::write)
            .orElse(JsonNodeFactory.instance.nullNode()));
    if (!item.events().isEmpty()) {
      node.set("events", EventsJson.write(item.events()));
    }
    if (!answer.timeline().equals(timeline(item.recording()))) {
      node.set("timeline", DeltasJson.write(answer.timeline()));
    }
    return node;
  }

  /**
   * @throws IllegalArgumentException when it is no side, with what is wrong
   */
  static SideItem read(JsonNode node) {
    Fields fields = new Fields(node);
    String text = fields.text("text");
    String reasoning = fields.textOr("reasoning", "");
    Optional<Recording> recording = DeltasJson.recording(fields.node("deltas"));
    recording.ifPresent(pieces -> requireFit(pieces, text, reasoning));
    @Nullable Timeline timeline = DeltasJson.timeline(fields.node("timeline"));
    @Nullable FinishReason finishReason = AnswerJson.finishReason(fields.node("finishReason"));
    @Nullable Failure failure = AnswerJson.failure(fields.node("failure"));
    Answer answer =
        new Answer(
            fields.text("model"),
            fields.yes("local"),
            AnswerJson.request(fields.node("request")),
            state(fields, finishReason, failure),
            AnswerJson.origin(fields.node("origin")),
            text,
            reasoning,
            usage(fields),
            finishReason,
            failure,
            timeline == null ? timeline(recording) : timeline,
            Duration.ofNanos(fields.wholeOr("preparationNs", 0)),
            AnswerJson.delivery(fields.node("delivery")),
            AnswerJson.cost(fields.node("cost"), fields.yes("local")));
    return new SideItem(
        fields.text(Bundle.TRIAL),
        Side.valueOf(fields.text(Bundle.SIDE)),
        answer,
        recording,
        EventsJson.read(fields.node("events")));
  }

  /** A state that contradicts the outcome would show an answer as whole that is not. */
  private static SideState state(
      Fields fields, @Nullable FinishReason finishReason, @Nullable Failure failure) {
    SideState state = SideState.valueOf(fields.text("state").toUpperCase(Locale.ROOT));
    if ((state == SideState.FINISHED) != (finishReason != null)
        || (state == SideState.FAILED) != (failure != null)) {
      throw new IllegalArgumentException(
          "The state of the answer contradicts how it ended, so nobody can tell whether it is whole");
    }
    return state;
  }

  private static @Nullable Usage usage(Fields fields) {
    Usage usage = AnswerJson.usage(fields.node("usage"));
    if (usage != null
        && (usage.inputTokens() < 0
            || usage.outputTokens() < 0
            || usage.reasoningTokens() < 0
            || usage.cachedTokens() < 0)) {
      throw new IllegalArgumentException("The answer has fewer than no tokens");
    }
    return usage;
  }

  private static void requireFit(Recording recording, String text, String reasoning) {
    if (recording.size() > 0 && !recording.fits(text, reasoning)) {
      throw new IllegalArgumentException("The deltas do not add up to the answer");
    }
  }

  private static Timeline timeline(Optional<Recording> recording) {
    return recording
        .map(pieces -> Timeline.of(pieces.offsets(), pieces.firstText()))
        .orElse(Timeline.EMPTY);
  }
}
