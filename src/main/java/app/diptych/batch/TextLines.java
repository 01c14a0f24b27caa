package app.diptych.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one at a time. A line that is no UTF-8, or too long, harms no other. */
final class TextLines implements AutoCloseable {
  static final int LONGEST = 16 << 20;

  private final InputStream in;
  private long number;

  /**
   * A line.
   *
   * @param text null when it cannot be read
   * @param problem why not
   */
  record Line(long number, @Nullable String text, String problem) {}

  TextLines(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** The next line that is not blank; null at the end. */
  @Nullable Line next() throws IOException {
    for (Line line = read(); line != null; line = read()) {
      String text = line.text();
      if (text == null || !text.isBlank()) {
        return line;
      }
    }
    return null;
  }

  private @Nullable Line read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    int next = in.read();
    if (next < 0) {
      return null;
    }
    number++;
    boolean tooLong = false;
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() < LONGEST) {
        line.write(next);
      } else {
        tooLong = true;
      }
    }
    return tooLong
        ? new Line(number, null, "The line is longer than 16 MB.")
        : decoded(line.toByteArray());
  }

  private Line decoded(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String marked = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
      return new Line(number, marked.strip(), "");
    } catch (CharacterCodingException notText) {
      return new Line(number, null, "The line is not UTF-8 text.");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
