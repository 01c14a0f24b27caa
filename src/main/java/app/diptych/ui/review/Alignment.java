package app.diptych.ui.review;

import org.jspecify.annotations.Nullable;

/**
 * Which characters of an answer's Markdown the characters on the screen are. What is shown is the
 * source without its signs, so both are walked through side by side; where they part, the next
 * place where they run alike again is taken.
 */
final class Alignment {
  private static final int WINDOW = 2_000;
  private static final int SURE = 8;

  /** For each character on the screen its place in the source, or -1. */
  private final int[] source;

  Alignment(String markdown, String shown) {
    source = new int[shown.length()];
    int at = 0;
    boolean running = true;
    for (int i = 0; i < source.length; i++) {
      char wanted = shown.charAt(i);
      source[i] = -1;
      if (Character.isWhitespace(wanted)) {
        continue;
      }
      while (at < markdown.length() && Character.isWhitespace(markdown.charAt(at))) {
        at++;
      }
      int found =
          running && at < markdown.length() && markdown.charAt(at) == wanted
              ? at
              : find(markdown, at, shown, i);
      running = found >= 0;
      if (running) {
        source[i] = found;
        at = found + 1;
      }
    }
  }

  /** The first place that runs alike for sure, else the one that does so for longest; or -1. */
  private static int find(String markdown, int from, String shown, int i) {
    int best = -1;
    int longest = 0;
    int end = Math.min(markdown.length(), from + WINDOW);
    for (int at = from; at < end; at++) {
      int run = run(markdown, at, shown, i);
      if (run >= SURE) {
        return at;
      }
      if (run > longest) {
        longest = run;
        best = at;
      }
    }
    return best;
  }

  /** How many characters both go on alike for, signs of Markdown in the source passed over. */
  private static int run(String markdown, int at, String shown, int i) {
    int run = 0;
    int a = at;
    int b = i;
    while (run < SURE && b < shown.length()) {
      if (run > 0 && Character.isWhitespace(shown.charAt(b))) {
        b++;
      } else if (a < markdown.length() && markdown.charAt(a) == shown.charAt(b)) {
        a++;
        b++;
        run++;
      } else if (run > 0 && a < markdown.length() && isSign(markdown.charAt(a))) {
        a++;
      } else {
        return run;
      }
    }
    return run == 0 ? 0 : SURE;
  }

  private static boolean isSign(char one) {
    return Character.isWhitespace(one) || "*_`~\\#>|[]()".indexOf(one) >= 0;
  }

  /**
   * The place in the source of what stands between two places on the screen; null when nothing of
   * the source does.
   */
  @Nullable Place toSource(int from, int to) {
    int first = -1;
    int last = -1;
    for (int i = Math.max(0, from); i < Math.min(to, source.length); i++) {
      if (source[i] >= 0) {
        first = first < 0 ? source[i] : first;
        last = source[i];
      }
    }
    return first < 0 ? null : new Place(first, last + 1);
  }

  /** The place on the screen of what stands there in the source; null when nothing is shown. */
  @Nullable Place toShown(int from, int to) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < source.length; i++) {
      if (source[i] >= from && source[i] < to) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    return first < 0 ? null : new Place(first, last + 1);
  }

  /** From the first character to behind the last. */
  record Place(int from, int to) {}
}
