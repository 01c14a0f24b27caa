package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this room believes about the engine, held against the library that the worker runs. */
class EngineFactsTest {
  /** Newer than March 2025. */
  private static final List<String> NEWER =
      List.of("llama4", "qwen3", "qwen3moe", "gpt-oss", "smollm3", "gemma3n");

  @TempDir Path folder;

  @Test
  void isTheEngineThatAnswersClaimToComeFrom() {
    EngineLibrary engine = EngineLibrary.shared();

    assertThat(LocalProvider.ENGINE).contains("b" + engine.buildNumber());
    assertThat(engine.commit()).isEqualTo("c6af2161");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void namesNoArchitectureThatIsNotInTheLibrary(String processor) throws IOException {
    String library = new String(EngineLibrary.bytes(processor), StandardCharsets.ISO_8859_1);

    assertThat(Architectures.supported()).allMatch(name -> library.contains(name + "\0"));
    assertThat(NEWER).noneMatch(name -> library.contains(name + "\0"));
  }

  @Test
  void supportsTheArchitecturesTheEngineKnowsAndNoOther() throws IOException {
    for (String name : Architectures.supported()) {
      assertThat(loaded(GgufWriter.model(name).vocabulary())).as(name).isPresent();
    }
    for (String name : NEWER) {
      assertThat(Architectures.supported()).doesNotContain(name);
      assertThat(loaded(GgufWriter.model(name).vocabulary())).as(name).isEmpty();
    }
  }

  @Test
  void knowsTheTensorTypesAsTheEngineDoes() {
    EngineLibrary engine = EngineLibrary.shared();
    for (int id = 0; id < EngineLibrary.TYPES; id++) {
      int blockElements = (int) engine.blockElements(id);
      Optional<TensorType> type = TensorType.of(id);

      assertThat(type.isPresent()).as("type %d", id).isEqualTo(blockElements > 0);
      if (type.isPresent()) {
        assertThat(type.get().name()).isEqualTo(engine.typeName(id).toUpperCase(Locale.ROOT));
        assertThat(type.get().bytes(3L * blockElements)).isEqualTo(3 * engine.blockBytes(id));
        assertThat(type.get().fits(blockElements)).isTrue();
        assertThat(type.get().fits(blockElements + 1L)).isEqualTo(blockElements == 1);
      }
    }
    assertThat(TensorType.of(EngineLibrary.TYPES)).isEmpty();
  }

  /**
   * Bytes per block as docs/gguf.md and ggml-common.h publish the types: 32 four-bit weights with a
   * 16-bit scale are 18 bytes, and so on.
   */
  @ParameterizedTest
  @CsvSource({"2, 32, 18", "8, 32, 34", "12, 256, 144", "14, 256, 210", "30, 1, 2"})
  void storesBlocksInThePublishedSizes(int id, int elements, int bytes) {
    assertThat(TensorType.of(id).orElseThrow().bytes(elements)).isEqualTo(bytes);
  }

  @Test
  void namesTheQuantisationsTheEngineNames() throws IOException {
    for (int fileType = 0; fileType < 64; fileType++) {
      String theirs =
          loaded(
                  new GgufWriter()
                      .text("general.architecture", "llama")
                      .u32("general.file_type", fileType)
                      .vocabulary())
              .orElseThrow()
              .fileType();
      // A name of ours that is never asked for elsewhere marks a number without one.
      String ours = Quantisation.name((long) fileType, TensorType.I64);

      assertThat(ours).as("file type %d", fileType).isEqualTo(shortName(theirs));
    }
  }

  /** "Q4_K - Medium" is what files are named Q4_K_M after. */
  private static String shortName(String longName) {
    String first = longName.split(" ", -1)[0];
    if (longName.startsWith("unknown")) {
      return "I64";
    }
    return Map.of(
            "all F32", "F32",
            // The smallest is plain Q2_K; only its small sister has a suffix.
            "Q2_K - Medium", "Q2_K",
            "IQ3_S mix - 3.66 bpw", "IQ3_M")
        .getOrDefault(
            longName,
            longName.endsWith("- Small")
                ? first + "_S"
                : longName.endsWith("- Medium")
                    ? first + "_M"
                    : longName.endsWith("- Large") ? first + "_L" : first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default",
        "llama3",
        "llama-v3",
        "llama-bpe",
        "falcon3",
        "tekken",
        "chameleon",
        "gpt-2",
        "deepseek-llm",
        "deepseek-coder",
        "deepseek-v3",
        "deepseek-r1-qwen",
        "falcon",
        "mpt",
        "starcoder",
        "refact",
        "command-r",
        "qwen2",
        "stablelm2",
        "olmo",
        "dbrx",
        "smaug-bpe",
        "poro-chat",
        "chatglm-bpe",
        "viking",
        "jais",
        "smollm",
        "codeshell",
        "bloom",
        "gpt3-finnish",
        "exaone",
        "minerva-7b",
        "megrez",
        "gpt-4o",
        "phi-2",
        "gigachat"
      })
  void countsTheTokensThatAreAddedToAPrompt(String pre) throws IOException {
    for (String tokenizer : List.of("gpt2", "llama")) {
      assertAgree(tokenizer, pre, null, null);
      assertAgree(tokenizer, pre, true, null);
      assertAgree(tokenizer, pre, false, true);
    }
  }

  private void assertAgree(
      String tokenizer, String pre, @Nullable Boolean start, @Nullable Boolean end)
      throws IOException {
    GgufWriter writer =
        GgufWriter.model("llama")
            .vocabulary(tokenizer)
            .text("tokenizer.ggml.pre", pre)
            .texts("tokenizer.ggml.merges", List.of("b c"))
            .tensor("t", 32);
    if (start != null) {
      writer.flag("tokenizer.ggml.add_bos_token", start);
    }
    if (end != null) {
      writer.flag("tokenizer.ggml.add_eos_token", end);
    }
    EngineLibrary.Loaded theirs = loaded(writer).orElseThrow();

    assertThat(GgufFileTest.usable(at()).startTokens())
        .as("%s %s %s %s", tokenizer, pre, start, end)
        .isEqualTo((theirs.addsStart() ? 1 : 0) + (theirs.addsEnd() ? 1 : 0));
  }

  @Test
  void readsTheHeadersTheEngineReads() throws IOException {
    List<GgufWriter> good =
        List.of(
            model().version(2),
            model().u32("general.alignment", 16),
            model().rawTensor("x".repeat(63), 1, 64, 32).room(64),
            model().rawTensor("u", 12, 64, 256, 1, 1, 1).room(144));
    for (GgufWriter each : good) {
      assertThat(loaded(each)).isPresent();
      assertThat(GgufFileTest.usable(at()).architecture()).isEqualTo("llama");
    }
  }

  @Test
  void refusesTheHeadersTheEngineRefuses() throws IOException {
    List<GgufWriter> bad =
        List.of(
            model().version(1),
            model().version(4),
            model().u32("general.alignment", 24),
            model().u32("general.alignment", 0),
            model().rawTensor("x".repeat(64), 1, 64, 32).room(64),
            model().rawTensor("u", 12, 64, 255).room(144),
            model().rawTensor("u", 4, 64, 32).room(64),
            model().rawTensor("u", 31, 64, 32).room(64),
            model().rawTensor("u", 39, 64, 32).room(64),
            model().rawTensor("u", 1, 64, 1, 1, 1, 1, 1).room(64));
    for (GgufWriter each : bad) {
      assertThat(loaded(each)).isEmpty();
      assertThat(GgufFileTest.refused(at()).message()).isNotEmpty();
    }
  }

  /** Ends at byte 64 of the data. */
  private static GgufWriter model() {
    return GgufWriter.model("llama").vocabulary().tensor("t", 32);
  }

  private Optional<EngineLibrary.Loaded> loaded(GgufWriter writer) throws IOException {
    return EngineLibrary.shared().load(writer.write(at()));
  }

  private Path at() {
    return folder.resolve("model.gguf");
  }
}
