package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps every event of one answer. */
final class Recording implements CompletionSink {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final List<CompletionEvent> events = new ArrayList<>();
  private final List<Long> stamps = new ArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch firstDelta = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Runnable atFirstDelta;

  /** Does something on the provider's thread when the first piece arrives. */
  Recording atFirstDelta(Runnable action) {
    atFirstDelta = action;
    return this;
  }

  @Override
  public void accept(CompletionEvent event, long atNanos) {
    synchronized (this) {
      events.add(event);
      stamps.add(atNanos);
    }
    if (event instanceof Started) {
      started.countDown();
    }
    if (event instanceof TextDelta && firstDelta.getCount() > 0) {
      firstDelta.countDown();
      Runnable action = atFirstDelta;
      if (action != null) {
        action.run();
      }
    }
    if (event.isLast()) {
      over.countDown();
    }
  }

  /** Waits for the last event, and for the call to know it. */
  Recording awaitEnd(Call call) throws InterruptedException {
    assertThat(over.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).as("answer ended").isTrue();
    call.await();
    return this;
  }

  void awaitStart() throws InterruptedException {
    assertThat(started.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  void awaitFirstDelta() throws InterruptedException {
    assertThat(firstDelta.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  synchronized List<CompletionEvent> events() {
    return List.copyOf(events);
  }

  synchronized List<Long> stamps() {
    return List.copyOf(stamps);
  }

  synchronized String text() {
    StringBuilder text = new StringBuilder();
    deltas().forEach(text::append);
    return text.toString();
  }

  synchronized List<String> deltas() {
    List<String> deltas = new ArrayList<>();
    for (CompletionEvent event : events) {
      if (event instanceof TextDelta delta) {
        deltas.add(delta.text());
      }
    }
    return deltas;
  }

  Origin origin() {
    return only(Started.class).origin();
  }

  Usage usage() {
    return only(UsageReported.class).usage();
  }

  FinishReason finishReason() {
    return only(Finished.class).reason();
  }

  Failure failure() {
    return only(Failed.class).failure();
  }

  private <E extends CompletionEvent> E only(Class<E> kind) {
    List<E> found = events().stream().filter(kind::isInstance).map(kind::cast).toList();
    assertThat(found).as("%s in %s", kind.getSimpleName(), events()).hasSize(1);
    return found.getFirst();
  }
}
