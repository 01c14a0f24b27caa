package app.diptych.diff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the fewest edits that turn one list into another, with Myers' algorithm in linear space. It
 * first drops what both begin and end with, and what only one side has at all: neither changes the
 * result, and answers that have nothing in common then cost nothing.
 */
final class EditScript {
  /** A longer surplus of one side makes even the search for a first match slow. */
  private static final int MOST_SURPLUS = 20_000;

  private final int[] a;
  private final int[] b;
  private final Effort effort;

  /** For each element of A the index of its partner in B, or -1. */
  private final int[] partner;

  private EditScript(int[] a, int[] b, Effort effort) {
    this.a = a;
    this.b = b;
    this.effort = effort;
    this.partner = new int[a.length];
    Arrays.fill(partner, -1);
  }

  /** The edits in order, or empty when finding them takes more than the effort allows. */
  static <T> Optional<List<Edit>> between(List<T> a, List<T> b, Effort effort) {
    Map<T, Integer> numbers = new HashMap<>();
    EditScript script = new EditScript(numbered(a, numbers), numbered(b, numbers), effort);
    try {
      effort.look();
      script.match();
      return Optional.of(script.edits());
    } catch (Effort.Exhausted tooMuch) {
      return Optional.empty();
    }
  }

  /** Equal elements get equal numbers, which compare faster than what they stand for. */
  private static <T> int[] numbered(List<T> elements, Map<T, Integer> numbers) {
    int[] result = new int[elements.size()];
    for (int i = 0; i < result.length; i++) {
      Integer fresh = numbers.size();
      Integer known = numbers.putIfAbsent(elements.get(i), fresh);
      result[i] = known == null ? fresh : known;
    }
    return result;
  }

  private void match() {
    int start = 0;
    int shorter = Math.min(a.length, b.length);
    while (start < shorter && a[start] == b[start]) {
      partner[start] = start;
      start++;
    }
    int end = 0;
    while (end < shorter - start && a[a.length - 1 - end] == b[b.length - 1 - end]) {
      partner[a.length - 1 - end] = b.length - 1 - end;
      end++;
    }
    int[] common = common(a, start, a.length - end, b, start, b.length - end);
    int[] commonInB = common(b, start, b.length - end, a, start, a.length - end);
    search(common, commonInB);
  }

  /** The indexes of elements that the other side has as well. */
  private static int[] common(int[] of, int from, int to, int[] other, int otherFrom, int otherTo) {
    BitSet there = new BitSet();
    for (int i = otherFrom; i < otherTo; i++) {
      there.set(other[i]);
    }
    return IntStream.range(from, to).filter(i -> there.get(of[i])).toArray();
  }

  private void search(int[] inA, int[] inB) {
    if (Math.abs(inA.length - inB.length) > MOST_SURPLUS) {
      throw new Effort.Exhausted();
    }
    List<Integer> left = Arrays.stream(inA).mapToObj(i -> a[i]).toList();
    List<Integer> right = Arrays.stream(inB).mapToObj(i -> b[i]).toList();
    var algorithm = new MyersDiffWithLinearSpace<Integer>(this::same);
    int i = 0;
    int j = 0;
    for (Change change : algorithm.computeDiff(left, right, null)) {
      while (i < change.startOriginal) {
        partner[inA[i++]] = inB[j++];
      }
      i = change.endOriginal;
      j = change.endRevised;
    }
    while (i < inA.length) {
      partner[inA[i++]] = inB[j++];
    }
  }

  private boolean same(Integer one, Integer other) {
    effort.spend();
    return one.intValue() == other.intValue();
  }

  private List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    int aFrom = 0;
    int bFrom = 0;
    for (int i = 0; i <= a.length; i++) {
      int j = i == a.length ? b.length : partner[i];
      if (j >= 0) {
        if (i > aFrom || j > bFrom) {
          edits.add(new Edit(aFrom, i, bFrom, j));
        }
        aFrom = i + 1;
        bFrom = j + 1;
      }
    }
    return List.copyOf(edits);
  }
}
