package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Provider;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider in simulated time that answers each call as a test wrote down. */
final class Script implements Provider {
  static final Failure.Overloaded OVERLOADED =
      new Failure.Overloaded("The gateway cannot serve now (HTTP 503).", "Wait a moment.");
  static final Failure.ConnectionLost LOST =
      new Failure.ConnectionLost("The connection was cut.", "Run again.");
  static final Failure.Unauthorized UNAUTHORIZED =
      new Failure.Unauthorized("The gateway refused the key (HTTP 401).", "Check the key.");
  static final Failure.InvalidRequest INVALID =
      new Failure.InvalidRequest("The gateway refused the request (HTTP 400).", "Change it.");
  static final Usage USAGE = new Usage(10, 20, 0, 0, Usage.Source.REPORTED);

  private final Simulation time;
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private Line otherwise = fine();

  /** Simulated instants at which requests came, since the beginning. */
  final List<Duration> sentAt = new ArrayList<>();

  final List<CompletionRequest> requests = new ArrayList<>();
  int running;
  int mostRunning;

  /** What one call is answered with: its delta after a while, then its end after a while. */
  record Line(
      boolean starts,
      @Nullable Duration delta,
      Duration end,
      @Nullable Failure failure,
      @Nullable Usage usage,
      String text) {
    Line(
        boolean starts,
        @Nullable Duration delta,
        Duration end,
        @Nullable Failure failure,
        @Nullable Usage usage) {
      this(starts, delta, end, failure, usage, "Because.");
    }

    /** The same with another delta. */
    Line saying(String other) {
      return new Line(starts, delta, end, failure, usage, other);
    }
  }

  Script(Simulation time) {
    this.time = time;
  }

  static Failure limited(@Nullable Duration after) {
    return new Failure.RateLimited("Too many requests (HTTP 429).", "Wait.", after);
  }

  static Line fine() {
    return fine(Duration.ofMillis(100), Duration.ofMillis(300));
  }

  static Line fine(Duration first, Duration end) {
    return new Line(true, first, end, null, USAGE);
  }

  static Line fails(Failure failure) {
    return new Line(false, null, Duration.ofMillis(50), failure, null);
  }

  /** Fails after it began, before any delta. */
  static Line failsStarted(Failure failure) {
    return new Line(true, null, Duration.ofMillis(50), failure, USAGE);
  }

  static Line failsMidway(Failure failure) {
    return new Line(true, Duration.ofMillis(100), Duration.ofMillis(200), failure, null);
  }

  Script then(Line... next) {
    lines.addAll(List.of(next));
    return this;
  }

  Script always(Line line) {
    otherwise = line;
    return this;
  }

  static CompletionRequest request() {
    return request("Why?");
  }

  static CompletionRequest request(String prompt) {
    return new CompletionRequest(
        "model", List.of(Message.user(prompt)), Sampling.providerDefaults());
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    sentAt.add(time.elapsed());
    requests.add(request);
    running++;
    mostRunning = Math.max(mostRunning, running);
    Line line = lines.isEmpty() ? otherwise : lines.remove();
    Answer answer = new Answer(sink);
    long sent = time.nanos();
    if (line.starts()) {
      time.run(
          Duration.ofMillis(10),
          () -> {
            answer.say(new Started(Origin.gateway("scripted", null), sent));
            if (line.usage() != null) {
              answer.say(new UsageReported(line.usage()));
            }
            answer.say(
                new PhasesMeasured(
                    new CallPhases(null, null, null, null, null, null, null, Map.of())));
          });
    }
    if (line.delta() != null) {
      time.run(line.delta(), () -> answer.say(new TextDelta(line.text())));
    }
    time.run(
        line.end(),
        () ->
            answer.say(
                line.failure() == null
                    ? new Finished(FinishReason.STOP)
                    : new Failed(line.failure())));
    return answer;
  }

  private final class Answer implements Call {
    private final CompletionSink sink;
    private boolean over;

    Answer(CompletionSink sink) {
      this.sink = sink;
    }

    private void say(CompletionEvent event) {
      if (over) {
        return;
      }
      over = event.isLast();
      running -= over ? 1 : 0;
      sink.accept(event, time.nanos());
    }

    @Override
    public void cancel() {
      time.run(Duration.ZERO, () -> say(new Failed(new Failure.Cancelled())));
    }

    @Override
    public void await() {}
  }
}
