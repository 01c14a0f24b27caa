package app.diptych.report.decision;

import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Results;
import app.diptych.timing.Share;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The main numbers of a report.
 *
 * @param winRate of A, ties half
 * @param costLess by how many per cent the cheaper one costs less on the same prompts; null when no
 *     difference is shown
 * @param cheaper which one that is; null likewise
 */
public record Numbers(
    long votes,
    long a,
    long b,
    long ties,
    long bothBad,
    Optional<Estimate> winRate,
    double signTestP,
    Side sideA,
    Side sideB,
    @Nullable String cheaper,
    @Nullable Double costLess) {

  /**
   * Of one model.
   *
   * @param answers of its own that ended
   * @param timed how many have times that compare
   * @param errors of those that were answered or failed
   */
  public record Side(String model, int answers, int timed, Share errors) {
    private static Side of(SideFacts side) {
      return new Side(
          side.model(), side.own().size(), side.group().metrics().size(), side.group().errors());
    }
  }

  static Numbers of(Decided decided) {
    Results results = decided.results();
    CostBeside cost = decided.cost();
    boolean shown = cost.isShown();
    return new Numbers(
        results.n(),
        results.a(),
        results.b(),
        results.ties(),
        results.bothBad(),
        results.winRate(),
        results.signTest().p(),
        Side.of(decided.a()),
        Side.of(decided.b()),
        shown ? (cost.isCheaperA() ? decided.a() : decided.b()).model() : null,
        shown ? cost.percent() : null);
  }
}
