package app.diptych.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * Drops matches that mean nothing: a comma or an article that happens to stand in both of two
 * passages that have nothing else in common. Without this a rewritten sentence looks like confetti.
 */
final class Glue {
  /** A match with no more letters than this may be chance. */
  private static final int LIGHT = 4;

  /** A character of a script without spaces carries as much as so many letters. */
  private static final int CHARACTER = 3;

  /** A passage with fewer words is no rewrite. */
  private static final int LEAST_WORDS = 2;

  private Glue() {}

  /** The edits with light matches between two passages made part of one edit. */
  static List<Edit> dissolve(List<Edit> edits, List<Word> a) {
    List<Edit> result = new ArrayList<>();
    for (Edit edit : edits) {
      Edit before = result.isEmpty() ? null : result.getLast();
      if (before != null && isChance(before, edit, a)) {
        result.set(result.size() - 1, before.through(edit));
      } else {
        result.add(edit);
      }
    }
    return result;
  }

  private static boolean isChance(Edit before, Edit after, List<Word> a) {
    int words = after.aFrom() - before.aTo();
    return before.size() >= LEAST_WORDS
        && after.size() >= LEAST_WORDS
        && words <= Math.min(before.size(), after.size())
        && weight(a.subList(before.aTo(), after.aFrom())) <= LIGHT;
  }

  private static int weight(List<Word> words) {
    return words.stream().mapToInt(Glue::weight).sum();
  }

  private static int weight(Word word) {
    int first = word.text().codePointAt(0);
    if (Words.standsAlone(first)) {
      return CHARACTER;
    }
    return Character.isLetterOrDigit(first) ? word.text().length() : 0;
  }
}
