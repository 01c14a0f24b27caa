package app.diptych.ui.batch;

import app.diptych.batch.BatchIndex.Entry;
import app.diptych.batch.BatchIndex.Measured;
import app.diptych.batch.BatchIndex.Verdict;
import app.diptych.cost.CostTotal;
import app.diptych.trial.Side;
import java.util.List;

/**
 * What the items with a tag come to.
 *
 * @param tag empty for items without one
 */
record Group(String tag, List<Entry> entries, long failed, Sum a, Sum b) {

  /**
   * One side of them. Means are of answers that came whole.
   *
   * @param ttftMs mean; negative when none is known
   * @param e2eMs mean; negative when none is known
   * @param tokens all of them
   * @param checked answers held against checks
   */
  record Sum(
      long answered,
      double ttftMs,
      double e2eMs,
      long tokens,
      CostTotal cost,
      long checked,
      long passed) {}

  static Group of(String tag, List<Entry> entries) {
    return new Group(
        tag,
        entries,
        entries.stream().filter(Entry::failed).count(),
        sum(entries, Side.A),
        sum(entries, Side.B));
  }

  Sum side(Side side) {
    return side == Side.A ? a : b;
  }

  private static Sum sum(List<Entry> entries, Side side) {
    long answered = 0;
    double ttft = 0;
    long ttfts = 0;
    double whole = 0;
    long wholes = 0;
    long tokens = 0;
    long checked = 0;
    long passed = 0;
    CostTotal cost = CostTotal.NOTHING;
    for (Entry entry : entries) {
      Measured one = side == Side.A ? entry.a() : entry.b();
      if (one == null) {
        continue;
      }
      cost = one.cost().addTo(cost);
      tokens += Math.max(0, one.tokens());
      checked += one.check() == Verdict.NONE ? 0 : 1;
      passed += one.check() == Verdict.PASSED ? 1 : 0;
      if (one.failure().isEmpty()) {
        answered++;
        ttft += Math.max(0, one.ttftMs());
        ttfts += one.ttftMs() >= 0 ? 1 : 0;
        whole += Math.max(0, one.e2eMs());
        wholes += one.e2eMs() >= 0 ? 1 : 0;
      }
    }
    return new Sum(
        answered,
        ttfts == 0 ? -1 : ttft / ttfts,
        wholes == 0 ? -1 : whole / wholes,
        tokens,
        cost,
        checked,
        passed);
  }
}
