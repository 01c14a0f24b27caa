package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Load;
import app.diptych.local.fit.ModelShape;
import app.diptych.local.fit.ModelShape.Layer;
import app.diptych.local.fit.Room;
import app.diptych.local.shelf.ModelShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a header tells, held against what is published about real models. */
class ModelHeaderTest {
  private static final int Q4_0 = 2;

  @TempDir Path folder;

  @Test
  void tellsEverythingAHeaderSays() throws IOException {
    Path file =
        GgufWriter.model("llama")
            .texts("general.languages", List.of("en", "de"))
            .text("general.license", "apache-2.0")
            .text("tokenizer.chat_template", "{{ messages }}")
            .tensor("a", 64, 2)
            .write(folder.resolve("m.gguf"));
    ModelHeader header = header(file);
    assertThat(header.name()).isEqualTo("Tiny test model");
    assertThat(header.architecture()).isEqualTo("llama");
    assertThat(header.quantisation()).isEqualTo("F16");
    assertThat(header.contextLength()).isEqualTo(128);
    assertThat(header.parameters()).isEqualTo(128);
    assertThat(header.activeParameters()).isNull();
    assertThat(header.languages()).containsExactly("en", "de");
    assertThat(header.licence()).isEqualTo("apache-2.0");
    assertThat(header.chatTemplate()).isTrue();
  }

  @Test
  void namesALicenceThatHasNoIdentifier() throws IOException {
    Path file =
        GgufWriter.model("llama")
            .text("general.license", "other")
            .text("general.license.name", "Some licence\u001b[31m")
            .tensor("a", 32)
            .write(folder.resolve("m.gguf"));
    assertThat(header(file).licence()).isEqualTo("Some licence?[31m");
  }

  /** 46.7 billion in all, 12.9 for a token: "Mixtral of Experts" (arXiv 2401.04088), page 1. */
  @Test
  void countsTheActiveParametersOfMixtralAsItsPaperDoes() throws IOException {
    GgufWriter writer =
        experts("llama", 8, 2)
            .rawTensor("token_embd.weight", Q4_0, 0, 4096, 32_000)
            .rawTensor("output.weight", Q4_0, 0, 4096, 32_000);
    for (int i = 0; i < 32; i++) {
      String layer = "blk." + i + ".";
      writer
          .rawTensor(layer + "attn_q.weight", Q4_0, 0, 4096, 4096)
          .rawTensor(layer + "attn_k.weight", Q4_0, 0, 4096, 1024)
          .rawTensor(layer + "attn_v.weight", Q4_0, 0, 4096, 1024)
          .rawTensor(layer + "attn_output.weight", Q4_0, 0, 4096, 4096)
          .rawTensor(layer + "ffn_gate_inp.weight", 0, 0, 4096, 8);
      for (String kind : List.of("gate", "up", "down")) {
        writer.rawTensor(layer + "ffn_" + kind + "_exps.weight", Q4_0, 0, 4096, 14_336, 8);
      }
    }
    ModelHeader header = header(writer.write(folder.resolve("mixtral.gguf")));
    assertThat(header.parameters() / 1e9).isCloseTo(46.7, within(0.05));
    assertThat(active(header) / 1e9).isCloseTo(12.9, within(0.05));
  }

  /** 30.5 billion in all, 3.3 for a token: the model card of Qwen3-30B-A3B. */
  @Test
  void countsTheActiveParametersOfQwen3AsItsCardDoes() throws IOException {
    GgufWriter writer =
        experts("qwen3moe", 128, 8)
            .rawTensor("token_embd.weight", Q4_0, 0, 2048, 151_936)
            .rawTensor("output.weight", Q4_0, 0, 2048, 151_936);
    for (int i = 0; i < 48; i++) {
      String layer = "blk." + i + ".";
      writer
          .rawTensor(layer + "attn_q.weight", Q4_0, 0, 2048, 4096)
          .rawTensor(layer + "attn_k.weight", Q4_0, 0, 2048, 512)
          .rawTensor(layer + "attn_v.weight", Q4_0, 0, 2048, 512)
          .rawTensor(layer + "attn_output.weight", Q4_0, 0, 4096, 2048)
          .rawTensor(layer + "ffn_gate_inp.weight", 0, 0, 2048, 128);
      for (String kind : List.of("gate", "up", "down")) {
        writer.rawTensor(layer + "ffn_" + kind + "_exps.weight", Q4_0, 0, 2048, 768, 128);
      }
    }
    ModelHeader header = header(writer.write(folder.resolve("qwen.gguf")));
    assertThat(header.parameters() / 1e9).isCloseTo(30.5, within(0.05));
    assertThat(active(header) / 1e9).isCloseTo(3.3, within(0.06));
    assertThat(header.experts()).isEqualTo(128);
    assertThat(header.expertsUsed()).isEqualTo(8);
  }

  @Test
  void countsExpertsThatAreTensorsOfTheirOwn() throws IOException {
    GgufWriter writer = experts("llama", 4, 1).rawTensor("output.weight", 0, 0, 100);
    for (int i = 0; i < 4; i++) {
      writer.rawTensor("blk.0.ffn_up." + i + ".weight", 0, 0, 10);
    }
    writer.rawTensor("blk.0.ffn_up_shexp.weight", 0, 0, 5);
    ModelHeader header = header(writer.write(folder.resolve("m.gguf")));
    assertThat(header.parameters()).isEqualTo(145);
    assertThat(header.activeParameters()).isEqualTo(115);
  }

  @Test
  void describesAModelThatOnlyANewerEngineKnows() throws IOException {
    Path file =
        GgufWriter.model("gpt-oss")
            .u32("general.file_type", 38)
            .rawTensor("blk.0.ffn_up_exps.weight", 39, 0, 64, 2)
            .write(folder.resolve("m.gguf"));
    assertThat(header(file).quantisation()).isEqualTo("MXFP4");
    assertThat(header(file).parameters()).isEqualTo(128);
    assertThat(GgufFile.read(file)).isInstanceOf(GgufFile.Refused.class);
  }

  @Test
  void tellsThatTheEndIsMissingAndWhatTheHeaderSaysNevertheless() throws IOException {
    byte[] whole = GgufWriter.model("llama").tensor("a", 64, 64).bytes();
    Path file = folder.resolve("m.gguf");
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 4000));
    ModelHeader.Read read = (ModelHeader.Read) ModelHeader.of(file);
    assertThat(read.header().parameters()).isEqualTo(4096);
    assertThat(String.valueOf(read.problem())).contains("The file is incomplete: it needs");
  }

  @Test
  void survivesWhateverStandsInAHeader() throws IOException {
    byte[] original =
        experts("qwen3moe", 8, 2)
            .texts("general.languages", List.of("en", "de", "fr"))
            .text("general.license", "mit")
            .tensor("blk.0.ffn_up_exps.weight", 64, 2)
            .tensor("b", 32)
            .bytes();
    Random random = new Random(20_261_126);
    int broken = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] mutant = original.clone();
      for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
        int at = random.nextInt(mutant.length);
        if (random.nextBoolean()) {
          mutant[at] = (byte) random.nextInt();
        } else {
          java.util.Arrays.fill(
              mutant,
              at,
              Math.min(mutant.length, at + 8),
              (byte) (random.nextBoolean() ? 0xFF : 0));
        }
      }
      Path file = Files.write(folder.resolve("m.gguf"), mutant);
      switch (ModelHeader.of(file)) {
        case ModelHeader.Broken _ -> broken++;
        case ModelHeader.Read read -> {
          Long active = read.header().activeParameters();
          assertThat(active == null ? 0 : active).isBetween(0L, read.header().parameters());
        }
      }
    }
    assertThat(broken).isBetween(1, 2999);
  }

  private static GgufWriter experts(String architecture, int count, int used) {
    return GgufWriter.model(architecture)
        .u32(architecture + ".expert_count", count)
        .u32(architecture + ".expert_used_count", used);
  }

  private static ModelHeader header(Path file) {
    assertThat(ModelHeader.of(file)).isInstanceOf(ModelHeader.Read.class);
    return ((ModelHeader.Read) ModelHeader.of(file)).header();
  }

  private static long active(ModelHeader header) {
    return Objects.requireNonNull(header.activeParameters());
  }

  /** Llama 3.1 8B: 32 layers with 8 heads of 128 for keys and values (its config.json). */
  @Test
  void knowsTheShapeOfGroupedQueries() throws IOException {
    ModelShape shape =
        header(
                new GgufWriter()
                    .text("general.architecture", "llama")
                    .u32("llama.context_length", 131_072)
                    .u32("llama.embedding_length", 4096)
                    .u32("llama.block_count", 32)
                    .u32("llama.attention.head_count", 32)
                    .u32("llama.attention.head_count_kv", 8)
                    .vocabulary()
                    .tensor("a", 64)
                    .write(folder.resolve("m.gguf")))
            .shape();
    assertThat(shape.layers()).hasSize(32).containsOnly(new Layer(1024, 1024));
    assertThat(shape.heads()).isEqualTo(32);
    assertThat(shape.embedding()).isEqualTo(4096);
    assertThat(shape.vocabulary()).isEqualTo(6);
    assertThat(shape.trainedContext()).isEqualTo(131_072);
    assertThat(shape.weightBytes()).isEqualTo(128);
  }

  @Test
  void knowsLayersThatDifferAndLengthsThatAreGiven() throws IOException {
    ModelShape shape =
        header(
                GgufWriter.model("jamba")
                    .u32("jamba.attention.key_length", 100)
                    .u32("jamba.attention.value_length", 50)
                    .ints("jamba.attention.head_count_kv", 0, 8)
                    .tensor("a", 64)
                    .write(folder.resolve("m.gguf")))
            .shape();
    assertThat(shape.layers()).containsExactly(new Layer(0, 0), new Layer(800, 400));
  }

  /**
   * DeepSeek-V2-Lite with compressed attention: 512 numbers of the compressed keys and values and
   * 64 of the positions, in one head (its config.json; convert_hf_to_gguf.py writes the sums).
   */
  @Test
  void knowsCompressedAttentionByItsLengths() throws IOException {
    ModelShape shape =
        header(
                GgufWriter.model("deepseek2")
                    .u32("deepseek2.attention.head_count_kv", 1)
                    .u32("deepseek2.attention.kv_lora_rank", 512)
                    .u32("deepseek2.attention.key_length", 576)
                    .u32("deepseek2.attention.value_length", 512)
                    .tensor("a", 64)
                    .write(folder.resolve("m.gguf")))
            .shape();
    assertThat(shape.layers()).containsOnly(new Layer(576, 512));
  }

  @Test
  void countsTheWeightsOfAllPartsAndOfUnknownTypes() throws IOException {
    Path one =
        GgufWriter.model("llama").tensor("a", 64).write(folder.resolve("m-00001-of-00002.gguf"));
    Path two =
        GgufWriter.model("llama")
            .rawTensor("b", 39, 0, 64)
            .room(64)
            .write(folder.resolve("m-00002-of-00002.gguf"));
    ModelHeader.Read read = (ModelHeader.Read) ModelHeader.of(List.of(one, two));
    assertThat(read.header().shape().weightBytes()).isEqualTo(128 + 64);
    assertThat(ModelShelf.parts(one)).containsExactly(one, two);
  }

  @Test
  void holdsWhatAHostileHeaderClaims() throws IOException {
    ModelShape shape =
        header(
                GgufWriter.model("llama")
                    .u32("llama.block_count", -1)
                    .u32("llama.embedding_length", -1)
                    .u32("llama.attention.head_count_kv", -1)
                    .u32("llama.attention.key_length", -1)
                    .u32("llama.attention.head_count", 0)
                    .tensor("a", 64)
                    .write(folder.resolve("m.gguf")))
            .shape();
    assertThat(shape.layers()).hasSize(4096);
    Fit fit = Fit.of(shape, Load.usual(1 << 20), new Room(1L << 33, 1L << 34, List.of()));
    assertThat(fit.place()).isEqualTo(Fit.Place.NOWHERE);
    assertThat(fit.sentence()).doesNotContain("-");
  }
}
