package app.diptych.secret;

import java.util.Arrays;

/**
 * A key as it came from a keyboard or a clipboard, without what came along with it: blanks and
 * invisible characters around it, line breaks where a terminal wrapped it, a leading {@code
 * Bearer}.
 */
public final class PastedKey {
  private static final String BEARER = "Bearer ";

  private final char[] key;
  private final String told;

  private PastedKey(char[] key, String told) {
    this.key = key;
    this.told = told;
  }

  /** The key itself, until it is wiped. */
  public char[] key() {
    return key;
  }

  /** What was left out, in a sentence; empty when nothing was. */
  public String told() {
    return told;
  }

  /**
   * @param typed is zeroed
   */
  public static PastedKey of(char[] typed) {
    char[] kept = new char[typed.length];
    int length = 0;
    boolean lines = false;
    int from = 0;
    int to = typed.length;
    while (from < to && isAround(typed[from])) {
      from++;
    }
    while (to > from && isAround(typed[to - 1])) {
      to--;
    }
    boolean around = to - from < typed.length;
    boolean bearer = new String(typed, from, Math.min(BEARER.length(), to - from)).equals(BEARER);
    for (int i = bearer ? from + BEARER.length() : from; i < to; i++) {
      if (typed[i] == '\n' || typed[i] == '\r') {
        lines = true;
      } else {
        kept[length++] = typed[i];
      }
    }
    char[] key = Arrays.copyOf(kept, length);
    Arrays.fill(kept, '\0');
    Arrays.fill(typed, '\0');
    return new PastedKey(key, told(around, lines, bearer));
  }

  public void wipe() {
    Arrays.fill(key, '\0');
  }

  /** Never shows it. */
  @Override
  public String toString() {
    return "PastedKey[" + told + "]";
  }

  private static boolean isAround(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }

  private static String told(boolean around, boolean lines, boolean bearer) {
    StringBuilder what = new StringBuilder();
    if (around) {
      what.append("blanks or a line break around it");
    }
    if (lines) {
      what.append(what.isEmpty() ? "" : ", ").append("line breaks inside it");
    }
    if (bearer) {
      what.append(what.isEmpty() ? "" : ", ").append("the word Bearer before it");
    }
    return what.isEmpty() ? "" : "The key was pasted with " + what + ", which was left out.";
  }
}
