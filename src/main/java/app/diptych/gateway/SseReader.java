package app.diptych.gateway;

import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import okio.BufferedSource;

/**
 * Reads server-sent events as the WHATWG HTML standard (section 9.2.6, "interpreting an event
 * stream", read 2026-11) asks. The data of an event is shown in place, as well-formed UTF-8 bytes,
 * so that an event costs no garbage. Not thread-safe.
 */
final class SseReader {
  static final int MOST_LINE = 1024 * 1024;
  static final int MOST_EVENT = 8 * 1024 * 1024;

  private static final int DIGITS_OF_A_LONG = 18;

  private final LineWindow lines;
  private boolean firstLine = true;

  private byte[] data = new byte[0];
  private int dataStart;
  private int dataEnd;
  private int dataLines;

  /** Whether {@link #data} is our own array and not the window, which is filled again. */
  private boolean kept;

  private byte[] keeping = new byte[1024];
  private String type = "";
  private String lastEventId = "";
  private long retryMillis = -1;

  /**
   * @param clock stamps each read as it returns
   * @param readAtNanos its reading when what the source has already was read
   */
  SseReader(BufferedSource source, NanoClock clock, long readAtNanos) {
    this.lines = new LineWindow(source, clock, readAtNanos, MOST_LINE);
  }

  /**
   * Waits for the next event.
   *
   * @return false at the end of the stream; an event that was not closed by a blank line is dropped
   * @throws StreamTooLarge for a line over {@value #MOST_LINE} or an event over {@value
   *     #MOST_EVENT} bytes
   */
  boolean next() throws IOException {
    reset();
    while (true) {
      if (!lines.advance()) {
        keepData();
        if (!lines.fill()) {
          return false;
        }
      } else if (takeLine()) {
        return true;
      }
    }
  }

  /** The array that holds the data of the current event, valid until {@link #next} is called. */
  byte[] data() {
    return data;
  }

  int dataStart() {
    return dataStart;
  }

  int dataLength() {
    return dataEnd - dataStart;
  }

  /** The data as text; makes a new string each time. */
  String dataText() {
    return Utf8.decode(data, dataStart, dataEnd);
  }

  /** The event's type, {@code message} unless the stream named another. */
  String type() {
    return type.isEmpty() ? "message" : type;
  }

  String lastEventId() {
    return lastEventId;
  }

  /** The last reconnection time the stream asked for, in milliseconds. */
  OptionalLong retryMillis() {
    return retryMillis < 0 ? OptionalLong.empty() : OptionalLong.of(retryMillis);
  }

  /** The clock's reading when the read returned that brought the end of the current event. */
  long readAtNanos() {
    return lines.readAtNanos();
  }

  private void reset() {
    dataStart = 0;
    dataEnd = 0;
    dataLines = 0;
    kept = false;
    type = "";
    lines.forgetAscii();
  }

  /** Takes the current line and says whether it completed an event. */
  private boolean takeLine() throws StreamTooLarge {
    byte[] bytes = lines.bytes();
    int start = lines.start();
    int end = lines.end();
    if (firstLine) {
      firstLine = false;
      start += startsWithBom(bytes, start, end) ? 3 : 0;
    }
    if (start < end) {
      takeField(bytes, start, end);
      return false;
    }
    if (dataLines == 0) {
      reset();
      return false;
    }
    repairData();
    return true;
  }

  private void takeField(byte[] bytes, int start, int end) throws StreamTooLarge {
    int colon = start;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    int value = Math.min(colon + 1, end);
    if (value < end && bytes[value] == ' ') {
      value++;
    }
    // A comment starts with its colon, so its name is empty and fits no field.
    if (isName("data", bytes, start, colon)) {
      addData(bytes, value, end);
    } else if (isName("event", bytes, start, colon)) {
      type = Utf8.decode(bytes, value, end);
    } else if (isName("id", bytes, start, colon)) {
      takeId(bytes, value, end);
    } else if (isName("retry", bytes, start, colon)) {
      takeRetry(bytes, value, end);
    }
  }

  private void addData(byte[] bytes, int from, int to) throws StreamTooLarge {
    if (dataLength() + 1L + to - from > MOST_EVENT) {
      throw new StreamTooLarge("One event of the stream", MOST_EVENT);
    }
    dataLines++;
    if (dataLines == 1) {
      data = bytes;
      dataStart = from;
      dataEnd = to;
      return;
    }
    keepData();
    keep(new byte[] {'\n'}, 0, 1);
    keep(bytes, from, to);
  }

  /** Copies the data out of the window, when it is there, because more is to come. */
  private void keepData() {
    if (dataLines == 0 || kept) {
      return;
    }
    byte[] window = data;
    int from = dataStart;
    int to = dataEnd;
    kept = true;
    dataStart = 0;
    dataEnd = 0;
    keep(window, from, to);
  }

  private void keep(byte[] bytes, int from, int to) {
    int length = to - from;
    if (dataEnd + length > keeping.length) {
      keeping = Arrays.copyOf(keeping, Math.max(keeping.length * 2, dataEnd + length));
    }
    System.arraycopy(bytes, from, keeping, dataEnd, length);
    dataEnd += length;
    data = keeping;
  }

  private void repairData() {
    if (!lines.sawOnlyAscii() && !Utf8.isWellFormed(data, dataStart, dataEnd)) {
      data = Utf8.repaired(data, dataStart, dataEnd);
      dataStart = 0;
      dataEnd = data.length;
    }
  }

  private void takeId(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == 0) {
        return;
      }
    }
    lastEventId = Utf8.decode(bytes, from, to);
  }

  private void takeRetry(byte[] bytes, int from, int to) {
    long millis = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return;
      }
      millis = at - from < DIGITS_OF_A_LONG ? millis * 10 + bytes[at] - '0' : Long.MAX_VALUE;
    }
    retryMillis = from < to ? millis : retryMillis;
  }

  private static boolean isName(String name, byte[] bytes, int from, int to) {
    if (to - from != name.length()) {
      return false;
    }
    for (int at = 0; at < name.length(); at++) {
      if (bytes[from + at] != name.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWithBom(byte[] bytes, int from, int to) {
    return to - from >= 3
        && bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }
}
