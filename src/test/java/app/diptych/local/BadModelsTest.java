package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.completion.Sampling;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and settings that cannot work end in a sentence, never in a dead program. */
class BadModelsTest {
  private static final Pattern CONTEXT = Pattern.compile("n_ctx_slot = (\\d+)");

  @TempDir Path folder;

  @Test
  void startsNoEngineForAFileThatIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.gguf"), "these are my notes");
    try (LocalProvider provider = Demo.provider(text, folder)) {
      assertThat(provider.prepare().orElseThrow().message()).contains("text file");
      assertThat(provider.workerProcess()).isEmpty();
    }
    try (LocalProvider provider = Demo.provider(folder.resolve("none"), folder)) {
      assertThat(provider.prepare()).containsInstanceOf(Failure.ModelNotFound.class);
    }
  }

  @Test
  void repeatsTheReasonTheEngineGivesForRefusingAFile() throws Exception {
    Path file =
        GgufWriter.model("llama")
            .vocabulary()
            .tensor("something.else", 64, 6)
            .write(folder.resolve("odd.gguf"));
    try (LocalProvider provider = Demo.provider(file, folder)) {
      Failure failure = provider.prepare().orElseThrow();

      assertThat(failure).isInstanceOf(Failure.EngineFault.class);
      assertThat(failure.message())
          .contains("The engine cannot load the model")
          .contains("token_embd.weight");
      assertThat(((Failure.EngineFault) failure).log()).isNotEmpty();
      assertThat(provider.workerProcess()).isEmpty();
      assertThat(provider.isLoaded()).isFalse();
    }
  }

  @Test
  void answersAFileWithATemplateTheEngineDoesNotKnow() throws Exception {
    byte[] bytes = Files.readAllBytes(Demo.small());
    String template = GgufFileTest.usable(Demo.small()).chatTemplate().orElseThrow();
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = latin.indexOf(template);
    byte[] nonsense = "{{ no such thing }}".repeat(100).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(nonsense, 0, bytes, at, template.length());
    Path file = Files.write(folder.resolve("template.gguf"), bytes);
    assertThat(ChatTemplate.of(GgufFileTest.usable(file)).recognised()).isFalse();

    try (LocalProvider provider = Demo.provider(file, folder)) {
      assertThat(provider.prepare()).isEmpty();
      assertThat(Demo.answer(provider, Demo.ask(Demo.STORY)).text()).contains("pirate");
    }
  }

  @Test
  void neverTakesMoreContextThanTheModelWasTrainedFor() throws Exception {
    try (LocalProvider provider = withContext(EngineSettings.MOST_CONTEXT)) {
      assertThat(provider.prepare()).isEmpty();
      assertThat(LogReading.last(provider::engineLog, CONTEXT, found -> found == 512))
          .isEqualTo(512);
    }
  }

  @Test
  void takesLessContextWhenToldTo() throws Exception {
    try (LocalProvider provider = withContext(64)) {
      assertThat(provider.prepare()).isEmpty();

      Failure failure = Demo.answer(provider, Demo.ask(Demo.STORY, 60, 1L)).failure();
      assertThat(failure.message()).contains("24 tokens").contains("holds 64");
    }
  }

  @Test
  void refusesAModelThatCannotFitIntoMemory() throws Exception {
    Path file =
        new GgufWriter()
            .text("general.architecture", "llama")
            .u32("llama.context_length", 1 << 20)
            .u32("llama.embedding_length", 8192)
            .u32("llama.block_count", 80)
            .u32("llama.attention.head_count", 64)
            .tensor("token_embd.weight", 64, 6)
            .write(folder.resolve("huge.gguf"));
    EngineSettings settings = new EngineSettings(1, 1 << 20);
    try (LocalProvider provider =
        new LocalProvider(file, "huge", NanoClock.system(), Demo.THREADS, folder, settings)) {
      Failure failure = provider.prepare().orElseThrow();

      assertThat(failure.message()).contains("needs about 2688.").contains("can be used");
      assertThat(provider.workerProcess()).isEmpty();
    }
  }

  @Test
  void asksTheMachineHowMuchMemoryIsFree() {
    assertThat(FreeMemory.OF_THIS_MACHINE.getAsLong()).isPositive();
  }

  @Test
  void refusesSettingsAndSamplingOutOfRange() {
    assertThatThrownBy(() -> new EngineSettings(0, 512)).hasMessageContaining("Threads must be");
    assertThatThrownBy(() -> new EngineSettings(1, -5)).hasMessageContaining("Context must be");
    assertThatThrownBy(() -> new EngineSettings(1, 2_000_000_000))
        .hasMessageContaining("Context must be");
    assertThatThrownBy(() -> new Sampling(Double.NaN, null, null, null, List.of()))
        .hasMessageContaining("Temperature");
    assertThat(EngineSettings.usual().threads()).isPositive();
  }

  @Test
  void survivesAFolderPathTooLongForASocket() throws IOException {
    Path deep = folder.resolve("a-rather-long-name-for-a-folder".repeat(3)).resolve("b".repeat(60));
    try (WorkerDirectory directory = WorkerDirectory.create(deep)) {
      assertThat(directory.socket().toString().length()).isLessThan(100);
      assertThat(directory.path()).isDirectory();
    }
  }

  private LocalProvider withContext(int context) {
    return new LocalProvider(
        Demo.small(),
        "demo/small",
        NanoClock.system(),
        Demo.THREADS,
        folder,
        new EngineSettings(1, context));
  }
}
