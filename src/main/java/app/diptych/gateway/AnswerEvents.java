package app.diptych.gateway;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageRefused;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the chunks of one answer into its events, in the order the port asks for. */
final class AnswerEvents {
  /** About two million tokens: many times what any model can answer. */
  static final int MOST_CHARACTERS = 8_000_000;

  private final EventGate gate;
  private final Addressee to;
  private final ServerTimes server;
  private final long sentAtNanos;
  private final WholeText text = new WholeText();
  private final WholeText reasoning = new WholeText();
  private final KeyMask textMask;
  private final KeyMask reasoningMask;
  private int characters;
  private boolean started;
  private boolean sawChoices;
  private String finishReason = "";
  private @Nullable Usage usage;

  AnswerEvents(EventGate gate, Addressee to, ServerTimes server, long sentAtNanos) {
    this.gate = gate;
    this.to = to;
    this.server = server;
    this.sentAtNanos = sentAtNanos;
    this.textMask = to.text().answerMask();
    this.reasoningMask = to.text().answerMask();
  }

  /**
   * @throws GatewayException when the chunk carries an error
   */
  void accept(Chunk chunk, long atNanos) throws GatewayException {
    if (chunk.error() != null) {
      throw new GatewayException(Rejection.inStream(chunk.error()).failure(to));
    }
    sawChoices |= chunk.hasChoices();
    count(chunk);
    startWith(chunk, atNanos);
    think(reasoningMask.add(reasoning.add(chunk.reasoning())), atNanos);
    speak(textMask.add(text.add(chunk.content())), chunk.tokens(), atNanos);
    if (finishReason.isEmpty() && !chunk.finishReason().isEmpty()) {
      finishReason = to.text().name(chunk.finishReason());
    }
    if (!chunk.timings().isEmpty()) {
      server.readTimings(chunk.timings());
    }
    if (chunk.usage() != null && !chunk.usage().equals(usage)) {
      usage = chunk.usage();
      gate.emit(new UsageReported(chunk.usage()), atNanos);
    }
    if (chunk.usageRefused()) {
      usage = null;
      gate.emit(new UsageRefused(), atNanos);
    }
  }

  /** An answer without end would fill the memory of everybody who keeps it. */
  private void count(Chunk chunk) throws GatewayException {
    characters += chunk.content().length() + chunk.reasoning().length();
    if (characters > MOST_CHARACTERS) {
      throw new GatewayException(
          new Failure.BrokenStream(
              "The answer of %s went on beyond %,d characters, so it was not read further."
                  .formatted(to.gateway(), MOST_CHARACTERS),
              "Give a limit for its tokens; if it does not help, the gateway does not behave."));
    }
  }

  /** Whether the model has said why it stopped; usage may still follow. */
  boolean sawFinishReason() {
    return !finishReason.isEmpty();
  }

  /** Whether anything looked like an answer. */
  boolean sawChoices() {
    return sawChoices;
  }

  /**
   * Ends the stream well.
   *
   * @throws GatewayException when the model did not say why it stopped: that is no success
   */
  void finish(long atNanos) throws GatewayException {
    if (finishReason.isEmpty()) {
      throw new GatewayException(
          new Failure.BrokenStream(
              to.gateway() + " ended the answer without saying why.",
              "The text may be incomplete: run again."));
    }
    think(reasoningMask.add(reasoning.end()) + reasoningMask.end(), atNanos);
    speak(textMask.add(text.end()) + textMask.end(), List.of(), atNanos);
    gate.emit(new Finished(new FinishReason(finishReason)), atNanos);
  }

  /**
   * The first chunk may come from a filter before the model and not know the model's name, so it is
   * waited for until there is something to tell.
   */
  private void startWith(Chunk chunk, long atNanos) {
    boolean tells =
        !chunk.content().isEmpty()
            || !chunk.reasoning().isEmpty()
            || !chunk.finishReason().isEmpty()
            || chunk.usage() != null
            || chunk.usageRefused();
    if (started || (chunk.model().isEmpty() && !tells)) {
      return;
    }
    started = true;
    String model = chunk.model().isEmpty() ? to.model() : to.text().name(chunk.model());
    String fingerprint = chunk.fingerprint() == null ? null : to.text().name(chunk.fingerprint());
    Origin origin = Origin.gateway(to.gateway() + "/" + model, fingerprint);
    gate.emit(new Started(origin, sentAtNanos), atNanos);
  }

  private void speak(String delta, List<WeighedToken> tokens, long atNanos) {
    if (!delta.isEmpty()) {
      gate.emit(
          tokens.isEmpty()
              ? new TextDelta(delta)
              : new TextDelta(delta, WeighedToken.over(delta, tokens, this::safe)),
          atNanos);
    }
  }

  private String safe(String alternative) {
    KeyMask mask = to.text().answerMask();
    return mask.add(alternative) + mask.end();
  }

  private void think(String delta, long atNanos) {
    if (!delta.isEmpty()) {
      gate.emit(new ReasoningDelta(delta), atNanos);
    }
  }
}
