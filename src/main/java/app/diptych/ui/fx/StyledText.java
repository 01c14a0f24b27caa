package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of text in one style.
 *
 * @param text what is shown, without line ends
 * @param styles style classes, such as {@code bold} or {@code kw}; none for plain text
 */
public record StyledText(String text, List<String> styles) {
  public StyledText {
    styles = List.copyOf(styles);
  }

  static StyledText plain(String text) {
    return new StyledText(text, List.of());
  }

  /** The text of all runs, one after the other. */
  static String textOf(List<StyledText> runs) {
    StringBuilder text = new StringBuilder();
    runs.forEach(run -> text.append(run.text()));
    return text.toString();
  }

  /** The part from that character on. */
  static List<StyledText> from(List<StyledText> runs, int start) {
    List<StyledText> rest = new ArrayList<>();
    int skip = start;
    for (StyledText run : runs) {
      if (skip >= run.text().length()) {
        skip -= run.text().length();
      } else {
        rest.add(skip == 0 ? run : new StyledText(run.text().substring(skip), run.styles()));
        skip = 0;
      }
    }
    return rest;
  }

  /** How many characters both begin with, in the same styles. */
  static int commonPrefix(List<StyledText> left, List<StyledText> right) {
    int common = 0;
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      StyledText a = left.get(i);
      StyledText b = right.get(i);
      if (!a.styles().equals(b.styles())) {
        return common;
      }
      int same = samePrefix(a.text(), b.text());
      common += same;
      if (same < a.text().length() || same < b.text().length()) {
        return common;
      }
    }
    return common;
  }

  private static int samePrefix(String a, String b) {
    int limit = Math.min(a.length(), b.length());
    int i = 0;
    while (i < limit && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    // Never between the halves of a pair: what stays on the screen must be whole characters.
    return i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
  }
}
