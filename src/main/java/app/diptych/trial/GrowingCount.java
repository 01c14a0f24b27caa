package app.diptych.trial;

/**
 * How many tokens a text has that still grows, counted as {@link TokenEstimate} counts the whole.
 * What is in front of the last word is counted once, so looking again and again costs no more than
 * looking at the end. Not thread-safe.
 */
final class GrowingCount {
  /** Text without spaces has to be cut somewhere: a token more or less then and there. */
  private static final int LONGEST_TAIL = 512;

  private int settled;
  private int tokens;

  /** Up to which character nothing needs to be looked at again. */
  int settled() {
    return settled;
  }

  /**
   * How many tokens the text has by now.
   *
   * @param rest what it has from {@link #settled} on
   */
  int with(String rest) {
    int cut = cut(rest);
    tokens += TokenEstimate.count(rest.substring(0, cut));
    settled += cut;
    return tokens + TokenEstimate.count(rest.substring(cut));
  }

  /** No token of o200k reaches over a space that follows something else. */
  private static int cut(String rest) {
    for (int i = rest.length() - 1; i > 0; i--) {
      if (rest.charAt(i) == ' ' && !Character.isWhitespace(rest.charAt(i - 1))) {
        return i;
      }
    }
    return rest.length() > LONGEST_TAIL
            && !Character.isHighSurrogate(rest.charAt(rest.length() - 1))
        ? rest.length()
        : 0;
  }
}
