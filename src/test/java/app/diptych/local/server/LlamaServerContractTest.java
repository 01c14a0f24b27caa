package app.diptych.local.server;

import static app.diptych.local.server.RealServer.ready;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.ProviderContract;
import app.diptych.completion.Sampling;
import app.diptych.local.Demo;
import app.diptych.local.EngineSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The real llama-server keeps the promises of a provider. */
@Tag("peers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlamaServerContractTest implements ProviderContract {
  @TempDir static Path folder;

  private @Nullable ServerProvider small;
  private @Nullable ServerProvider endless;

  @BeforeAll
  void start() throws Exception {
    small = provider(Demo.small());
    endless = provider(Demo.endless(folder));
  }

  @AfterAll
  void stop() {
    if (small != null) {
      small.close();
    }
    if (endless != null) {
      endless.close();
    }
  }

  @Override
  public Provider answering() throws Exception {
    return ready(Objects.requireNonNull(small));
  }

  /** Its server dies when the first word arrives; a fresh one is there the next time. */
  @Override
  public Provider failingMidway() throws Exception {
    ServerProvider dying = ready(Objects.requireNonNull(endless));
    return new Provider() {
      @Override
      public Call start(CompletionRequest request, CompletionSink sink) {
        return dying.start(
            request,
            (event, at) -> {
              sink.accept(event, at);
              if (event instanceof TextDelta) {
                dying.workerProcess().ifPresent(ProcessHandle::destroyForcibly);
              }
            });
      }
    };
  }

  @Override
  public Provider longRunning() throws Exception {
    return ready(Objects.requireNonNull(endless));
  }

  @Override
  public CompletionRequest requestSaying(String prompt) {
    return new CompletionRequest(
        "demo/test",
        List.of(Message.user("Tell me a short story about " + prompt)),
        new Sampling(0.0, null, null, 1L, List.of()));
  }

  private static ServerProvider provider(Path model) throws InterruptedException {
    return Servers.provider(
        RealServer.build(), model, folder, Servers.PATIENT, new EngineSettings(1, 4096));
  }
}
