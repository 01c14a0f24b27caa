package app.diptych.local;

import app.diptych.completion.Failure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a GGUF model file says about itself, checked before any native code sees it. A file is
 * treated as hostile: every count and length is held against the size of the file.
 *
 * @param architecture for example {@code llama}
 * @param name the model's own name, or the file's when it has none
 * @param quantisation how the weights are stored, for example {@code Q4_K_M}
 * @param parameters how many numbers the model consists of
 * @param contextLength most tokens the model was trained for, prompt and answer together
 * @param blocks layers of the model
 * @param templateText the Jinja chat template, null when the file has none
 * @param bos id of the token that begins a text, null when unknown
 * @param eos id of the token that ends an answer, null when unknown
 * @param startTokens how many tokens the tokenizer adds to a prompt by itself
 * @param longestToken no token stands for more bytes of text than this; null when unknown
 * @param size bytes of the file
 * @param weightBytes bytes of all tensors
 * @param cacheBytesPerToken bytes of key-value cache for one token of context
 * @param vocabulary words of the vocabulary
 */
public record GgufFile(
    Path path,
    String architecture,
    String name,
    String quantisation,
    long parameters,
    int contextLength,
    int blocks,
    @Nullable String templateText,
    @Nullable Integer bos,
    @Nullable Integer eos,
    int startTokens,
    @Nullable Integer longestToken,
    long size,
    long weightBytes,
    long cacheBytesPerToken,
    long vocabulary) {

  /** What came of reading a file. */
  public sealed interface Reading {}

  /** The engine should be able to load it. */
  public record Usable(GgufFile file) implements Reading {}

  /**
   * It is missing, broken, or nothing the embedded engine can load.
   *
   * @param newer whether a newer engine may well load it
   */
  public record Refused(Failure failure, boolean newer) implements Reading {
    public Refused(Failure failure) {
      this(failure, false);
    }
  }

  /** Positions the engine computes at once; their results need room beside the weights. */
  private static final int BATCH = 512;

  private static final long FIXED_OVERHEAD = 32L << 20;

  /** Reads header, metadata and tensor table; the weights themselves are not read. */
  public static Reading read(Path path) {
    return GgufReader.read(path);
  }

  /** The chat template, when the file has one. */
  public Optional<String> chatTemplate() {
    return Optional.ofNullable(templateText);
  }

  /** Bytes of memory the engine needs, roughly, for that many tokens of context. */
  public long neededBytes(int context) {
    return weightBytes + context * cacheBytesPerToken + vocabulary * BATCH * 4 + FIXED_OVERHEAD;
  }

  /**
   * The fewest tokens a text can have, without counting them; empty when the tokenizer may shorten
   * a text.
   */
  public OptionalInt fewestTokens(long bytes) {
    if (longestToken == null || longestToken < 1) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(bytes, longestToken)));
  }
}
