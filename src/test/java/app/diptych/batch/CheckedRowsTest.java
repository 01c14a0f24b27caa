package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.review.stats.McNemar;
import org.junit.jupiter.api.Test;

/** Rows are compared, and not every time one was asked. */
class CheckedRowsTest {
  private final CheckedRows rows = new CheckedRows();

  @Test
  void tenRepeatsOfARowAreOnePair() {
    for (int i = 0; i < 10; i++) {
      rows.add("1", true, false);
    }
    McNemar test = rows.test().orElseThrow();
    assertThat(test.onlyA()).isEqualTo(1);
    assertThat(test.both() + test.onlyB() + test.neither()).isZero();
    assertThat(test.p()).isEqualTo(1);
  }

  @Test
  void aSidePassesARowWithMoreThanHalfOfItsAnswers() {
    rows.add("1", true, false);
    rows.add("1", true, false);
    rows.add("1", false, true);
    rows.add("2", false, true);
    rows.add("3", true, true);
    rows.add("4", false, false);
    McNemar test = rows.test().orElseThrow();
    assertThat(cells(test)).containsExactly(1, 1, 1, 1);
  }

  @Test
  void halfOfItsAnswersIsNoDifference() {
    rows.add("1", true, false);
    rows.add("1", false, false);
    rows.add("2", true, true);
    rows.add("2", true, false);
    rows.add("3", true, false);
    rows.add("3", false, true);
    assertThat(cells(rows.test().orElseThrow())).containsExactly(1, 0, 0, 2);
  }

  @Test
  void withoutARowThereIsNoTest() {
    assertThat(rows.test()).isEmpty();
  }

  private static long[] cells(McNemar test) {
    return new long[] {test.both(), test.onlyA(), test.onlyB(), test.neither()};
  }
}
