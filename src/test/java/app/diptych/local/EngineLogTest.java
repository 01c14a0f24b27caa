package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as llama.cpp b4916 and its issue reports show them. */
@Timeout(60)
class EngineLogTest {
  private static final Duration A_DAY = Duration.ofDays(1);

  @Test
  void readsTheProcessorAsBackend() throws InterruptedException {
    EngineLog log =
        read(
            """
            load_tensors: loading model tensors, this can take a while... (mmap = false)
            load_tensors:          CPU model buffer size =     2.04 MiB
            llama_context: n_ctx = 512
            """);

    assertThat(log.backend(Duration.ZERO)).hasValue("CPU");
  }

  @Test
  void readsADeviceAndHowManyLayersItHas() throws InterruptedException {
    EngineLog log =
        read(
            """
            load_tensors: offloading 32 repeating layers to GPU
            load_tensors: offloaded 33/33 layers to GPU
            load_tensors:   CPU_Mapped model buffer size =   281.81 MiB
            load_tensors:        CUDA0 model buffer size =  4403.49 MiB
            llama_context: n_ctx = 512
            """);

    assertThat(log.backend(Duration.ZERO)).hasValue("CUDA0, 33/33 layers");
  }

  @Test
  void neverClaimsADeviceThatGotNoLayers() throws InterruptedException {
    EngineLog log =
        read(
            """
            load_tensors: offloaded 0/33 layers to GPU
            load_tensors:   CPU_Mapped model buffer size =   281.81 MiB
            warning: no usable GPU found, --gpu-layers option will be ignored
            """);

    assertThat(log.backend(Duration.ZERO)).hasValue("CPU");
  }

  @Test
  void knowsNoBackendBeforeTheEngineNamedOne() throws InterruptedException {
    assertThat(read("build: 4916 (c6af2161)\n").backend(Duration.ZERO)).isEmpty();
  }

  @Test
  void waitsForNothingMoreWhenTheLogHasEnded() throws InterruptedException {
    EngineLog log = read("build: 4916 (c6af2161)\n");

    assertThat(log.backend(A_DAY)).isEmpty();
    assertThat(log.awaitTrouble(A_DAY)).isFalse();
    assertThat(log.awaitEnd(A_DAY)).isTrue();
    assertThat(read("load_tensors: CPU model buffer size = 2.04 MiB").backend(A_DAY))
        .as("named in the last line")
        .hasValue("CPU");
    assertThat(read("error: no such option\n").awaitTrouble(A_DAY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "srv         init: initializing slots, n_slots = 1",
        "main: model loaded",
        "srv  update_slots: all slots are idle"
      })
  void waitsForNoBackendOnceTheModelIsLoaded(String line) throws Exception {
    try (PipedOutputStream engine = new PipedOutputStream()) {
      EngineLog log = follow(engine);
      say(engine, "main: HTTP server is listening, hostname: 127.0.0.1, port: 8080");
      say(engine, line);

      assertThat(log.backend(A_DAY)).isEmpty();
      assertThat(log.awaitEnd(Duration.ZERO)).as("the engine runs on").isFalse();
    }
  }

  @Test
  void waitsForNoCauseOnceTheEngineHasGivenUp() throws Exception {
    try (PipedOutputStream engine = new PipedOutputStream()) {
      EngineLog log = follow(engine);
      say(engine, "common_init_from_params: failed to load model 'a.gguf'");

      assertThat(log.awaitTrouble(A_DAY)).isFalse();
      assertThat(log.trouble()).isEmpty();
    }
  }

  @Test
  void waitsOnWhileTheEngineMayStillNameItsBackendOrACause() throws Exception {
    try (PipedOutputStream engine = new PipedOutputStream()) {
      EngineLog log = follow(engine);
      say(engine, "main: HTTP server is listening, hostname: 127.0.0.1, port: 8080");
      say(engine, "print_info: n_ctx_train = 512");
      awaitLines(log, 2);

      assertThat(log.backend(Duration.ZERO)).isEmpty();
      assertThat(log.awaitTrouble(Duration.ZERO)).isFalse();
      say(engine, "load_tensors:          CPU model buffer size =     2.04 MiB");
      say(engine, "llama_context: n_ctx = 512");
      assertThat(log.backend(A_DAY)).hasValue("CPU");
      say(engine, "ggml: failed to allocate 9 bytes");
      assertThat(log.awaitTrouble(A_DAY)).isTrue();
    }
  }

  /** Reads on a thread of its own what an engine that runs says. */
  private static EngineLog follow(PipedOutputStream engine) throws IOException {
    EngineLog log = new EngineLog(new PipedInputStream(engine));
    Thread.ofPlatform().daemon().name("test-engine-log").start(log);
    return log;
  }

  private static void say(PipedOutputStream engine, String line) throws IOException {
    engine.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    engine.flush();
  }

  private static void awaitLines(EngineLog log, int count) {
    while (log.lines().size() < count) {
      assertThat(Thread.interrupted()).as("in time").isFalse();
      Thread.onSpinWait();
    }
  }

  @Test
  void picksTheFirstCauseOfTrouble() {
    assertThat(
            read("""
            llama_model_load: error loading model: unknown model architecture: 'qwen3'
            llama_model_load_from_file_impl: failed to load model
            """)
                .trouble())
        .hasValue("unknown model architecture: 'qwen3'");
    assertThat(read("  what():  the supplied chat template is not supported\n").trouble())
        .hasValue("the supplied chat template is not supported");
    assertThat(read("all is well\n").trouble()).isEmpty();
  }

  @Test
  void keepsOnlyTheLastLinesAndCutsEndlessOnes() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("line ").append(i).append('\n');
    }
    text.append("x".repeat(100_000));

    EngineLog log = read(text.toString());

    assertThat(log.lines()).hasSize(EngineLog.MOST_LINES);
    assertThat(log.lines().getLast()).hasSize(2000);
    assertThat(log.last(3)).startsWith("line 998");
  }

  private static EngineLog read(String text) {
    EngineLog log = new EngineLog(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    log.run();
    return log;
  }
}
