package app.diptych.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, without their ends and a byte order mark. */
final class ByteLines implements AutoCloseable {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private long number;
  private boolean whole;

  /**
   * @param in bounds how long a line can be
   */
  ByteLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line, or null at the end. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    int next = in.read();
    if (next < 0) {
      return null;
    }
    number++;
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = in.read();
    }
    whole = next == '\n';
    return trim(line.toByteArray());
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** Whether the line that was read last had its end. */
  boolean isWhole() {
    return whole;
  }

  private byte[] trim(byte[] line) {
    boolean marked = number == 1 && line.length >= 3 && Arrays.equals(line, 0, 3, MARK, 0, 3);
    int from = marked ? 3 : 0;
    int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    return from == 0 && to == line.length ? line : Arrays.copyOfRange(line, from, to);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
