package app.diptych.trial;

import app.diptych.completion.Failure;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for the answers of a trial once more, exactly. What counts as that is in
 * docs/decisions/0025.
 *
 * @param of the id of the trial that was repeated
 */
public record Repeat(String of, Map<Side, Result> sides) {
  public Repeat {
    sides = Map.copyOf(sides);
  }

  /** What came of one side. */
  public sealed interface Result {
    /** In a sentence for people, with what to make of it. */
    String sentence();
  }

  /**
   * Character for character, reasoning included.
   *
   * @param whole false when the answer was cut off then or now, so that only what both have could
   *     be compared
   */
  public record Identical(int characters, boolean whole) implements Result {
    @Override
    public String sentence() {
      return whole
          ? String.format(Locale.ROOT, "Identical, all %,d characters.", characters)
          : String.format(
              Locale.ROOT,
              "Identical as far as both go, %,d characters; one of them was cut off.",
              characters);
    }
  }

  /**
   * @param position how many characters are the same before the first that is not
   * @param shared the last of them
   * @param then what came next then; empty when it had ended
   * @param now what came next now; empty when it had ended
   * @param reasons why, as far as what is recorded tells; never empty
   */
  public record Differs(int position, String shared, String then, String now, List<String> reasons)
      implements Result {
    public Differs {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "Differs at character %,d: after \u201c%s\u201d came %s then and %s now. %s",
          position + 1,
          shared,
          quoted(then),
          quoted(now),
          String.join(" ", reasons));
    }

    private static String quoted(String words) {
      return words.isEmpty() ? "the end" : "\u201c" + words + "\u201d";
    }
  }

  /** It was not asked again, or did not answer. */
  public record NotRepeated(String why) implements Result {
    @Override
    public String sentence() {
      return "Not repeated: " + why;
    }
  }

  /** Compares the answers of a trial with those that repeat it. */
  public static Repeat of(String id, Map<Side, Answer> then, Map<Side, Answer> now) {
    Map<Side, Result> sides = new EnumMap<>(Side.class);
    then.forEach((side, answer) -> sides.put(side, result(answer, now.get(side))));
    return new Repeat(id, sides);
  }

  private static Result result(Answer then, @Nullable Answer now) {
    Optional<String> obstacle = obstacle(then);
    if (obstacle.isPresent()) {
      return new NotRepeated(obstacle.get());
    }
    if (now == null) {
      return new NotRepeated("it was not asked again.");
    }
    Failure failure = now.failure();
    boolean said = !now.text().isEmpty() || !now.reasoning().isEmpty();
    return failure != null && !said
        ? new NotRepeated(failure.sentences())
        : FirstDifference.between(then, now);
  }

  /** Why an answer cannot be repeated at all, in a sentence; empty when that can be tried. */
  public static Optional<String> obstacle(Answer then) {
    if (then.recorded()) {
      return Optional.of("it is a recording already.");
    }
    if (!then.local()) {
      return Optional.of(
          "a gateway answered, and nobody here knows or decides how its model is run.");
    }
    if (!then.state().isLast()) {
      return Optional.of("it is still under way.");
    }
    return then.text().isEmpty() && then.reasoning().isEmpty()
        ? Optional.of("there was no answer.")
        : Optional.empty();
  }

  /** Whether every side that could be repeated came out the same, and there was one. */
  public boolean isExact() {
    boolean same = sides.values().stream().anyMatch(Identical.class::isInstance);
    return same && sides.values().stream().noneMatch(Differs.class::isInstance);
  }
}
