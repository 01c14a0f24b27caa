package app.diptych.gateway;

/**
 * Takes a key out of a text that comes in pieces, wherever the pieces end. A piece is handed on at
 * once unless its end may be the greater part of the beginning of the key; so an ordinary answer is
 * never held back. See decision record 17. Not thread-safe.
 */
final class KeyMask {
  /** So many first characters of a key give nothing away: vendors begin all of theirs alike. */
  static final int TELLING = 8;

  private final String secret;
  private final String mask;

  /** How many characters at the end of what came are the beginning of the key. */
  private int matched;

  /** How many of those were handed on, fewer than {@link #TELLING}. */
  private int handedOn;

  /**
   * @param secret empty for none
   * @param mask stands in its place
   */
  KeyMask(String secret, String mask) {
    this.secret = secret;
    this.mask = mask;
  }

  /** What may be shown of the text so far; may be empty. */
  String add(String piece) {
    if (secret.isEmpty() || piece.isEmpty()) {
      return piece;
    }
    String text = matched == 0 ? piece : secret.substring(0, matched) + piece;
    int from = handedOn;
    int begin = 0;
    StringBuilder shown = null;
    for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, begin)) {
      shown = shown == null ? new StringBuilder() : shown;
      shown.append(text, from, Math.max(from, at)).append(mask);
      begin = at + secret.length();
      from = begin;
    }
    int start = beginningOfKey(text, begin);
    matched = text.length() - start;
    int end = matched >= TELLING ? Math.max(from, start) : text.length();
    handedOn = end - start;
    return shown == null ? text.substring(from, end) : shown.append(text, from, end).toString();
  }

  /** What was held back, masked: the text was cut within what looked like the key. */
  String end() {
    boolean held = matched >= TELLING;
    matched = 0;
    handedOn = 0;
    return held ? mask : "";
  }

  /** Where the longest end of the text begins that the key begins with; its length for none. */
  private int beginningOfKey(String text, int from) {
    for (int at = Math.max(from, text.length() - secret.length() + 1); at < text.length(); at++) {
      if (text.charAt(at) == secret.charAt(0) && secret.startsWith(text.substring(at))) {
        return at;
      }
    }
    return text.length();
  }
}
