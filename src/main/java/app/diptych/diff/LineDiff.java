package app.diptych.diff;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Compares lists of lines. */
final class LineDiff {
  private final List<String> a;
  private final List<String> b;
  private final Rows rows;
  private final Marking marking;

  /** How two lines that stand beside each other and are not the same are marked. */
  interface Marking {
    WordDiff.Beside mark(String a, String b, int difference);
  }

  private LineDiff(List<String> a, List<String> b, Rows rows, Marking marking) {
    this.a = a;
    this.b = b;
    this.rows = rows;
    this.marking = marking;
  }

  /** The whole texts, or empty when finding what differs takes more than the effort allows. */
  static Optional<Diff> between(String a, String b, Effort effort) {
    Rows rows = new Rows();
    Marking whole =
        (one, other, difference) ->
            new WordDiff.Beside(Cell.of(one, difference), Cell.of(other, difference));
    boolean done =
        into(rows, TextLine.texts(a), TextLine.texts(b), String::stripTrailing, whole, effort);
    return done ? Optional.of(rows.diff(Mode.LINES)) : Optional.empty();
  }

  /**
   * Adds the lines to the rows.
   *
   * @param essence what of a line counts
   * @return false, and nothing is added, when it takes more than the effort allows
   */
  static boolean into(
      Rows rows,
      List<String> a,
      List<String> b,
      UnaryOperator<String> essence,
      Marking marking,
      Effort effort) {
    Optional<List<Edit>> edits =
        EditScript.between(
            a.stream().map(essence).toList(), b.stream().map(essence).toList(), effort);
    edits.ifPresent(found -> new LineDiff(a, b, rows, marking).add(found));
    return edits.isPresent();
  }

  private void add(List<Edit> edits) {
    int i = 0;
    int j = 0;
    int same = 0;
    for (Edit edit : edits) {
      same += same(i, edit.aFrom(), j);
      changed(edit);
      i = edit.aTo();
      j = edit.bTo();
    }
    same += same(i, a.size(), j);
    rows.count((long) a.size() + b.size(), same);
  }

  private int same(int aFrom, int aTo, int bFrom) {
    for (int i = aFrom; i < aTo; i++) {
      rows.add(
          Row.Kind.SAME,
          Cell.of(a.get(i), Span.NONE),
          Cell.of(b.get(bFrom + i - aFrom), Span.NONE));
    }
    return aTo - aFrom;
  }

  private void changed(Edit edit) {
    int difference = rows.nextDifference();
    for (int k = 0; k < edit.size(); k++) {
      String one = k < edit.aSize() ? a.get(edit.aFrom() + k) : null;
      String other = k < edit.bSize() ? b.get(edit.bFrom() + k) : null;
      if (one != null && other != null) {
        WordDiff.Beside beside = marking.mark(one, other, difference);
        rows.add(Row.Kind.CHANGED, beside.a(), beside.b());
      } else {
        Row.Kind kind = one != null ? Row.Kind.ONLY_A : Row.Kind.ONLY_B;
        rows.add(kind, cell(one, difference), cell(other, difference));
      }
    }
  }

  private static @Nullable Cell cell(@Nullable String line, int difference) {
    return line == null ? null : Cell.of(line, difference);
  }
}
