package app.diptych.session;

import app.diptych.trial.Recording;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Deltas as bytes: for each the time since the one before in nanoseconds, then its length in UTF-16
 * characters with the lowest bit telling reasoning; both as LEB128 numbers, the time zigzag coded.
 */
final class DeltaPack {
  /** In each byte of a number. */
  private static final int BITS = 7;

  /** Ten bytes hold every number. */
  private static final int WIDEST = 10 * BITS;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long last;

  /** Adds one delta. */
  void add(long offsetNanos, int length, boolean reasoning) {
    long step = offsetNanos - last;
    last = offsetNanos;
    put((step << 1) ^ (step >> 63));
    put(((long) length << 1) | (reasoning ? 1 : 0));
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  static byte[] pack(Recording recording) {
    DeltaPack pack = new DeltaPack();
    for (int i = 0; i < recording.size(); i++) {
      pack.add(recording.offset(i), recording.length(i), recording.isReasoning(i));
    }
    return pack.bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no pack
   */
  static Recording unpack(byte[] bytes) {
    Builder builder = new Builder();
    builder.read(bytes);
    return builder.recording();
  }

  /** Puts several packs together; each begins to count at zero. */
  static final class Builder {
    private long[] offsets = new long[64];
    private int[] lengths = new int[64];
    private boolean[] reasoning = new boolean[64];
    private int size;

    /** Where the next number stands in what is being read. */
    private int at;

    void read(byte[] bytes) {
      at = 0;
      long offset = 0;
      while (at < bytes.length) {
        long step = number(bytes);
        offset += (step >>> 1) ^ -(step & 1);
        long length = number(bytes);
        if (length < 0 || length >>> 1 > Integer.MAX_VALUE) {
          throw new IllegalArgumentException("A delta of impossible length");
        }
        add(offset, (int) (length >>> 1), (length & 1) == 1);
      }
    }

    Recording recording() {
      return Recording.of(
          Arrays.copyOf(offsets, size),
          Arrays.copyOf(lengths, size),
          Arrays.copyOf(reasoning, size));
    }

    int size() {
      return size;
    }

    /** Forgets the oldest. */
    void dropFirst(int count) {
      System.arraycopy(offsets, count, offsets, 0, size - count);
      System.arraycopy(lengths, count, lengths, 0, size - count);
      System.arraycopy(reasoning, count, reasoning, 0, size - count);
      size -= count;
    }

    void add(long offset, int length, boolean isReasoning) {
      if (size == offsets.length) {
        offsets = Arrays.copyOf(offsets, size * 2);
        lengths = Arrays.copyOf(lengths, size * 2);
        reasoning = Arrays.copyOf(reasoning, size * 2);
      }
      offsets[size] = offset;
      lengths[size] = length;
      reasoning[size++] = isReasoning;
    }

    private long number(byte[] bytes) {
      long value = 0;
      for (int shift = 0; shift < WIDEST && at < bytes.length; shift += BITS) {
        byte part = bytes[at++];
        value |= (part & 0x7FL) << shift;
        if (part >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("The deltas end in the middle of a number");
    }
  }

  private void put(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
