package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.ProviderContract;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A model on this machine keeps the same promises as a gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalProviderContractTest implements ProviderContract {
  private static final Path FOLDER = Path.of("target", "contract");

  private final LocalProvider small = Demo.provider(Demo.small(), FOLDER);
  private final LocalProvider endless = Demo.provider(makeEndless(), FOLDER);

  @BeforeAll
  void load() throws InterruptedException {
    small.prepare();
    endless.prepare();
  }

  @AfterAll
  void unload() {
    small.close();
    endless.close();
  }

  @Override
  public Provider answering() {
    return small;
  }

  /** Its worker dies when the first word arrives; a fresh one is there the next time. */
  @Override
  public Provider failingMidway() throws InterruptedException {
    endless.prepare();
    return new Provider() {
      @Override
      public Call start(CompletionRequest request, CompletionSink sink) {
        return endless.start(
            request,
            (event, at) -> {
              sink.accept(event, at);
              if (event instanceof TextDelta) {
                endless.workerProcess().ifPresent(ProcessHandle::destroyForcibly);
              }
            });
      }
    };
  }

  /** Held up at its first piece until it is stopped: even its longest answer ends some time. */
  @Override
  public Provider longRunning() throws InterruptedException {
    endless.prepare();
    return new Provider() {
      @Override
      public Call start(CompletionRequest request, CompletionSink sink) {
        CountDownLatch stopped = new CountDownLatch(1);
        Call call =
            endless.start(
                request,
                (event, at) -> {
                  sink.accept(event, at);
                  if (event instanceof TextDelta) {
                    awaitQuietly(stopped);
                  }
                });
        return new Call() {
          @Override
          public void cancel() {
            call.cancel();
            stopped.countDown();
          }

          @Override
          public void await() throws InterruptedException {
            call.await();
          }
        };
      }
    };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The likeliest answer, so that the same request gives the same text. */
  @Override
  public CompletionRequest requestSaying(String prompt) {
    return new CompletionRequest(
        "demo/test",
        List.of(Message.user("Tell me a short story about " + prompt)),
        new Sampling(0.0, null, null, 1L, List.of()));
  }

  private static Path makeEndless() {
    try {
      Files.createDirectories(FOLDER);
      return Demo.endless(FOLDER);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
