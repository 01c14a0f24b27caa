package app.diptych.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleConsumer;

/**
 * A file to be read, looked at once: its name, its beginning, and its text when that is asked for.
 */
final class Source {
  /** Larger files are refused before they are opened, because everything in one is held at once. */
  static final long MOST_BYTES = 256L << 20;

  /**
   * The most that {@link #text} holds at once; while it is decoded it takes the room four times.
   */
  static final long MOST_TEXT_BYTES = 64L << 20;

  private static final int HEAD_BYTES = 64 << 10;

  private final Path file;
  private final String head;
  private final long size;
  private final DoubleConsumer progress;

  private Source(Path file, String head, long size, DoubleConsumer progress) {
    this.file = file;
    this.head = head;
    this.size = size;
    this.progress = progress;
  }

  /**
   * Looks at a file.
   *
   * @throws ExchangeException when it cannot be opened, is no regular file, or is too large
   */
  static Source of(Path file) throws ExchangeException {
    return of(file, _ -> {});
  }

  /**
   * The same with news of how far reading has come.
   *
   * @param progress told the share that was read, 0 to 1
   */
  static Source of(Path file, DoubleConsumer progress) throws ExchangeException {
    return of(file, MOST_BYTES, progress);
  }

  /**
   * The same for a file of which little is held at once.
   *
   * @param most the largest size that is opened
   */
  static Source of(Path file, long most, DoubleConsumer progress) throws ExchangeException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new ExchangeException(
            Files.isDirectory(file)
                ? file
                    + " is a folder without a file that could be read: give the files themselves."
                : Files.exists(file) ? file + " is not a file." : "There is no file " + file + ".");
      }
      long size = Files.size(file);
      requireAtMost(file, size, most);
      return new Source(file, head(file), size, progress);
    } catch (IOException | UncheckedIOException refused) {
      throw new ExchangeException(file + " cannot be read: " + Reason.of(refused) + ".", refused);
    }
  }

  /** Refuses a file that is larger than its format can be. */
  void requireAtMost(long bytes) throws ExchangeException {
    requireAtMost(file, size, bytes);
  }

  private static void requireAtMost(Path file, long size, long most) throws ExchangeException {
    if (size > most) {
      throw new ExchangeException(
          String.format(
              Locale.ROOT,
              "%s holds %,d MB; up to %,d MB can be read. Split it first.",
              file.getFileName(),
              size >> 20,
              most >> 20));
    }
  }

  private static String head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }

  /** The file's name without its folders. */
  String name() {
    return String.valueOf(Objects.requireNonNullElse(file.getFileName(), file));
  }

  /** The file, for what lies beside it. */
  Path file() {
    return file;
  }

  /** What to call what is in it: its name without an ending. */
  String title() {
    int dot = name().indexOf('.');
    return dot > 0 ? name().substring(0, dot) : name();
  }

  /** When it was written last; the beginning of time when nobody knows. */
  Instant changedAt() {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException unknown) {
      return Instant.EPOCH;
    }
  }

  /** The first 64 KiB as text, a byte order mark left out. */
  String head() {
    return head;
  }

  /** The first line of the head, without its end. */
  String firstLine() {
    int end = head.indexOf('\n');
    return (end < 0 ? head : head.substring(0, end)).strip();
  }

  /**
   * The whole text, a byte order mark left out.
   *
   * @throws ExchangeException when it is not UTF-8, or too large to be held as one text
   */
  String text() throws ExchangeException {
    requireAtMost(MOST_TEXT_BYTES);
    try (InputStream bytes = bytes()) {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes.readNBytes((int) MOST_TEXT_BYTES)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notText) {
      throw new ExchangeException(name() + " is not UTF-8 text.", notText);
    } catch (IOException refused) {
      throw cannotBeRead(refused);
    }
  }

  /** The bytes as they are; close it. A line of more than 64 MB makes reading fail. */
  InputStream bytes() throws IOException {
    return new Watched(Files.newInputStream(file), size, progress);
  }

  /** What to say when reading failed half-way. */
  ExchangeException cannotBeRead(IOException refused) {
    return new ExchangeException(name() + " cannot be read: " + Reason.of(refused) + ".", refused);
  }

  /** The text line by line; close it. Bytes that are no UTF-8 make reading fail. */
  BufferedReader lines() throws ExchangeException {
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(bytes(), StandardCharsets.UTF_8.newDecoder()));
      reader.mark(1);
      if (reader.read() != '\uFEFF') {
        reader.reset();
      }
      return reader;
    } catch (IOException refused) {
      throw cannotBeRead(refused);
    }
  }
}
