package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import app.diptych.completion.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFileTest {
  @TempDir Path folder;

  @Test
  void describesTheSmallDemoModel() {
    GgufFile file = usable(Demo.small());

    assertThat(file.architecture()).isEqualTo("llama");
    assertThat(file.name()).isEqualTo("Diptych Demo Small");
    assertThat(file.quantisation()).isEqualTo("F16");
    assertThat(file.parameters()).isEqualTo(1_066_112);
    assertThat(file.contextLength()).isEqualTo(512);
    assertThat(file.blocks()).isEqualTo(4);
    assertThat(file.bos()).isEqualTo(1);
    assertThat(file.eos()).isEqualTo(2);
    assertThat(file.startTokens()).isEqualTo(1);
    assertThat(file.size()).isEqualTo(2_181_792);
    assertThat(file.vocabulary()).isEqualTo(2048);
    assertThat(file.longestToken()).isEqualTo(48);
    assertThat(file.chatTemplate()).hasValueSatisfying(t -> assertThat(t).contains("<|im_start|>"));
  }

  @Test
  void countsTheParametersOfTheBaseDemoModel() {
    assertThat(usable(Demo.base()).parameters()).isEqualTo(4_541_184);
  }

  @Test
  void estimatesTheCacheAsTheEngineAllocatesIt() {
    // The engine says "KV self size = 1.00 MiB" for 512 tokens of the small model.
    assertThat(usable(Demo.small()).cacheBytesPerToken() * 512).isEqualTo(1 << 20);
  }

  @Test
  void needsMoreMemoryForMoreContext() {
    GgufFile file = usable(Demo.base());

    assertThat(file.neededBytes(512) - file.neededBytes(256))
        .isEqualTo(256 * file.cacheBytesPerToken());
    assertThat(file.neededBytes(512)).isGreaterThan(file.size());
  }

  @Test
  void readsVersionTwo() throws IOException {
    Path file = GgufWriter.model("llama").tensor("token_embd.weight", 64, 6).version(2).write(at());

    assertThat(usable(file).name()).isEqualTo("Tiny test model");
  }

  @Test
  void namesTheModelAfterItsFileWhenItHasNoName() throws IOException {
    Path file =
        new GgufWriter()
            .text("general.architecture", "qwen2")
            .u32("qwen2.context_length", 32_768)
            .tensor("token_embd.weight", 64, 6)
            .write(at());

    GgufFile read = usable(file);
    assertThat(read.name()).isEqualTo("test.gguf");
    assertThat(read.quantisation()).isEqualTo("F16");
    assertThat(read.longestToken()).isNull();
    assertThat(read.chatTemplate()).isEmpty();
  }

  @Test
  void knowsWhichTokenizersBeginAPromptByThemselves() throws IOException {
    assertThat(startTokens("gpt2", "llama-bpe", null)).isEqualTo(1);
    assertThat(startTokens("gpt2", "qwen2", null)).isZero();
    assertThat(startTokens("gpt2", "chameleon", null)).isEqualTo(1);
    assertThat(startTokens("rwkv", "llama-bpe", null)).isZero();
    assertThat(startTokens("gpt2", "qwen2", true)).isEqualTo(1);
    assertThat(startTokens("llama", "default", false)).isZero();
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Failure failure = refused(folder.resolve("none.gguf"));

    assertThat(failure).isInstanceOf(Failure.ModelNotFound.class);
    assertThat(failure.message()).contains("There is no file").contains("none.gguf");
  }

  @Test
  void refusesAFolder() {
    assertThat(refused(folder).message()).contains("is a folder");
  }

  @Test
  void refusesAFileItMayNotRead() throws IOException {
    Path file = GgufWriter.model("llama").write(at());
    assumeThat(Files.getFileStore(file).supportsFileAttributeView("posix")).isTrue();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).isFalse();

    assertThat(refused(file).message()).contains("cannot be read");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertThat(refused(Files.createFile(at())).message()).contains("is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "PK\u0003\u0004xxxxxxxxxxxx, PyTorch",
    "<!DOCTYPE html><html>, web page",
    "version https://git-lfs.github.com/spec/v1, Git LFS",
    "{\"architectures\": 1}, JSON",
    "hello world, text file",
    "'\u0010\u0001\u0001\u0001\u0001\u0001\u0001\u0001{\"t\":1}', safetensors"
  })
  void saysWhatAFileOfAnotherKindLooksLike(String content, String kind) throws IOException {
    Files.write(at(), content.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refused(at()).message()).contains("is not a GGUF model").contains(kind);
  }

  @Test
  void refusesRandomBytesAndFiveBytes() throws IOException {
    byte[] random = new byte[5000];
    new Random(1).nextBytes(random);

    assertThat(refused(Files.write(at(), random)).message()).contains("is not a GGUF model");
    assertThat(refused(Files.write(at(), Arrays.copyOf(random, 5))).message())
        .contains("is not a GGUF model");
    assertThat(refused(Files.writeString(at(), "GGUF\u0003")).message()).contains("cut off");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 99})
  void refusesAVersionItDoesNotKnow(int version) throws IOException {
    Path file = GgufWriter.model("llama").tensor("t", 32).version(version).write(at());

    assertThat(refused(file).message()).contains("GGUF version " + version);
  }

  @Test
  void refusesAHeaderThatIsCutAnywhere() throws IOException {
    byte[] whole = GgufWriter.model("llama").vocabulary().tensor("t", 32).bytes();
    int header = whole.length - 64;

    for (int length = 5; length < header - 32; length++) {
      Failure failure = refused(Files.write(at(), Arrays.copyOf(whole, length)));
      assertThat(failure.message()).contains("cut off or damaged");
      assertThat(failure.hint()).contains("Download it again");
    }
  }

  @Test
  void refusesTruncatedDataWithBothNumbers() throws IOException {
    byte[] whole = Files.readAllBytes(Demo.small());
    Files.write(at(), Arrays.copyOf(whole, whole.length - 1000));

    Failure failure = refused(at());

    assertThat(failure.message())
        .isEqualTo("The file is incomplete: it needs 2,181,792 bytes and has 2,180,792.");
    assertThat(failure.hint()).isEqualTo("Download it again.");
  }

  @Test
  void refusesAVocabularyWithoutWeights() throws IOException {
    Path file = GgufWriter.model("llama").vocabulary().write(at());

    assertThat(refused(file).message()).contains("no weights");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama4", "qwen3", "qwen3moe", "gpt-oss", "gemma3n", "mistral3", "new"})
  void namesAnArchitectureItDoesNotKnowAndWhoDoes(String architecture) throws IOException {
    Path file = GgufWriter.model(architecture).tensor("t", 32).write(at());

    Failure failure = refused(file);
    assertThat(failure.message()).contains("'" + architecture + "'");
    assertThat(failure.hint()).contains("llama-server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "gemma3", "phi3", "deepseek2", "command-r"})
  void takesTheArchitecturesTheEngineKnows(String architecture) throws IOException {
    Path file = GgufWriter.model(architecture).tensor("t", 32).write(at());

    assertThat(usable(file).architecture()).isEqualTo(architecture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gptj", "t5"})
  void saysWhichArchitecturesTheEngineKnowsByNameOnly(String architecture) throws IOException {
    Path file = GgufWriter.model(architecture).tensor("t", 32).write(at());

    assertThat(refused(file).message()).contains("cannot chat").contains("'" + architecture + "'");
  }

  @Test
  void saysWhenAFileIsNoModelThatWrites() throws IOException {
    Path file = GgufWriter.model("clip").tensor("t", 32).write(at());

    assertThat(refused(file).message()).contains("does not write text");
  }

  @Test
  void refusesOnePartOfASplitModel() throws IOException {
    Path file =
        GgufWriter.model("llama")
            .raw("split.count", 2, (byte) 3, (byte) 0)
            .tensor("t", 32)
            .write(at());

    assertThat(refused(file).message()).contains("one of 3 parts");
    assertThat(refused(file).hint()).contains("--merge");
  }

  @Test
  void refusesAWeightFormatTheEngineDoesNotKnow() throws IOException {
    Path file = GgufWriter.model("llama").rawTensor("blk.0.ffn\n", 39, 0, 32).write(at());

    assertThat(refused(file).message()).contains("type 39").contains("blk.0.ffn?");
  }

  @Test
  void refusesAModelWithoutAContextLength() throws IOException {
    Path file = new GgufWriter().text("general.architecture", "llama").tensor("t", 32).write(at());

    assertThat(refused(file).message()).contains("how long a context");
  }

  @Test
  void believesNoCountOrLengthThatTheFileCannotHold() throws IOException {
    List<GgufWriter> liars =
        List.of(
            GgufWriter.model("llama").claiming(Long.MAX_VALUE, 1),
            GgufWriter.model("llama").claiming(-1, 1),
            GgufWriter.model("llama").claiming(2, Long.MAX_VALUE),
            GgufWriter.model("llama").tensor("t", 32).claiming(10, -5),
            GgufWriter.model("llama").textHead("long", Long.MAX_VALUE),
            GgufWriter.model("llama").textHead("long", Integer.MAX_VALUE),
            GgufWriter.model("llama").textHead("long", -1),
            GgufWriter.model("llama").arrayHead("many", 8, Long.MAX_VALUE / 8),
            GgufWriter.model("llama").arrayHead("many", 12, 1L << 61),
            GgufWriter.model("llama").arrayHead("nested", 9, 1),
            GgufWriter.model("llama").raw("odd", 77),
            GgufWriter.model("llama").u32("general.alignment", 0).tensor("t", 32),
            GgufWriter.model("llama").u32("general.alignment", 33).tensor("t", 32),
            GgufWriter.model("llama").rawTensor("t", 1, 0, Long.MAX_VALUE, Long.MAX_VALUE),
            GgufWriter.model("llama").rawTensor("t", 1, Long.MAX_VALUE, 32),
            GgufWriter.model("llama").rawTensor("t", 1, -32, 32),
            GgufWriter.model("llama").rawTensor("t", 1, 0, 0),
            GgufWriter.model("llama").rawTensor("t", 1, 0, 1, 1, 1, 1, 1),
            GgufWriter.model("llama").rawTensor("t", 12, 0, 100),
            GgufWriter.model("llama").rawTensor("x".repeat(64), 1, 0, 32));

    for (GgufWriter liar : liars) {
      assertThat(refused(liar.write(at())).message()).contains("cut off or damaged");
    }
  }

  @Test
  void findsAHugeTensorMissing() throws IOException {
    Path file = GgufWriter.model("llama").rawTensor("t", 1, 0, 1L << 40).write(at());

    assertThat(refused(file).message()).contains("incomplete").contains("needs 2,199,023,25");
  }

  @Test
  void skipsAHugeVocabularyWithoutKeepingIt() throws IOException {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 300_000; i++) {
      words.add("word" + i);
    }
    Path file =
        GgufWriter.model("llama")
            .text("tokenizer.ggml.model", "gpt2")
            .texts("tokenizer.ggml.tokens", words)
            .tensor("t", 32)
            .write(at());

    GgufFile read = usable(file);
    assertThat(read.vocabulary()).isEqualTo(300_000);
    assertThat(read.longestToken()).isEqualTo(10);
    assertThat(read.fewestTokens(2_000_001)).hasValue(200_001);
  }

  private int startTokens(String model, String pre, @Nullable Boolean flag) throws IOException {
    GgufWriter writer =
        GgufWriter.model("llama")
            .text("tokenizer.ggml.model", model)
            .text("tokenizer.ggml.pre", pre);
    if (flag != null) {
      writer.flag("tokenizer.ggml.add_bos_token", flag);
    }
    return usable(writer.tensor("t", 32).write(at())).startTokens();
  }

  private Path at() {
    return folder.resolve("test.gguf");
  }

  static GgufFile usable(Path path) {
    GgufFile.Reading reading = GgufFile.read(path);
    assertThat(reading).isInstanceOf(GgufFile.Usable.class);
    return ((GgufFile.Usable) reading).file();
  }

  static Failure refused(Path path) {
    GgufFile.Reading reading = GgufFile.read(path);
    assertThat(reading).isInstanceOf(GgufFile.Refused.class);
    Failure failure = ((GgufFile.Refused) reading).failure();
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).endsWith(".").doesNotContain("\n");
    assertThat(failure.hint()).endsWith(".");
    return failure;
  }
}
