package app.diptych.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * A file to be read, looked at once: its name, its beginning, and its text when that is asked for.
 */
final class Source {
  /** Larger files are refused before they are opened, because everything in one is held at once. */
  static final long MOST_BYTES = 256L << 20;

  private static final int HEAD_BYTES = 64 << 10;

  private final Path file;
  private final String head;

  private Source(Path file, String head) {
    this.file = file;
    this.head = head;
  }

  /**
   * Looks at a file.
   *
   * @throws ExchangeException when it cannot be opened, is no regular file, or is too large
   */
  static Source of(Path file) throws ExchangeException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new ExchangeException(
            Files.exists(file) ? file + " is not a file." : "There is no file " + file + ".");
      }
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new ExchangeException(
            String.format(
                Locale.ROOT,
                "%s holds %,d MB; up to %,d MB can be read. Split it first.",
                file.getFileName(),
                size >> 20,
                MOST_BYTES >> 20));
      }
      return new Source(file, head(file));
    } catch (IOException | UncheckedIOException refused) {
      throw new ExchangeException(file + " cannot be read: " + refused.getMessage() + ".", refused);
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
   * @throws ExchangeException when it is not UTF-8
   */
  String text() throws ExchangeException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notText) {
      throw new ExchangeException(name() + " is not UTF-8 text.", notText);
    } catch (IOException refused) {
      throw new ExchangeException(name() + " cannot be read: " + refused.getMessage(), refused);
    }
  }

  /** The text line by line; close it. Bytes that are no UTF-8 make reading fail. */
  BufferedReader lines() throws ExchangeException {
    try {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
      reader.mark(1);
      if (reader.read() != '\uFEFF') {
        reader.reset();
      }
      return reader;
    } catch (IOException refused) {
      throw new ExchangeException(name() + " cannot be read: " + refused.getMessage(), refused);
    }
  }
}
