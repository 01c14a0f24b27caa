package app.diptych.ui.keys;

import java.util.Locale;

/** How well words that somebody types fit the name of something. */
final class Match {
  /** It does not fit. */
  static final int NONE = -1;

  private static final int START = 8;
  private static final int WORD = 6;
  private static final int WITHIN = 3;
  private static final int SCATTERED = 1;

  private Match() {}

  /**
   * Every word must fit somewhere: best at the start of the name, then at the start of a word, then
   * within one, and last as letters in that order within one word.
   *
   * @return more for a better fit, {@link #NONE} when a word fits nowhere
   */
  static int of(String typed, String name) {
    String[] names = words(name);
    int sum = 0;
    for (String word : words(typed)) {
      if (word.isEmpty()) {
        continue;
      }
      int best = NONE;
      for (int place = 0; place < names.length; place++) {
        best = Math.max(best, fit(word, names[place], place == 0));
      }
      if (best == NONE) {
        return NONE;
      }
      sum += best;
    }
    return sum;
  }

  private static int fit(String word, String name, boolean first) {
    if (name.startsWith(word)) {
      return first ? START : WORD;
    }
    if (name.contains(word)) {
      return WITHIN;
    }
    return isScattered(word, name) ? SCATTERED : NONE;
  }

  /** One letter is in too many words, and two are in most. */
  private static boolean isScattered(String word, String name) {
    if (word.length() < 3 || name.isEmpty() || word.charAt(0) != name.charAt(0)) {
      return false;
    }
    int at = 0;
    for (int i = 0; i < name.length() && at < word.length(); i++) {
      at += name.charAt(i) == word.charAt(at) ? 1 : 0;
    }
    return at == word.length();
  }

  private static String[] words(String text) {
    return text.strip().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}?+]+");
  }
}
