package app.diptych.local;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads little-endian values from the beginning of a file through a small buffer. Nothing is
 * allocated from a length that the file claims until that length was checked against the bytes
 * left.
 */
final class GgufCursor {
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(32 << 10).order(ByteOrder.LITTLE_ENDIAN).limit(0);

  /** Place in the file of the end of the buffer. */
  private long bufferEnd;

  GgufCursor(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  long position() {
    return bufferEnd - buffer.remaining();
  }

  long left() {
    return size - position();
  }

  int u8() throws IOException {
    need(1);
    return buffer.get() & 0xFF;
  }

  int u16() throws IOException {
    need(2);
    return buffer.getShort() & 0xFFFF;
  }

  long u32() throws IOException {
    need(4);
    return buffer.getInt() & 0xFFFF_FFFFL;
  }

  int i32() throws IOException {
    need(4);
    return buffer.getInt();
  }

  long i64() throws IOException {
    need(8);
    return buffer.getLong();
  }

  /** A number of things that cannot be negative and of which each takes some bytes. */
  long count(int leastBytesEach) throws IOException {
    long count = i64();
    if (count < 0 || count > left() / leastBytesEach) {
      throw new EOFException();
    }
    return count;
  }

  String text(int length) throws IOException {
    if (length > left()) {
      throw new EOFException();
    }
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      need(1);
      int part = Math.min(length - filled, buffer.remaining());
      buffer.get(bytes, filled, part);
      filled += part;
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void skip(long bytes) throws IOException {
    if (bytes < 0 || bytes > left()) {
      throw new EOFException();
    }
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      bufferEnd = position() + bytes;
      buffer.limit(0);
    }
  }

  private void need(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    long from = position();
    if (bytes > size - from) {
      throw new EOFException();
    }
    buffer.compact();
    while (buffer.position() < bytes) {
      int read = channel.read(buffer, from + buffer.position());
      if (read < 0) {
        buffer.flip();
        throw new EOFException();
      }
    }
    buffer.flip();
    bufferEnd = from + buffer.remaining();
  }
}
