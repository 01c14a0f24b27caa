package app.diptych.diff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a comparison and counts while it does. */
final class Rows {
  /** A difference whose row has not come yet. */
  private static final int UNSEEN = -1;

  private final List<Row> rows = new ArrayList<>();
  private final List<Integer> firstRows = new ArrayList<>();
  private long elements;
  private long same;

  /** Counts elements: those of both sides, and how many of A's are the same in B. */
  void count(long ofBoth, long alike) {
    elements += ofBoth;
    same += alike;
  }

  /** The number that the next difference has. */
  int nextDifference() {
    return firstRows.size();
  }

  /** A row whose kind shows in its cells: words that differ, or lines that are not there. */
  void add(@Nullable Cell a, @Nullable Cell b) {
    Row.Kind kind = Row.Kind.SAME;
    if (isAlone(a, b)) {
      kind = Row.Kind.ONLY_A;
    } else if (isAlone(b, a)) {
      kind = Row.Kind.ONLY_B;
    } else if ((a != null && a.differs()) || (b != null && b.differs())) {
      kind = Row.Kind.CHANGED;
    }
    add(kind, a, b);
  }

  private static boolean isAlone(@Nullable Cell own, @Nullable Cell other) {
    return own != null
        && own.differs()
        && own.differsWholly()
        && (other == null || other.isBlank());
  }

  void add(Row.Kind kind, @Nullable Cell a, @Nullable Cell b) {
    List<Cell> left = a == null ? List.of() : a.folded();
    List<Cell> right = b == null ? List.of() : b.folded();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      Cell one = i < left.size() ? left.get(i) : null;
      Cell other = i < right.size() ? right.get(i) : null;
      put(new Row(kind, one, other, false));
    }
  }

  void heading(Row.Kind kind, @Nullable Cell a, @Nullable Cell b) {
    put(new Row(kind, a, b, true));
  }

  Diff diff(Mode mode) {
    double similarity = elements == 0 ? 1 : 2.0 * same / elements;
    return new Diff(mode, rows, firstRows, similarity, "");
  }

  private void put(Row row) {
    note(row.a());
    note(row.b());
    rows.add(row);
  }

  /**
   * Notes where differences begin. They come nearly in order: a line that only A has may stand
   * above one that only B has and belong to a later difference.
   */
  private void note(@Nullable Cell cell) {
    if (cell == null) {
      return;
    }
    for (Span span : cell.spans()) {
      while (span.difference() >= firstRows.size()) {
        firstRows.add(UNSEEN);
      }
      if (span.differs() && firstRows.get(span.difference()) == UNSEEN) {
        firstRows.set(span.difference(), rows.size());
      }
    }
  }
}
