package app.diptych.gateway;

/**
 * Joins pieces of text so that each is whole code points: a gateway may cut between the two halves
 * of a surrogate pair. A half that finds no partner becomes U+FFFD.
 */
final class WholeText {
  private static final char NONE = 0;
  private static final char REPLACEMENT = '\uFFFD';

  private char waiting = NONE;

  /** The pieces so far as far as they are whole; may be empty. */
  String add(String piece) {
    if (piece.isEmpty() || (waiting == NONE && !hasSurrogate(piece))) {
      return piece;
    }
    String joined = waiting == NONE ? piece : waiting + piece;
    int last = joined.length() - 1;
    waiting = Character.isHighSurrogate(joined.charAt(last)) ? joined.charAt(last) : NONE;
    return repaired(waiting == NONE ? joined : joined.substring(0, last));
  }

  /** What was held back and will find no partner any more. */
  String end() {
    boolean held = waiting != NONE;
    waiting = NONE;
    return held ? String.valueOf(REPLACEMENT) : "";
  }

  /** The text with U+FFFD for each lone surrogate. */
  static String repaired(String text) {
    if (!hasSurrogate(text)) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point ->
            whole.appendCodePoint(
                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                    ? REPLACEMENT
                    : point));
    return whole.toString();
  }

  private static boolean hasSurrogate(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        return true;
      }
    }
    return false;
  }
}
