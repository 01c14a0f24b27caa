package app.diptych.batch;

import app.diptych.batch.BatchIndex.Entry;
import app.diptych.batch.BatchIndex.Measured;
import app.diptych.batch.BatchIndex.Verdict;
import app.diptych.cost.CostTotal;
import app.diptych.review.stats.McNemar;
import app.diptych.timing.Percentiles;
import app.diptych.timing.Percentiles.Percentile;
import app.diptych.trial.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the two sides of a batch come to.
 *
 * @param rows who of the two passes the checks of which rows; empty when none was checked on both
 *     sides
 */
public record BatchScores(OneSide a, OneSide b, Optional<McNemar> rows) {

  /**
   * One side. Times are of answers that came whole.
   *
   * @param asked answers there are or should be
   * @param answered of them came whole
   * @param checked answers held against checks, those that failed to come too
   * @param ttft the median, in milliseconds
   * @param endToEnd the median, in milliseconds
   * @param slowest the 95th percentile of end to end, in milliseconds
   */
  public record OneSide(
      long asked,
      long answered,
      long checked,
      long passed,
      CostTotal cost,
      Percentile ttft,
      Percentile endToEnd,
      Percentile slowest) {}

  public static BatchScores of(BatchIndex index) {
    CheckedRows rows = new CheckedRows();
    for (Entry entry : index.entries()) {
      Measured a = entry.a();
      Measured b = entry.b();
      if (a != null && b != null && a.check() != Verdict.NONE && b.check() != Verdict.NONE) {
        rows.add(
            Long.toString(entry.row()), a.check() == Verdict.PASSED, b.check() == Verdict.PASSED);
      }
    }
    return new BatchScores(
        side(index.entries(), Side.A), side(index.entries(), Side.B), rows.test());
  }

  public OneSide side(Side side) {
    return side == Side.A ? a : b;
  }

  private static OneSide side(List<Entry> entries, Side side) {
    List<Measured> all =
        entries.stream().map(entry -> entry.side(side)).flatMap(Optional::stream).toList();
    List<Measured> whole = all.stream().filter(one -> one.failure().isEmpty()).toList();
    CostTotal cost = CostTotal.NOTHING;
    for (Measured one : all) {
      cost = one.cost().addTo(cost);
    }
    double[] endToEnd = known(whole, Measured::e2eMs);
    return new OneSide(
        all.size(),
        whole.size(),
        all.stream().filter(one -> one.check() != Verdict.NONE).count(),
        all.stream().filter(one -> one.check() == Verdict.PASSED).count(),
        cost,
        Percentiles.of(known(whole, Measured::ttftMs), 50),
        Percentiles.of(endToEnd, 50),
        Percentiles.of(endToEnd, 95));
  }

  /** In ascending order. */
  private static double[] known(List<Measured> of, ToDoubleFunction<Measured> number) {
    double[] values = of.stream().mapToDouble(number).filter(value -> value >= 0).toArray();
    Arrays.sort(values);
    return values;
  }
}
