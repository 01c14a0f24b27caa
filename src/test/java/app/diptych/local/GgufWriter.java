package app.diptych.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes small GGUF files, right or wrong, after docs/gguf.md (ggml-org/ggml at 01f0d4da, read
 * 2026-11-22).
 */
public final class GgufWriter {
  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private int version = 3;
  private long keys;
  private long tensorCount;
  private long dataBytes;
  private long claimedKeys = -1;
  private long claimedTensors = -1;

  /** The metadata of a model of that architecture with everything a reader asks for. */
  public static GgufWriter model(String architecture) {
    return new GgufWriter()
        .text("general.architecture", architecture)
        .text("general.name", "Tiny test model")
        .u32("general.file_type", 1)
        .u32(architecture + ".context_length", 128)
        .u32(architecture + ".embedding_length", 64)
        .u32(architecture + ".feed_forward_length", 64)
        .u32(architecture + ".block_count", 2)
        .u32(architecture + ".attention.head_count", 4)
        .f32(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f);
  }

  /** A vocabulary the engine can load. */
  public GgufWriter vocabulary() {
    return vocabulary("llama");
  }

  /** The same for another kind of tokenizer. */
  public GgufWriter vocabulary(String tokenizer) {
    return text("tokenizer.ggml.model", tokenizer)
        .texts("tokenizer.ggml.tokens", List.of("<unk>", "<s>", "</s>", "<0x0A>", "a", "bc"))
        .floats("tokenizer.ggml.scores", 0, 0, 0, 0, 0, 0)
        .ints("tokenizer.ggml.token_type", 2, 3, 3, 6, 1, 1)
        .u32("tokenizer.ggml.bos_token_id", 1)
        .u32("tokenizer.ggml.eos_token_id", 2);
  }

  public GgufWriter version(int number) {
    version = number;
    return this;
  }

  public GgufWriter claiming(long keyCount, long tensorsClaimed) {
    claimedKeys = keyCount;
    claimedTensors = tensorsClaimed;
    return this;
  }

  public GgufWriter text(String key, String value) {
    head(key, 8);
    string(metadata, value);
    return this;
  }

  public GgufWriter u32(String key, int value) {
    head(key, 4);
    le(metadata, 4, value);
    return this;
  }

  public GgufWriter f32(String key, float value) {
    head(key, 6);
    le(metadata, 4, Float.floatToRawIntBits(value));
    return this;
  }

  public GgufWriter flag(String key, boolean value) {
    head(key, 7);
    le(metadata, 1, value ? 1 : 0);
    return this;
  }

  public GgufWriter texts(String key, List<String> values) {
    arrayHead(key, 8, values.size());
    values.forEach(value -> string(metadata, value));
    return this;
  }

  public GgufWriter ints(String key, int... values) {
    arrayHead(key, 5, values.length);
    for (int value : values) {
      le(metadata, 4, value);
    }
    return this;
  }

  public GgufWriter floats(String key, float... values) {
    arrayHead(key, 6, values.length);
    for (float value : values) {
      le(metadata, 4, Float.floatToRawIntBits(value));
    }
    return this;
  }

  /** A value of any type, written as given. */
  public GgufWriter raw(String key, int type, byte... bytes) {
    head(key, type);
    metadata.writeBytes(bytes);
    return this;
  }

  /** An array that claims a length it does not have. */
  public GgufWriter arrayHead(String key, int elementType, long length) {
    head(key, 9);
    le(metadata, 4, elementType);
    le(metadata, 8, length);
    return this;
  }

  /** A text that claims a length it does not have. */
  public GgufWriter textHead(String key, long length) {
    head(key, 8);
    le(metadata, 8, length);
    return this;
  }

  /** A tensor of 16-bit numbers with room for its data. */
  public GgufWriter tensor(String name, long... dimensions) {
    long elements = 1;
    for (long dimension : dimensions) {
      elements *= dimension;
    }
    rawTensor(name, 1, dataBytes, dimensions);
    dataBytes = Math.ceilDiv(dataBytes + elements * 2, 32L) * 32;
    return this;
  }

  /** A table row as given; no data. */
  public GgufWriter rawTensor(String name, int type, long offset, long... dimensions) {
    tensorCount++;
    string(tensors, name);
    le(tensors, 4, dimensions.length);
    for (long dimension : dimensions) {
      le(tensors, 8, dimension);
    }
    le(tensors, 4, type);
    le(tensors, 8, offset);
    return this;
  }

  /** Data for the rows that came without. */
  public GgufWriter room(long bytes) {
    dataBytes += Math.ceilDiv(bytes, 32L) * 32;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    le(file, 4, version);
    le(file, 8, claimedTensors < 0 ? tensorCount : claimedTensors);
    le(file, 8, claimedKeys < 0 ? keys : claimedKeys);
    file.writeBytes(metadata.toByteArray());
    file.writeBytes(tensors.toByteArray());
    if (tensorCount > 0) {
      file.writeBytes(new byte[Math.toIntExact(Math.ceilDiv(file.size(), 32) * 32L - file.size())]);
      file.writeBytes(new byte[Math.toIntExact(dataBytes)]);
    }
    return file.toByteArray();
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  private void head(String key, int type) {
    keys++;
    string(metadata, key);
    le(metadata, 4, type);
  }

  private static void string(ByteArrayOutputStream out, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    le(out, 8, bytes.length);
    out.writeBytes(bytes);
  }

  private static void le(ByteArrayOutputStream out, int bytes, long value) {
    ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    out.write(buffer.array(), 0, bytes);
  }
}
