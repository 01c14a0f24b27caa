package app.diptych.gateway;

import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import okio.BufferedSource;

/**
 * Cuts a stream into lines that end in LF, CR or CRLF, and shows each as a range of one array that
 * is filled again and again. A line is given out as soon as its end is known: after a CR nobody
 * waits for the LF that may follow.
 */
final class LineWindow {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final int FIRST_SIZE = 16 * 1024;

  private final BufferedSource source;
  private final NanoClock clock;
  private final int mostLine;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int limit;
  private int next;
  private int scanned;
  private int start;
  private int end;
  private boolean afterCr;
  private boolean ascii = true;
  private long readAtNanos;

  /**
   * @param readAtNanos when the bytes that are there already were read
   */
  LineWindow(BufferedSource source, NanoClock clock, long readAtNanos, int mostLine) {
    this.source = source;
    this.clock = clock;
    this.readAtNanos = readAtNanos;
    this.mostLine = mostLine;
  }

  /** The array that holds the current line; another one after {@link #fill}. */
  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  /** The end of the current line, its line end not included. */
  int end() {
    return end;
  }

  /** The clock's reading when the last read returned. */
  long readAtNanos() {
    return readAtNanos;
  }

  /** Whether only ASCII was seen since {@link #forgetAscii}; may err towards false. */
  boolean sawOnlyAscii() {
    return ascii;
  }

  void forgetAscii() {
    ascii = true;
  }

  /**
   * Moves to the next line.
   *
   * @return false when there is no whole line in the window, so that {@link #fill} must be called
   */
  boolean advance() throws StreamTooLarge {
    if (afterCr && next < limit) {
      next += bytes[next] == '\n' ? 1 : 0;
      scanned = next;
      afterCr = false;
    }
    int at = lineEnd(scanned);
    if (at - next > mostLine) {
      throw new StreamTooLarge("One line of the stream", mostLine);
    }
    if (at == limit) {
      scanned = limit;
      return false;
    }
    start = next;
    end = at;
    afterCr = bytes[at] == '\r';
    next = at + 1;
    scanned = next;
    return true;
  }

  /**
   * Waits for more bytes. Ranges given out before are void afterwards.
   *
   * @return false at the end of the stream
   */
  boolean fill() throws IOException {
    if (next > 0) {
      System.arraycopy(bytes, next, bytes, 0, limit - next);
      limit -= next;
      scanned -= next;
      next = 0;
    }
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    boolean waits = source.getBuffer().exhausted();
    int count = source.read(bytes, limit, bytes.length - limit);
    if (waits) {
      readAtNanos = clock.nanos();
    }
    limit += Math.max(count, 0);
    return count >= 0;
  }

  /** Eight bytes at a time: a byte is zero after the exclusive or when it is the one looked for. */
  private int lineEnd(int from) {
    int at = from;
    long seen = 0;
    for (; at + Long.BYTES <= limit; at += Long.BYTES) {
      long word = (long) EIGHT_BYTES.get(bytes, at);
      seen |= word;
      long lf = word ^ (ONES * '\n');
      long cr = word ^ (ONES * '\r');
      long found = (((lf - ONES) & ~lf) | ((cr - ONES) & ~cr)) & HIGH_BITS;
      if (found != 0) {
        ascii &= (seen & HIGH_BITS) == 0;
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < limit && bytes[at] != '\n' && bytes[at] != '\r'; at++) {
      seen |= bytes[at];
    }
    ascii &= (seen & HIGH_BITS) == 0;
    return at;
  }
}
