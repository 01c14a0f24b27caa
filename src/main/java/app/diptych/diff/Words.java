package app.diptych.diff;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a text into words. Letters and digits that follow each other are one word, with an
 * apostrophe or a decimal point between them; in scripts written without spaces every character is
 * its own word, and so is every other mark, emoji included. A character as the reader sees it is
 * never cut in two. White space is between words and belongs to none.
 */
final class Words {
  /** Longer runs, such as encoded data, are cut. */
  static final int LONGEST = 200;

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private int start = -1;

  private Words(String text) {
    this.text = text;
  }

  static List<Word> of(String text) {
    Words splitter = new Words(text);
    splitter.split();
    return List.copyOf(splitter.words);
  }

  private void split() {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int from = characters.first();
    for (int to = characters.next(); to != BreakIterator.DONE; to = characters.next()) {
      take(from, to);
      from = to;
    }
    finish(text.length());
  }

  private void take(int from, int to) {
    int codePoint = text.codePointAt(from);
    boolean joins = isWordLike(codePoint) || (start >= 0 && isInside(from, to));
    if (joins && start >= 0 && to - start <= LONGEST) {
      return;
    }
    finish(from);
    if (joins) {
      start = from;
    } else if (!isSpace(codePoint)) {
      words.add(new Word(text.substring(from, to), from));
    }
  }

  private void finish(int end) {
    if (start >= 0) {
      words.add(new Word(text.substring(start, end), start));
      start = -1;
    }
  }

  /** An apostrophe or point between two letters or digits. */
  private boolean isInside(int from, int to) {
    return to - from == 1
        && "'\u2019.,".indexOf(text.charAt(from)) >= 0
        && to < text.length()
        && isWordLike(text.codePointAt(to))
        && (text.charAt(from) == '\'' || text.charAt(from) == '\u2019' || isNumber(from, to));
  }

  private boolean isNumber(int from, int to) {
    return Character.isDigit(text.codePointBefore(from)) && Character.isDigit(text.codePointAt(to));
  }

  private static boolean isWordLike(int codePoint) {
    return (Character.isLetterOrDigit(codePoint) || codePoint == '_') && !standsAlone(codePoint);
  }

  /** Whether it belongs to a script that puts no spaces between words. */
  static boolean standsAlone(int codePoint) {
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }

  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
