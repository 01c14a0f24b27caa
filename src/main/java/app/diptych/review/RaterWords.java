package app.diptych.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The verdicts of several raters on one trial in a few words. */
public final class RaterWords {
  private static final int LONGEST_NAME = 24;

  private RaterWords() {}

  /** Such as {@code judge-1: A}, {@code 2 raters: both bad} or {@code 3 raters: A 2, tie 1}. */
  public static String of(Collection<Vote> votes) {
    if (votes.size() == 1) {
      Vote only = votes.iterator().next();
      return cut(who(only)) + ": " + only.verdict().words();
    }
    return votes.size() + " raters: " + counted(votes);
  }

  /** The same without whose they are: {@code A}, {@code both bad × 2} or {@code A 2, tie 1}. */
  public static String brief(Collection<Vote> votes) {
    boolean several = votes.size() > 1 && votes.stream().map(Vote::verdict).distinct().count() == 1;
    return counted(votes) + (several ? " \u00d7 " + votes.size() : "");
  }

  /** The verdict of all of them, or how many there are of each. */
  private static String counted(Collection<Vote> votes) {
    Tally tally = Tally.of(votes.stream().map(Vote::verdict).toList());
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      int count = tally.count(verdict);
      if (count == votes.size()) {
        return verdict.words();
      }
      if (count > 0) {
        parts.add(verdict.words() + " " + count);
      }
    }
    return String.join(", ", parts);
  }

  /** Who said what, a line each. */
  public static String each(Collection<Vote> votes) {
    return votes.stream().map(RaterWords::one).collect(Collectors.joining("\n"));
  }

  private static String who(Vote vote) {
    return vote.rater().isEmpty() ? "you" : vote.rater();
  }

  private static String cut(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "\u2026";
  }

  private static String one(Vote vote) {
    return who(vote)
        + ": "
        + vote.verdict().words()
        + (vote.note().isEmpty() ? "" : ", " + vote.note());
  }
}
