package app.diptych.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.DoubleConsumer;

/** A file's bytes on their way: tells how many have passed, and stops at a line without end. */
final class Watched extends FilterInputStream {
  /** The longest line in bytes: longer than the longest prompt, and small enough to be held. */
  static final int LONGEST_LINE = 64 << 20;

  private static final int NEWS_EVERY = 1 << 18;

  private final long size;
  private final DoubleConsumer progress;
  private long passed;
  private long told;
  private long line;

  /**
   * @param size of the file in bytes
   * @param progress told the share that has passed, 0 to 1
   */
  Watched(InputStream in, long size, DoubleConsumer progress) {
    super(in);
    this.size = size;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int read = super.read(buffer, from, length);
    for (int i = from; i < from + read; i++) {
      line = buffer[i] == '\n' ? 0 : line + 1;
    }
    if (line > LONGEST_LINE) {
      throw new IOException("it has a line of more than " + (LONGEST_LINE >> 20) + " MB");
    }
    passed += Math.max(read, 0);
    if (read < 0 || passed - told >= NEWS_EVERY) {
      told = passed;
      progress.accept(size == 0 ? 1 : Math.min(1, (double) passed / size));
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
