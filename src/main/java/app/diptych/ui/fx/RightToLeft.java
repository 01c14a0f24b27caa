package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text of scripts that are read from right to left where lines may break. JavaFX 26 cannot lay
 * out a run of such text that it has to break itself: it looks for the spaces at the end of the
 * line in the wrong place and throws ({@code PrismTextLayout.computeTrailingSpaceWidth}). Runs end
 * where styles change, so the gaps between words get one that looks like nothing.
 */
final class RightToLeft {
  /** The style of what stands between two words. */
  static final String GAP = "run-gap";

  /** The style of every second part of a word, or a gap, that is longer than a run may be. */
  static final String CUT = "run-cut";

  /** So many characters always have room in a line. */
  private static final int MOST = 12;

  private RightToLeft() {}

  /** The same text in runs that need not be broken; the very same list when there is no need. */
  static List<StyledText> cut(List<StyledText> texts) {
    if (texts.stream().noneMatch(text -> isIn(text.text()))) {
      return texts;
    }
    List<StyledText> cut = new ArrayList<>();
    for (StyledText text : texts) {
      if (isIn(text.text())) {
        cut(text, cut);
      } else {
        cut.add(text);
      }
    }
    return cut;
  }

  private static boolean isIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '\u0590') {
        byte direction = Character.getDirectionality(text.codePointAt(i));
        if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
            || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
          return true;
        }
      }
    }
    return false;
  }

  private static void cut(StyledText text, List<StyledText> into) {
    String whole = text.text();
    List<String> plain =
        text.styles().stream().filter(style -> !style.equals(CUT) && !style.equals(GAP)).toList();
    boolean second = text.styles().contains(CUT);
    boolean gapBefore = text.styles().contains(GAP);
    int start = 0;
    while (start < whole.length()) {
      boolean gap = Character.isWhitespace(whole.charAt(start));
      second &= gap == gapBefore;
      int end = end(whole, start, gap);
      List<String> styles = new ArrayList<>(plain);
      if (gap) {
        styles.add(GAP);
      }
      if (second) {
        styles.add(CUT);
      }
      into.add(new StyledText(whole.substring(start, end), styles));
      second = !second;
      gapBefore = gap;
      start = end;
    }
  }

  /** Where the word or the gap, or as much of it as a run may have, ends. */
  private static int end(String whole, int start, boolean gap) {
    int end = start;
    while (end < whole.length()
        && Character.isWhitespace(whole.charAt(end)) == gap
        && (end - start < MOST || !isBase(whole, end))) {
      end++;
    }
    return end;
  }

  /** Whether a character begins there that is written by itself. */
  private static boolean isBase(String whole, int at) {
    char c = whole.charAt(at);
    int type = Character.getType(whole.codePointAt(at));
    return !Character.isLowSurrogate(c)
        && type != Character.NON_SPACING_MARK
        && type != Character.ENCLOSING_MARK
        && type != Character.COMBINING_SPACING_MARK
        && type != Character.FORMAT;
  }
}
