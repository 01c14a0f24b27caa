package app.diptych.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** GGUF files as a broken disk, a cut download or an enemy would make them. */
final class GgufMutants {
  private static final long[] ABSURD = {
    -1,
    0,
    1,
    31,
    33,
    0xFFFF_FFFFL,
    Integer.MAX_VALUE,
    1L << 30,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE - 31
  };

  private static final List<String> KEYS =
      List.of(
          "general.architecture",
          "general.name",
          "general.alignment",
          "general.file_type",
          "general.license",
          "general.languages",
          "general.size_label",
          "split.count",
          "split.no",
          "llama.context_length",
          "llama.embedding_length",
          "llama.block_count",
          "llama.attention.head_count",
          "llama.attention.head_count_kv",
          "llama.expert_count",
          "llama.expert_used_count",
          "llama.attention.sliding_window",
          "llama.attention.key_length",
          "tokenizer.ggml.model",
          "tokenizer.ggml.tokens",
          "tokenizer.ggml.scores",
          "tokenizer.ggml.token_type",
          "tokenizer.ggml.eos_token_id",
          "tokenizer.chat_template");

  private GgufMutants() {}

  /** The next file of that seed: changed bytes of a real header, or one put together anew. */
  static byte[] next(byte[] real, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> changed(real, random);
      case 1 -> changed(whole(), random);
      case 2 -> built(random);
      default -> changed(built(random), random);
    };
  }

  private static byte[] whole() {
    return GgufWriter.model("llama").vocabulary().tensor("a", 64, 2).tensor("b", 32).bytes();
  }

  /** A file whose parts are right in form, with numbers that nobody would write. */
  private static byte[] built(Random random) {
    GgufWriter writer =
        GgufWriter.model(random.nextInt(4) == 0 ? text(random) : "llama").vocabulary();
    for (int i = random.nextInt(12); i > 0; i--) {
      key(writer, random);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      writer.tensor("t" + i, 32, 1 + random.nextInt(64));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      writer.rawTensor(text(random), random.nextInt(48) - 4, absurd(random), dimensions(random));
    }
    if (random.nextInt(8) == 0) {
      writer.claiming(absurd(random), absurd(random));
    }
    if (random.nextInt(16) == 0) {
      writer.version(random.nextInt());
    }
    return writer.room(random.nextInt(4096)).bytes();
  }

  private static void key(GgufWriter writer, Random random) {
    String key = random.nextInt(6) == 0 ? text(random) : KEYS.get(random.nextInt(KEYS.size()));
    switch (random.nextInt(8)) {
      case 0 -> writer.text(key, text(random));
      case 1 -> writer.u32(key, (int) absurd(random));
      case 2 -> writer.f32(key, Float.intBitsToFloat(random.nextInt()));
      case 3 -> writer.flag(key, random.nextBoolean());
      case 4 -> writer.ints(key, random.ints(random.nextInt(9)).toArray());
      case 5 -> writer.arrayHead(key, random.nextInt(16), absurd(random));
      case 6 -> writer.textHead(key, absurd(random));
      default -> writer.raw(key, random.nextInt(16), bytes(random));
    }
  }

  private static long[] dimensions(Random random) {
    long[] dimensions = new long[random.nextInt(7)];
    Arrays.setAll(dimensions, _ -> absurd(random));
    return dimensions;
  }

  private static long absurd(Random random) {
    return random.nextInt(3) == 0 ? random.nextLong() : ABSURD[random.nextInt(ABSURD.length)];
  }

  private static String text(Random random) {
    List<String> pieces = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      pieces.add(
          List.of("{{ messages }}", "{% for", "\u0000", "\u001b[31m", "\ud83d\ude00", "llama", ".")
              .get(random.nextInt(7)));
    }
    return String.join("", pieces);
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Some bytes of it changed, sometimes the end cut off. */
  static byte[] changed(byte[] original, Random random) {
    byte[] bytes =
        random.nextInt(10) == 0
            ? Arrays.copyOf(original, 1 + random.nextInt(original.length))
            : original.clone();
    // The counts and lengths that matter are mostly at the beginning.
    int reach = random.nextBoolean() ? Math.min(bytes.length, 1500) : bytes.length;
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(reach);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0xFF);
        default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0);
      }
    }
    return bytes;
  }
}
