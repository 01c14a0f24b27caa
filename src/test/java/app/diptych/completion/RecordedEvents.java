package app.diptych.completion;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A sink that keeps every event, with its stamp and the thread it came on. */
public final class RecordedEvents implements CompletionSink {
  /** Longer than anything under test may take, so that only a hang meets it. */
  public static final long PATIENCE_SECONDS = 30;

  /** One event as the sink got it. */
  public record Recorded(CompletionEvent event, long atNanos, Thread thread) {}

  private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstDelta = new CountDownLatch(1);
  private final CountDownLatch last = new CountDownLatch(1);

  @Override
  public void accept(CompletionEvent event, long atNanos) {
    recorded.add(new Recorded(event, atNanos, Thread.currentThread()));
    if (event instanceof TextDelta || event instanceof ReasoningDelta) {
      firstDelta.countDown();
    }
    if (event.isLast()) {
      last.countDown();
    }
  }

  /** Starts a completion and waits for its last event. */
  public static RecordedEvents of(Provider provider, CompletionRequest request)
      throws InterruptedException {
    RecordedEvents events = new RecordedEvents();
    provider.start(request, events).await();
    return events.awaitLast();
  }

  public RecordedEvents awaitFirstDelta() throws InterruptedException {
    assertThat(firstDelta.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("a delta came").isTrue();
    return this;
  }

  public RecordedEvents awaitLast() throws InterruptedException {
    assertThat(last.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the stream ended").isTrue();
    return this;
  }

  public List<Recorded> recorded() {
    return List.copyOf(recorded);
  }

  public List<CompletionEvent> events() {
    return recorded.stream().map(Recorded::event).toList();
  }

  public List<TextDelta> textDeltas() {
    return all(TextDelta.class);
  }

  public String text() {
    return textDeltas().stream().map(TextDelta::text).collect(Collectors.joining());
  }

  public String reasoning() {
    return all(ReasoningDelta.class).stream()
        .map(ReasoningDelta::text)
        .collect(Collectors.joining());
  }

  public Started started() {
    return all(Started.class).getFirst();
  }

  /** The last report, or null when there is none. */
  public @Nullable Usage usage() {
    List<UsageReported> reports = all(UsageReported.class);
    return reports.isEmpty() ? null : reports.getLast().usage();
  }

  public FinishReason finishReason() {
    assertThat(last()).isInstanceOf(Finished.class);
    return ((Finished) last()).reason();
  }

  public Failure failure() {
    assertThat(last()).isInstanceOf(Failed.class);
    return ((Failed) last()).failure();
  }

  public CompletionEvent last() {
    return Objects.requireNonNull(events().getLast());
  }

  public <E extends CompletionEvent> List<E> all(Class<E> kind) {
    return recorded.stream().map(Recorded::event).filter(kind::isInstance).map(kind::cast).toList();
  }
}
