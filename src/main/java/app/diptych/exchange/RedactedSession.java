package app.diptych.exchange;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.EngineRun;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.exchange.Secrets.Change;
import app.diptych.review.Vote;
import app.diptych.session.SavedEvent;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session with every text in it looked through. */
final class RedactedSession {
  private final Function<String, List<Change>> secrets;
  private final Redaction.Raters raters;
  private final Losses losses;

  RedactedSession(Function<String, List<Change>> secrets, Redaction.Raters raters, Losses losses) {
    this.secrets = secrets;
    this.raters = raters;
    this.losses = losses;
  }

  SavedSession of(SavedSession session) {
    SessionSummary old = session.summary();
    return new SavedSession(
        new SessionSummary(
            old.id(),
            clean(old.title()),
            raters.note(clean(old.notes())),
            old.createdAt(),
            old.changedAt(),
            old.pinned(),
            old.archived(),
            old.deleted(),
            old.madeFrom(),
            old.trials(),
            old.failures(),
            old.votes(),
            clean(old.models()),
            clean(old.tags())),
        session.trials().stream().map(this::whole).toList());
  }

  private Whole whole(Whole whole) {
    SavedTrial trial = whole.trial();
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    Map<Side, Recording> recordings = new EnumMap<>(Side.class);
    trial
        .answers()
        .forEach((side, answer) -> {
          Recording recording = whole.recordings().get(side);
          Recording fitting = recording == null ? null : fitting(recording, answer);
          if (fitting != null) {
            recordings.put(side, fitting);
          }
          answers.put(side, answer(answer, fitting));
        });
    return new Whole(
        new SavedTrial(
            trial.id(),
            trial.session(),
            trial.number(),
            trial.parent(),
            orNull(trial.promptId()),
            trial.startedAt(),
            clean(trial.prompt()),
            answers,
            trial.vote() == null ? null : vote(trial.vote())),
        recordings,
        whole.votes().stream().map(this::vote).toList(),
        events(whole.events()));
  }

  private Map<Side, List<SavedEvent>> events(Map<Side, List<SavedEvent>> old) {
    Map<Side, List<SavedEvent>> events = new EnumMap<>(Side.class);
    old.forEach((side, happened) ->
        events.put(
            side,
            happened.stream()
                .map(event -> new SavedEvent(event.atNanos(), event.kind(), clean(event.detail())))
                .toList()));
    return events;
  }

  private Recording fitting(Recording recording, Answer answer) {
    return Resplit.of(recording, secrets.apply(answer.text()), secrets.apply(answer.reasoning()));
  }

  private Answer answer(Answer old, @Nullable Recording recording) {
    return new Answer(
        clean(old.model()),
        old.local(),
        request(old.request()),
        old.state(),
        old.origin() == null ? null : origin(old.origin()),
        clean(old.text()),
        clean(old.reasoning()),
        old.usage(),
        old.finishReason() == null ? null : new FinishReason(clean(old.finishReason().wire())),
        old.failure() == null ? null : failure(old.failure()),
        recording == null
            ? old.timeline()
            : Timeline.of(recording.offsets(), recording.firstText()),
        old.preparation(),
        delivery(old.delivery()),
        old.cost());
  }

  private Delivery delivery(Delivery old) {
    String failedOver = old.failedOver();
    return failedOver == null
        ? old
        : new Delivery(
            old.held(),
            old.tries(),
            clean(failedOver),
            old.phases(),
            old.inTurn(),
            old.repeats(),
            old.lost());
  }

  private CompletionRequest request(CompletionRequest old) {
    Sampling sampling = old.sampling();
    return new CompletionRequest(
        clean(old.model()),
        old.messages().stream()
            .map(message -> message.withContent(clean(message.content())))
            .toList(),
        new Sampling(
            sampling.temperature(),
            sampling.topP(),
            sampling.maxTokens(),
            sampling.seed(),
            clean(sampling.stop())));
  }

  private Origin origin(Origin old) {
    return new Origin(
        clean(old.answeredBy()),
        orNull(old.engine()),
        orNull(old.backend()),
        orNull(old.fingerprint()),
        old.fileHash(),
        old.templateHash(),
        old.run() == null ? null : run(old.run()));
  }

  private EngineRun run(EngineRun old) {
    return new EngineRun(
        old.threads(),
        old.context(),
        old.gpuLayers(),
        old.batch(),
        clean(old.cacheType()),
        clean(old.flashAttention()),
        clean(old.device()),
        old.promptCache(),
        clean(old.processor()),
        old.fileMark(),
        old.seed());
  }

  private Failure failure(Failure old) {
    String message = clean(old.message());
    String hint = clean(old.hint());
    return switch (old) {
      case Failure.Unauthorized _ -> new Failure.Unauthorized(message, hint);
      case Failure.ModelNotFound _ -> new Failure.ModelNotFound(message, hint);
      case Failure.RateLimited limited ->
          new Failure.RateLimited(message, hint, limited.retryAfter());
      case Failure.Overloaded _ -> new Failure.Overloaded(message, hint);
      case Failure.InvalidRequest _ -> new Failure.InvalidRequest(message, hint);
      case Failure.ContextExceeded exceeded ->
          new Failure.ContextExceeded(
              message, hint, exceeded.promptTokens(), exceeded.contextTokens());
      case Failure.TimedOut _ -> new Failure.TimedOut(message, hint);
      case Failure.ConnectionLost _ -> new Failure.ConnectionLost(message, hint);
      case Failure.BrokenStream _ -> new Failure.BrokenStream(message, hint);
      case Failure.ProviderError error ->
          new Failure.ProviderError(message, hint, error.retryable());
      case Failure.OverBudget _ -> new Failure.OverBudget(message, hint);
      case Failure.BreakerOpen _ -> new Failure.BreakerOpen(message, hint);
      case Failure.EngineFault fault ->
          new Failure.EngineFault(message, hint, fault.retryable(), clean(fault.log()));
      case Failure.Interrupted interrupted -> interrupted;
      case Failure.Cancelled cancelled -> cancelled;
    };
  }

  private Vote vote(Vote old) {
    return new Vote(
        old.verdict(), raters.note(clean(old.note())), raters.name(clean(old.rater())), old.at());
  }

  private @Nullable String orNull(@Nullable String text) {
    return text == null ? null : clean(text);
  }

  private List<String> clean(List<String> texts) {
    return texts.stream().map(this::clean).toList();
  }

  String clean(String text) {
    List<Change> changes = secrets.apply(text);
    if (changes.isEmpty()) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    int from = 0;
    for (Change change : changes) {
      clean.append(text, from, change.from()).append(change.by());
      from = change.to();
      if (change.by().equals(Secrets.MARK)) {
        losses.add("keys", "Left out as asked; " + Secrets.MARK + " stands in their places.");
      } else {
        losses.add("places of files", "Left out as asked; the names of the files stay.");
      }
    }
    return clean.append(text, from, text.length()).toString();
  }
}
