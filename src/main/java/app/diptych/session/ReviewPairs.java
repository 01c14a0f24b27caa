package app.diptych.session;

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
 */
public record ReviewPairs(List<String> items, Map<Why, Integer> leftOut) {

  /** Why a trial is no pair to judge. */
  public enum Why {
    ONE_SIDED("has one answer only"),
    UNFINISHED("has an answer that did not come to its end"),
    SWAPPED("was answered by another model than the one asked for"),
    RECORDED_ELSEWHERE("has a recording that was made for another prompt"),
    IDENTICAL("has the same answer on both sides");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /** Goes on after "1 pair". */
    public String words() {
      return words;
    }
  }

  public ReviewPairs {
    items = List.copyOf(items);
    leftOut = Map.copyOf(leftOut);
  }

  /** Looks through those trials. */
  public static ReviewPairs of(List<SavedTrial> trials) {
    List<String> items = new ArrayList<>();
    Map<Why, Integer> leftOut = new EnumMap<>(Why.class);
    for (SavedTrial trial : trials) {
      why(trial)
          .ifPresentOrElse(why -> leftOut.merge(why, 1, Integer::sum), () -> items.add(trial.id()));
    }
    return new ReviewPairs(items, leftOut);
  }

  /** These and those. */
  ReviewPairs plus(ReviewPairs more) {
    List<String> all = new ArrayList<>(items);
    all.addAll(more.items);
    Map<Why, Integer> sum = new EnumMap<>(Why.class);
    sum.putAll(leftOut);
    more.leftOut.forEach((why, count) -> sum.merge(why, count, Integer::sum));
    return new ReviewPairs(all, sum);
  }

  static ReviewPairs none() {
    return new ReviewPairs(List.of(), Map.of());
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
            "Left out: %d that %s.".formatted(one.getValue(), plural(one.getKey(), one.getValue())))
        .collect(Collectors.joining(" "));
  }

  private static String plural(Why why, int count) {
    return count == 1
        ? why.words()
        : why.words().replaceFirst("^has ", "have ").replaceFirst("^was ", "were ");
  }
}
