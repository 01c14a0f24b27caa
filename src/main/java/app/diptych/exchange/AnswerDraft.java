package app.diptych.exchange;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.SideState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts an answer together from as much as another tool's file tells of it. */
final class AnswerDraft {
  private static final String NAMELESS = "unnamed model";

  private final String model;
  private final List<Message> messages;
  private String asked;
  private Sampling sampling = Sampling.providerDefaults();
  private String text = "";
  private String reasoning = "";
  private FinishReason reason = FinishReason.STOP;
  private @Nullable Usage usage;
  private @Nullable Failure failure;
  private @Nullable Origin origin;
  private @Nullable Duration first;
  private @Nullable Duration last;

  /**
   * @param messages what {@link Chat#canBeSent} lets pass
   */
  AnswerDraft(String model, List<Message> messages) {
    this.model = model.isBlank() ? NAMELESS : model;
    this.asked = this.model;
    this.messages = List.copyOf(messages);
  }

  String model() {
    return model;
  }

  List<Message> messages() {
    return messages;
  }

  /** Its text up to now. */
  String said() {
    return text;
  }

  /** The model's name at its provider, where that is another one. */
  AnswerDraft asked(String name) {
    asked = name.isBlank() ? asked : name;
    return this;
  }

  AnswerDraft sampling(Sampling known) {
    sampling = known;
    return this;
  }

  AnswerDraft text(String known) {
    text = known;
    return this;
  }

  AnswerDraft reasoning(String known) {
    reasoning = known;
    return this;
  }

  /** Why it ended, in the words of the OpenAI API; nothing changes for an empty word. */
  AnswerDraft reason(String wire) {
    reason = wire.isBlank() ? reason : new FinishReason(wire);
    return this;
  }

  AnswerDraft usage(@Nullable Usage known) {
    usage = known;
    return this;
  }

  /** It ended early; its text is what had come. */
  AnswerDraft failure(Failure known) {
    failure = known;
    return this;
  }

  AnswerDraft origin(@Nullable Origin known) {
    origin = known;
    return this;
  }

  /**
   * When its first and its last piece came, from the sending of the request on; null when unknown.
   */
  AnswerDraft timing(@Nullable Duration firstPiece, @Nullable Duration lastPiece) {
    first = firstPiece;
    last = lastPiece;
    return this;
  }

  Answer answer() {
    Recording recording = recording();
    boolean complete = failure == null;
    return new Answer(
        model,
        false,
        new CompletionRequest(asked, messages, sampling),
        complete ? SideState.FINISHED : SideState.FAILED,
        origin,
        text,
        reasoning,
        usage,
        complete ? reason : null,
        failure,
        Timeline.of(recording.offsets(), recording.firstText()),
        Duration.ZERO);
  }

  /** Its pieces as far as their times tell: one, or a first and a last. */
  Recording recording() {
    return Pieces.of(first, last, reasoning, text);
  }
}
