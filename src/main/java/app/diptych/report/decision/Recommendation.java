package app.diptych.report.decision;

import app.diptych.review.stats.StoppingRule.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model to take.
 *
 * @param take the model that is named; null when none is, or when it makes no difference
 * @param sentence what to take away
 * @param why the reasons, a sentence each
 * @param changes what would change it, a sentence each
 * @param moreVotes about how many more votes are needed; 0 when enough are there
 * @param beyond whether it would be more than could be looked at
 */
public record Recommendation(
    Choice choice,
    @Nullable String take,
    String sentence,
    List<Text> why,
    List<String> changes,
    long moreVotes,
    boolean beyond) {

  /** What there is to choose. */
  public enum Choice {
    A("A"),
    B("B"),
    EITHER("either"),
    NEITHER("neither"),
    NOT_YET("not yet");

    private final String words;

    Choice(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    static Choice of(Decision decision) {
      return switch (decision) {
        case A_BETTER -> A;
        case B_BETTER -> B;
        case EQUAL -> EITHER;
        case KEEP_VOTING -> NOT_YET;
      };
    }
  }

  public Recommendation {
    why = List.copyOf(why);
    changes = List.copyOf(changes);
  }
}
