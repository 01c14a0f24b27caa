package app.diptych.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of a bundle and its check: the CRC-32C of everything before {@code ,"check":} as the last
 * field, in hexadecimal.
 */
final class BundleLine {
  private static final byte[] MARK = ",\"check\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 8;
  private static final int TAIL = MARK.length + DIGITS + 2;

  /** What a look at the check tells. */
  enum Check {
    RIGHT,
    WRONG,
    /** There is none. */
    NONE
  }

  private BundleLine() {}

  /** The object with its check, without a line feed. */
  static String seal(ObjectNode object) {
    String json = escapeHalves(Json.mapper().writeValueAsString(object));
    String body = json.substring(0, json.length() - 1);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return body + ",\"check\":\"" + crc(bytes, bytes.length) + "\"}";
  }

  static Check check(byte[] line) {
    int from = line.length - TAIL;
    if (from <= 0 || line[line.length - 1] != '}' || line[line.length - 2] != '"') {
      return Check.NONE;
    }
    for (int i = 0; i < MARK.length; i++) {
      if (line[from + i] != MARK[i]) {
        return Check.NONE;
      }
    }
    String told = new String(line, from + MARK.length, DIGITS, StandardCharsets.US_ASCII);
    return told.equals(crc(line, from)) ? Check.RIGHT : Check.WRONG;
  }

  /**
   * @throws CharacterCodingException when it is not UTF-8
   */
  static String text(byte[] line) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(line))
        .toString();
  }

  private static String crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return String.format("%08x", crc.getValue());
  }

  /** Half a surrogate pair has no bytes in UTF-8, so it is written as an escape. */
  private static String escapeHalves(String json) {
    StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < json.length()
              && Character.isLowSurrogate(json.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        escaped = escaped == null ? new StringBuilder(json.substring(0, i)) : escaped;
        escaped.append(String.format("\\u%04x", (int) c));
      } else if (escaped != null) {
        escaped.append(c);
      }
      if (pair) {
        i++;
        if (escaped != null) {
          escaped.append(json.charAt(i));
        }
      }
    }
    return escaped == null ? json : escaped.toString();
  }
}
