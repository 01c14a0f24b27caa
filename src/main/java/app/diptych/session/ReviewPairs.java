package app.diptych.session;

import app.diptych.review.Leak;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which trials can be judged blind, and why others cannot.
 *
 * @param items the ids of those that can, in the order of their sessions
 * @param leftOut how many cannot, by why
 * @param leaking in how many of the items an answer says whose it is
 */
public record ReviewPairs(List<String> items, Map<Why, Integer> leftOut, int leaking) {

  /** Why a trial is no pair to judge. */
  public enum Why {
    ONE_SIDED("has one answer only", "have one answer only"),
    UNFINISHED(
        "has an answer that did not come to its end",
        "have an answer that did not come to its end"),
    SWAPPED(
        "was answered by another model than the one asked for",
        "were answered by another model than the one asked for"),
    RECORDED_ELSEWHERE(
        "has a recording that was made for another prompt",
        "have a recording that was made for another prompt"),
    IDENTICAL("has the same answer on both sides", "have the same answer on both sides"),
    LEAKING("has an answer that says whose it is", "have an answer that says whose it is");

    private final String one;
    private final String many;

    Why(String one, String many) {
      this.one = one;
      this.many = many;
    }

    /** Goes on after "1 pair". */
    public String words() {
      return one;
    }

    String words(int count) {
      return count == 1 ? one : many;
    }
  }

  public ReviewPairs {
    items = List.copyOf(items);
    leftOut = Map.copyOf(leftOut);
  }

  /** Looks through those trials. */
  public static ReviewPairs of(List<SavedTrial> trials) {
    return of(trials, false);
  }

  /**
   * The same.
   *
   * @param withoutLeaks whether a pair in which an answer says whose it is cannot be judged
   */
  public static ReviewPairs of(List<SavedTrial> trials, boolean withoutLeaks) {
    List<String> items = new ArrayList<>();
    Map<Why, Integer> leftOut = new EnumMap<>(Why.class);
    int leaking = 0;
    for (SavedTrial trial : trials) {
      Optional<Why> why = why(trial);
      boolean leaks = why.isEmpty() && leaks(trial);
      if (why.isEmpty() && leaks && withoutLeaks) {
        why = Optional.of(Why.LEAKING);
      }
      if (why.isPresent()) {
        leftOut.merge(why.get(), 1, Integer::sum);
      } else {
        items.add(trial.id());
        leaking += leaks ? 1 : 0;
      }
    }
    return new ReviewPairs(items, leftOut, leaking);
  }

  private static boolean leaks(SavedTrial trial) {
    return trial.answers().values().stream()
        .anyMatch(answer -> Leak.tells(answer.text(), trial.prompt()));
  }

  /** These and those. */
  ReviewPairs plus(ReviewPairs more) {
    List<String> all = new ArrayList<>(items);
    all.addAll(more.items);
    Map<Why, Integer> sum = new EnumMap<>(Why.class);
    sum.putAll(leftOut);
    more.leftOut.forEach((why, count) -> sum.merge(why, count, Integer::sum));
    return new ReviewPairs(all, sum, leaking + more.leaking);
  }

  static ReviewPairs none() {
    return new ReviewPairs(List.of(), Map.of(), 0);
  }

  private static Optional<Why> why(SavedTrial trial) {
    Answer a = trial.answer(Side.A).orElse(null);
    Answer b = trial.answer(Side.B).orElse(null);
    if (a == null || b == null) {
      return Optional.of(Why.ONE_SIDED);
    }
    if (a.finishReason() == null || b.finishReason() == null) {
      return Optional.of(Why.UNFINISHED);
    }
    if (a.swapped() || b.swapped()) {
      return Optional.of(Why.SWAPPED);
    }
    if (a.recordedElsewhere() || b.recordedElsewhere()) {
      return Optional.of(Why.RECORDED_ELSEWHERE);
    }
    return a.text().strip().equals(b.text().strip())
        ? Optional.of(Why.IDENTICAL)
        : Optional.empty();
  }

  /** What was left out and why, a sentence each kind; empty when nothing was. */
  public String leftOutWords() {
    return leftOut.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one ->
            "Left out: %d that %s.".formatted(one.getValue(), one.getKey().words(one.getValue())))
        .collect(Collectors.joining(" "));
  }

  /**
   * That answers say whose they are, and what is done about it; empty when none does.
   *
   * @param masked whether names are blacked out
   */
  public String leakWords(boolean masked) {
    if (leaking == 0) {
      return "";
    }
    String words =
        masked
            ? "In %,d pairs an answer says whose it is: it is blacked out."
            : "In %,d pairs an answer says whose it is: raters can read it.";
    return (leaking == 1 ? words.replace("%,d pairs", "%,d pair") : words).formatted(leaking);
  }
}
