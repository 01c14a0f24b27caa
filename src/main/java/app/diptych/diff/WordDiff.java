package app.diptych.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares two texts word by word, wherever their lines are broken. */
final class WordDiff {
  private final List<Word> a;
  private final List<Word> b;
  private final List<Edit> edits;

  private WordDiff(List<Word> a, List<Word> b, List<Edit> edits) {
    this.a = a;
    this.b = b;
    this.edits = edits;
  }

  /** What differs, or empty when finding it takes more than the effort allows. */
  static Optional<Diff> between(String a, String b, Effort effort) {
    return of(a, b, effort).map(words -> words.diff(a, b));
  }

  private static Optional<WordDiff> of(String a, String b, Effort effort) {
    List<Word> inA = Words.of(a);
    List<Word> inB = Words.of(b);
    return EditScript.between(texts(inA), texts(inB), effort)
        .map(edits -> new WordDiff(inA, inB, Glue.dissolve(edits, inA)));
  }

  private static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }

  /** Two single lines beside each other, with the words that differ marked. */
  record Beside(Cell a, Cell b) {}

  /**
   * Marks the words that differ within one difference; all of both lines when no word does, as in
   * that case only their spaces differ.
   */
  static Beside within(String a, String b, int difference, Effort effort) {
    Optional<WordDiff> words =
        a.length() + b.length() > Cell.LONGEST ? Optional.empty() : of(a, b, effort);
    return words
        .filter(found -> !found.edits.isEmpty())
        .map(found -> found.beside(a, b, difference))
        .orElseGet(() -> new Beside(Cell.of(a, difference), Cell.of(b, difference)));
  }

  private Beside beside(String left, String right, int difference) {
    List<Cell> one = new MarkedText(left, a, all(marksOfA(), difference)).cells();
    List<Cell> other = new MarkedText(right, b, all(marksOfB(), difference)).cells();
    return new Beside(first(one), first(other));
  }

  private static Cell first(List<Cell> cells) {
    return cells.isEmpty() ? new Cell(List.of()) : cells.getFirst();
  }

  private static int[] all(int[] marks, int difference) {
    return Arrays.stream(marks).map(mark -> mark == Span.NONE ? mark : difference).toArray();
  }

  private Diff diff(String left, String right) {
    MarkedText one = new MarkedText(left, a, marksOfA());
    MarkedText other = new MarkedText(right, b, marksOfB());
    int[] partners = Alignment.partners(a.size(), edits);
    List<Cell> cellsOfA = one.cells();
    List<Cell> cellsOfB = other.cells();
    Rows rows = new Rows();
    Alignment.of(one.linesOfWords(), other.linesOfWords(), partners, one, other)
        .forEach(pair ->
            rows.add(
                pair.a() == Alignment.NOTHING ? null : cellsOfA.get(pair.a()),
                pair.b() == Alignment.NOTHING ? null : cellsOfB.get(pair.b())));
    long matched = Arrays.stream(partners).filter(partner -> partner >= 0).count();
    rows.count((long) a.size() + b.size(), matched);
    return rows.diff(Mode.WORDS);
  }

  private int[] marksOfA() {
    int[] marks = new int[a.size()];
    Arrays.fill(marks, Span.NONE);
    for (int i = 0; i < edits.size(); i++) {
      Arrays.fill(marks, edits.get(i).aFrom(), edits.get(i).aTo(), i);
    }
    return marks;
  }

  private int[] marksOfB() {
    int[] marks = new int[b.size()];
    Arrays.fill(marks, Span.NONE);
    for (int i = 0; i < edits.size(); i++) {
      Arrays.fill(marks, edits.get(i).bFrom(), edits.get(i).bTo(), i);
    }
    return marks;
  }
}
