package app.diptych.cli;

import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchSummary;
import app.diptych.batch.BatchSummary.SideSummary;
import app.diptych.cost.CostTotal;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of several pairs, a line for each model. */
final class PairsTable {
  private static final String[] HEAD = {
    "", "model", "answered", "failed", "cost", "checks passed", "session"
  };

  private final List<Row> rows = new ArrayList<>();

  /** What came of one pair. */
  record Row(BatchPair pair, SavedBatch batch, BatchSummary summary) {}

  void add(Row row) {
    rows.add(row);
  }

  String text() {
    List<String[]> lines = new ArrayList<>();
    lines.add(HEAD);
    lines.add(
        line(
            Side.A,
            rows.getFirst().pair().plan().a(),
            rows.stream().map(row -> row.summary().side(Side.A)).toList(),
            "in each"));
    for (Row row : rows) {
      lines.add(
          line(
              Side.B,
              row.pair().plan().b(),
              List.of(row.summary().side(Side.B)),
              row.batch().session()));
    }
    StringBuilder text = new StringBuilder();
    for (String[] line : lines) {
      text.append(aligned(line, lines)).append('\n');
    }
    return text.append("The report of a pair: diptych report SESSION --out FILE.html").toString();
  }

  private static String[] line(Side side, String model, List<SideSummary> sums, String session) {
    long checked = sums.stream().mapToLong(SideSummary::checked).sum();
    long passed = sums.stream().mapToLong(SideSummary::passed).sum();
    return new String[] {
      side.name(),
      Terminal.safe(model),
      number(sums.stream().mapToLong(SideSummary::answered).sum()),
      number(sums.stream().mapToLong(SideSummary::failed).sum()),
      sums.stream().map(SideSummary::cost).reduce(CostTotal.NOTHING, CostTotal::plus).words(),
      checked == 0 ? "none" : number(passed) + " of " + number(checked),
      session
    };
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String aligned(String[] line, List<String[]> all) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < line.length; column++) {
      int place = column;
      int width = all.stream().mapToInt(one -> one[place].length()).max().orElse(0);
      text.append(line[column]).repeat(' ', width - line[column].length() + 2);
    }
    return text.toString().stripTrailing();
  }
}
