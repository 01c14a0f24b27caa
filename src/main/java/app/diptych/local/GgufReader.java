package app.diptych.local;

import app.diptych.completion.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a GGUF file for {@link GgufFile}, from its first byte to the end of its tensor table: the
 * format of docs/gguf.md (ggml-org/ggml at 01f0d4da, read 2026-11-22) by the rules of the engine's
 * own reader (ggml/src/gguf.cpp of ggml-org/llama.cpp at 067d44f6, read 2026-11-22; held against
 * the engine's library).
 */
final class GgufReader {
  private static final int HEAD = 512;
  private static final long LARGEST_CONTEXT = 1L << 30;
  private static final String CHOOSE = "Choose a model file that ends in .gguf.";

  /**
   * Pre-tokenizers of {@code gpt2} vocabularies that add a start token unless the file says
   * otherwise (ggerganov/llama.cpp, src/llama-vocab.cpp at 010726ce, read 2026-11-22; held against
   * the engine's own library).
   */
  private static final Set<String> STARTING =
      Set.of("llama3", "llama-v3", "llama-bpe", "falcon3", "tekken", "chameleon");

  private GgufReader() {}

  /** Reads header, metadata and tensor table; the weights themselves are not read. */
  static GgufFile.Reading read(Path path) {
    try {
      return new GgufFile.Usable(open(path));
    } catch (BadGguf bad) {
      return new GgufFile.Refused(bad.failure(), bad.newer());
    } catch (IOException | SecurityException fault) {
      return new GgufFile.Refused(explained(path, fault));
    }
  }

  /** What a fault while reading a header means for the user. */
  static Failure explained(Path path, Exception fault) {
    return switch (fault) {
      case BadGguf bad -> bad.failure();
      case NoSuchFileException _ ->
          new Failure.ModelNotFound(
              "There is no file " + shown(path) + ".", "Check the path, or choose another file.");
      case AccessDeniedException _ ->
          failure(
              "The file " + shown(path) + " cannot be read.",
              "Give yourself permission to read it.");
      case EOFException _ ->
          failure(
              "The header of " + shown(path) + " is cut off or damaged.", BadGguf.DOWNLOAD_AGAIN);
      default ->
          failure(
              "The file "
                  + shown(path)
                  + " cannot be read: "
                  + Printable.text(fault.toString())
                  + ".",
              "Check the disk, or choose another file.");
    };
  }

  private static Failure failure(String message, String hint) {
    return new Failure.EngineFault(message, hint, false, List.of());
  }

  private static String shown(Path path) {
    return "'" + path + "'";
  }

  private static GgufFile open(Path path) throws IOException {
    return open(path, (cursor, size) -> read(path, cursor, size));
  }

  /** What is made of a file from behind its magic number on. */
  interface Reader<T> {
    T read(GgufCursor cursor, long size) throws IOException;
  }

  /** Opens a file that begins as a GGUF file does. */
  static <T> T open(Path path, Reader<T> reader) throws IOException {
    if (Files.isDirectory(path)) {
      throw new BadGguf(shown(path) + " is a folder, not a model file.", CHOOSE);
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new BadGguf(shown(path) + " is not a regular file.", CHOOSE);
    }
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      if (size == 0) {
        throw new BadGguf("The file " + shown(path) + " is empty.", BadGguf.DOWNLOAD_AGAIN);
      }
      checkMagic(path, head(channel));
      GgufCursor cursor = new GgufCursor(channel, size);
      cursor.skip(4);
      return reader.read(cursor, size);
    }
  }

  private static byte[] head(FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    int read = 0;
    while (read >= 0 && head.hasRemaining()) {
      read = channel.read(head, head.position());
    }
    byte[] bytes = new byte[head.flip().remaining()];
    head.get(bytes);
    return bytes;
  }

  private static void checkMagic(Path path, byte[] head) throws IOException {
    boolean magic =
        head.length >= 4 && head[0] == 'G' && head[1] == 'G' && head[2] == 'U' && head[3] == 'F';
    if (!magic) {
      String kind = FileKind.of(head);
      throw new BadGguf(
          "The file "
              + shown(path)
              + " is not a GGUF model"
              + (kind.isEmpty() ? "." : ": it looks like " + kind + "."),
          CHOOSE);
    }
  }

  private static GgufFile read(Path path, GgufCursor cursor, long size) throws IOException {
    checkVersion(cursor.u32());
    long tensorCount = cursor.i64();
    long keys = cursor.count(13);
    if (tensorCount < 0) {
      throw new EOFException();
    }
    GgufMetadata metadata = GgufMetadata.read(cursor, keys);
    checkWhole(metadata, tensorCount);
    GgufTensors tensors = GgufTensors.read(cursor, tensorCount, alignment(metadata));
    if (tensors.needed() > size) {
      throw incomplete(tensors.needed(), size);
    }
    return describe(path, metadata, tensors, size);
  }

  static void checkVersion(long version) throws BadGguf {
    if (version != 2 && version != 3) {
      throw new BadGguf(
          "The file has GGUF version " + version + "; versions 2 and 3 can be read.",
          "Look for a newer conversion of this model.");
    }
  }

  static long alignment(GgufMetadata metadata) throws IOException {
    long alignment = metadata.number("general.alignment", 32);
    if (alignment < 1 || Long.bitCount(alignment) != 1 || alignment > 1 << 20) {
      throw new EOFException();
    }
    return alignment;
  }

  static BadGguf incomplete(long needed, long size) {
    return new BadGguf(
        String.format(
            Locale.ROOT, "The file is incomplete: it needs %,d bytes and has %,d.", needed, size),
        "Download it again.");
  }

  private static void checkWhole(GgufMetadata metadata, long tensors) throws IOException {
    String architecture =
        metadata
            .text("general.architecture")
            .orElseThrow(() ->
                new BadGguf(
                    "The file does not say which architecture the model has.",
                    BadGguf.DOWNLOAD_AGAIN));
    long parts = metadata.number("split.count", 1);
    if (parts > 1) {
      throw BadGguf.needsNewer(
          "This file is one of " + parts + " parts of a split model.",
          "Join the parts with llama.cpp's llama-gguf-split --merge, or choose a model in one"
              + " file.");
    }
    Architectures.check(architecture);
    if (tensors == 0) {
      throw new BadGguf(
          "The file holds a vocabulary but no weights, so it cannot answer.",
          "Choose the file of a whole model.");
    }
  }

  private static GgufFile describe(Path path, GgufMetadata metadata, GgufTensors tensors, long size)
      throws IOException {
    String architecture = metadata.text("general.architecture").orElseThrow();
    long context = metadata.number(architecture + ".context_length", 0);
    if (context < 1 || context > LARGEST_CONTEXT) {
      throw new BadGguf(
          "The file does not say how long a context the model can hold.", BadGguf.DOWNLOAD_AGAIN);
    }
    String tokenizer = metadata.text("tokenizer.ggml.model").orElse("");
    boolean exact = tokenizer.equals("llama") || tokenizer.equals("gpt2");
    Path file = path.getFileName();
    return new GgufFile(
        path,
        architecture,
        metadata.text("general.name").filter(name -> !name.isBlank()).orElse(String.valueOf(file)),
        Quantisation.name(metadata.number("general.file_type"), tensors.commonest()),
        tensors.parameters(),
        (int) context,
        (int) within(metadata.number(architecture + ".block_count", 0), 1 << 20),
        metadata.text("tokenizer.chat_template").filter(text -> !text.isBlank()).orElse(null),
        token(metadata, "tokenizer.ggml.bos_token_id"),
        token(metadata, "tokenizer.ggml.eos_token_id"),
        startTokens(metadata, tokenizer),
        exact ? metadata.longestToken() : null,
        size,
        tensors.bytes(),
        cacheBytes(metadata, architecture),
        metadata.vocabulary());
  }

  private static @Nullable Integer token(GgufMetadata metadata, String key) {
    Long id = metadata.number(key);
    return id == null || id < 0 || id > Integer.MAX_VALUE ? null : id.intValue();
  }

  private static int startTokens(GgufMetadata metadata, String tokenizer) {
    boolean usual =
        switch (tokenizer) {
          case "llama", "bert" -> true;
          case "gpt2" -> STARTING.contains(metadata.text("tokenizer.ggml.pre").orElse(""));
          default -> false;
        };
    boolean start = metadata.flag("tokenizer.ggml.add_bos_token").orElse(usual);
    boolean end = metadata.flag("tokenizer.ggml.add_eos_token").orElse(tokenizer.equals("t5"));
    return (start ? 1 : 0) + (end ? 1 : 0);
  }

  /** Keys and values of every layer, two bytes each number. */
  private static long cacheBytes(GgufMetadata metadata, String architecture) {
    long layers = within(metadata.number(architecture + ".block_count", 0), 1 << 16);
    long heads = within(metadata.number(architecture + ".attention.head_count", 1), 1 << 16);
    long width = within(metadata.number(architecture + ".embedding_length", 0), 1 << 20);
    long head = width / Math.max(1, heads);
    long shared =
        within(metadata.number(architecture + ".attention.head_count_kv", heads), 1 << 16);
    long key = within(metadata.number(architecture + ".attention.key_length", head), 1 << 16);
    long value = within(metadata.number(architecture + ".attention.value_length", head), 1 << 16);
    return Math.min(layers * shared * (key + value) * 2, 1L << 32);
  }

  private static long within(long number, long most) {
    return Math.clamp(number, 0, most);
  }
}
