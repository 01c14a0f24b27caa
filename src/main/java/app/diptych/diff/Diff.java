package app.diptych.diff;

import java.util.List;

/**
 * Two answers beside each other.
 *
 * <p>The similarity is {@code 2 M / T}, where T is the number of elements of both answers together
 * and M how many of A's have their partner in B (the ratio of Ratcliff and Obershelp, as in
 * Python's {@code difflib}): 1 when nothing differs, 0 when nothing is the same. The elements are
 * words, lines, JSON values or lines of code, by the mode.
 *
 * @param mode what was compared, which is not always what was asked for
 * @param rows every line of both answers, in order
 * @param firstRows for each difference the row in which it begins
 * @param similarity from 0 to 1
 * @param note what the reader should know about this comparison, or empty
 */
public record Diff(
    Mode mode, List<Row> rows, List<Integer> firstRows, double similarity, String note)
    implements Outcome {

  public Diff {
    rows = List.copyOf(rows);
    firstRows = List.copyOf(firstRows);
  }

  /** How many places differ; words that follow each other count as one place. */
  public int differences() {
    return firstRows.size();
  }

  /**
   * The similarity in whole per cent; 100 only when nothing differs, 0 only when nothing is same.
   */
  public int percentSame() {
    if (differences() == 0) {
      return 100;
    }
    int rounded = (int) Math.round(similarity * 100);
    return similarity == 0 ? 0 : Math.clamp(rounded, 1, 99);
  }

  Diff noting(String words) {
    return new Diff(mode, rows, firstRows, similarity, words);
  }

  @Override
  public Diff mirrored() {
    return new Diff(mode, rows.stream().map(Row::mirrored).toList(), firstRows, similarity, note);
  }
}
