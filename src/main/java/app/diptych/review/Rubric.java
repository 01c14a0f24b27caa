package app.diptych.review;

import java.util.List;

/**
 * What is scored in an answer, or in a pair, besides which is better.
 *
 * @param version rises whenever its criteria change: scores of different versions do not mix
 */
public record Rubric(String name, int version, List<Criterion> criteria) {
  private static final int MOST_CRITERIA = 20;

  /** How a criterion is scored. */
  public enum Scale {
    PASS_FAIL(2),
    THREE(3),
    FIVE(5),
    SEVEN(7);

    private final int steps;

    Scale(int steps) {
      this.steps = steps;
    }

    /** The highest score; the lowest is 1. */
    public int steps() {
      return steps;
    }
  }

  /**
   * One thing to score.
   *
   * @param anchors what the scores mean, from the lowest on; as many as there are steps, or none
   * @param perAnswer whether each answer gets a score; else the pair gets one
   * @param required whether a vote needs it
   */
  public record Criterion(
      String name, Scale scale, List<String> anchors, boolean perAnswer, boolean required) {
    /**
     * @throws IllegalArgumentException when it has no name, or some anchors and not all
     */
    public Criterion {
      anchors = List.copyOf(anchors);
      if (name.isBlank()) {
        throw new IllegalArgumentException("A criterion needs a name.");
      }
      if (!anchors.isEmpty() && anchors.size() != scale.steps()) {
        throw new IllegalArgumentException(
            "%s has %d steps and %d descriptions: give one for each step, or none."
                .formatted(name, scale.steps(), anchors.size()));
      }
    }
  }

  /**
   * @throws IllegalArgumentException without a name or criteria, with too many, or with two of one
   *     name
   */
  public Rubric {
    criteria = List.copyOf(criteria);
    if (name.isBlank() || criteria.isEmpty() || criteria.size() > MOST_CRITERIA) {
      throw new IllegalArgumentException(
          "A rubric has a name and 1 to " + MOST_CRITERIA + " criteria.");
    }
    if (criteria.stream().map(Criterion::name).distinct().count() < criteria.size()) {
      throw new IllegalArgumentException("Two criteria have the same name.");
    }
  }
}
