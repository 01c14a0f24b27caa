package app.diptych.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 as the WHATWG Encoding Standard (section 8.1.1, read 2026-11) asks: each maximal
 * part of an ill-formed sequence becomes one U+FFFD. The JDK's decoder agrees except on encoded
 * surrogates, where it gives one replacement instead of three.
 */
final class Utf8 {
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private Utf8() {}

  static boolean isWellFormed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int length = sequenceLength(bytes, at, to);
      if (length < 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** The same bytes with U+FFFD in place of everything ill-formed. */
  static byte[] repaired(byte[] bytes, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from + 16);
    int at = from;
    while (at < to) {
      int length = sequenceLength(bytes, at, to);
      if (length > 0) {
        out.write(bytes, at, length);
      } else {
        out.writeBytes(REPLACEMENT);
      }
      at += Math.abs(length);
    }
    return out.toByteArray();
  }

  static String decode(byte[] bytes, int from, int to) {
    if (isWellFormed(bytes, from, to)) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    return new String(repaired(bytes, from, to), StandardCharsets.UTF_8);
  }

  /** Length of the sequence at that place; negative for the length of an ill-formed part. */
  private static int sequenceLength(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int needed = lead < 0xC2 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 0;
    if (needed == 0) {
      return -1;
    }
    // The second byte is narrower after four leads: no overlong forms, surrogates or > U+10FFFF.
    int lower = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int upper = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (int seen = 1; seen <= needed; seen++) {
      if (at + seen == to) {
        return -seen;
      }
      int next = bytes[at + seen] & 0xFF;
      if (next < lower || next > upper) {
        return -seen;
      }
      lower = 0x80;
      upper = 0xBF;
    }
    return needed + 1;
  }
}
