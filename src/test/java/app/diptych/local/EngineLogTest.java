package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lines as llama.cpp b4916 and its issue reports show them. */
class EngineLogTest {
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
