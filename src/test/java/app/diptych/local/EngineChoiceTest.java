package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.local.EngineChoice.Embedded;
import app.diptych.local.EngineChoice.None;
import app.diptych.local.EngineChoice.Server;
import app.diptych.local.EngineChoice.ServerThere;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.fit.CacheType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which engine a file is given to. */
class EngineChoiceTest {
  private static final EngineSettings USUAL = new EngineSettings(1, 512);
  @TempDir Path folder;

  @Test
  void keepsASmallKnownModelInTheEmbeddedEngineWithoutLookingFurther() throws IOException {
    assertThat(EngineChoice.of(file("llama"), USUAL, EngineChoiceTest::unasked))
        .isInstanceOf(Embedded.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"qwen3", "llama4", "gpt-oss"})
  void givesANewerArchitectureToLlamaServer(String architecture) throws IOException {
    Path file = file(architecture);

    assertThat(EngineChoice.of(file, USUAL, EngineChoiceTest::plain))
        .isInstanceOfSatisfying(
            Server.class, server -> assertThat(server.why()).contains("'" + architecture + "'"));
    assertThat(EngineChoice.of(file, USUAL, EngineChoiceTest::nobody))
        .isInstanceOfSatisfying(
            None.class,
            none -> {
              assertThat(none.failure().message()).contains("'" + architecture + "'");
              assertThat(none.failure().hint()).contains("Install llama-server");
            });
    assertThat(EngineChoice.of(file, USUAL.with(Wanted.EMBEDDED), EngineChoiceTest::unasked))
        .isInstanceOfSatisfying(
            None.class, none -> assertThat(none.failure().hint()).contains("Choose llama-server"));
  }

  @Test
  void saysWhyTheLlamaServerThatIsThereCannotBeUsed() throws IOException {
    ServerThere old = new ServerThere(false, false, "/x/llama-server is too old.");

    assertThat(EngineChoice.of(file("qwen3"), USUAL, () -> old))
        .isInstanceOfSatisfying(
            None.class,
            none -> assertThat(none.failure().message()).endsWith("/x/llama-server is too old."));
  }

  @Test
  void refusesWhatNoEngineCanRunWithoutLookingForOne() throws IOException {
    assertThat(EngineChoice.of(folder.resolve("none.gguf"), USUAL, EngineChoiceTest::unasked))
        .isInstanceOf(None.class);
    assertThat(EngineChoice.of(file("clip"), USUAL, EngineChoiceTest::unasked))
        .isInstanceOf(None.class);
  }

  @Test
  void givesALargeModelToTheGraphicsCardWhenThereIsOne() throws IOException {
    Path large =
        GgufWriter.model("llama")
            .vocabulary()
            .tensor("token_embd.weight", 64, 6)
            .write(folder.resolve("large.gguf"));
    try (var channel =
        java.nio.channels.FileChannel.open(large, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.allocate(1), EngineChoice.WORTH_A_CARD);
    }

    assertThat(EngineChoice.of(large, USUAL, EngineChoiceTest::card)).isInstanceOf(Server.class);
    assertThat(EngineChoice.of(large, USUAL, EngineChoiceTest::plain)).isInstanceOf(Embedded.class);
    assertThat(EngineChoice.of(large, USUAL, EngineChoiceTest::nobody))
        .isInstanceOf(Embedded.class);
    assertThat(EngineChoice.of(large, USUAL.withGpuLayers(0), EngineChoiceTest::unasked))
        .isInstanceOf(Embedded.class);
  }

  @Test
  void obeysTheUser() throws IOException {
    Path file = file("llama");

    assertThat(EngineChoice.of(file, USUAL.with(Wanted.EMBEDDED), EngineChoiceTest::unasked))
        .isInstanceOf(Embedded.class);
    assertThat(EngineChoice.of(file, USUAL.with(Wanted.LLAMA_SERVER), EngineChoiceTest::plain))
        .isEqualTo(new Server("You chose llama-server."));
    assertThat(EngineChoice.of(file, USUAL.with(Wanted.LLAMA_SERVER), EngineChoiceTest::nobody))
        .isInstanceOf(None.class);
    assertThat(EngineChoice.of(file, USUAL.withGpuLayers(5), EngineChoiceTest::plain))
        .isInstanceOf(Server.class);
    assertThat(EngineChoice.of(file, USUAL.withGpuLayers(5), EngineChoiceTest::nobody))
        .isInstanceOf(None.class);
    assertThat(
            EngineChoice.of(
                file, USUAL.with(Wanted.EMBEDDED).withGpuLayers(5), EngineChoiceTest::unasked))
        .isEqualTo(
            new Embedded(
                "You chose the embedded engine, which does without what is set: GPU layers."));
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> USUAL.withGpuLayers(-1)).hasMessageContaining("GPU layers must be");
    assertThatThrownBy(() -> Wanted.of("fast"))
        .hasMessage("The engine must be automatic, embedded or llama-server, not \"fast\".");
    assertThatThrownBy(() -> device("--api-key")).hasMessageContaining("A device is named");
    assertThatThrownBy(() -> device("a b")).hasMessageContaining("A device is named");
    assertThat(device("CUDA0,CUDA1").device()).isEqualTo("CUDA0,CUDA1");
  }

  private static ServerThere nobody() {
    return new ServerThere(false, false, "");
  }

  private static ServerThere plain() {
    return new ServerThere(true, false, "");
  }

  private static ServerThere card() {
    return new ServerThere(true, true, "");
  }

  private static ServerThere unasked() {
    throw new AssertionError("Nobody had to look for llama-server");
  }

  private static EngineSettings device(String device) {
    return new EngineSettings(
        Wanted.AUTOMATIC,
        1,
        512,
        null,
        null,
        CacheType.F16,
        EngineSettings.Toggle.AUTO,
        true,
        device,
        true,
        false);
  }

  private Path file(String architecture) throws IOException {
    return GgufWriter.model(architecture)
        .vocabulary()
        .tensor("token_embd.weight", 64, 6)
        .write(folder.resolve(architecture + ".gguf"));
  }
}
