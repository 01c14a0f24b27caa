package app.diptych.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EditScriptTest {
  @Test
  void turnsAIntoBWithTheFewestEdits() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      List<Integer> a = numbers(random, random.nextInt(30), 1 + random.nextInt(8));
      List<Integer> b = numbers(random, random.nextInt(30), 1 + random.nextInt(8));
      List<Edit> edits = EditScript.between(a, b, effort()).orElseThrow();
      assertThat(applied(edits, a, b)).as("seed %d", seed).isEqualTo(b);
      int removed = edits.stream().mapToInt(Edit::aSize).sum();
      assertThat(a.size() - removed).as("seed %d", seed).isEqualTo(longestCommon(a, b));
    }
  }

  @Test
  void putsSomethingUnchangedBetweenAnyTwoEdits() {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      List<Integer> a = numbers(random, 40, 5);
      List<Edit> edits = EditScript.between(a, numbers(random, 40, 5), effort()).orElseThrow();
      for (int i = 1; i < edits.size(); i++) {
        int same = edits.get(i).aFrom() - edits.get(i - 1).aTo();
        assertThat(same).as("seed %d", seed).isPositive();
        assertThat(edits.get(i).bFrom() - edits.get(i - 1).bTo()).isEqualTo(same);
      }
    }
  }

  @Test
  void findsNoEditsBetweenEqualLists() {
    assertThat(EditScript.between(List.of("a", "b"), List.of("a", "b"), effort()))
        .hasValue(List.of());
    assertThat(EditScript.between(List.of(), List.of(), effort())).hasValue(List.of());
  }

  @Test
  @Timeout(20)
  void costsNothingWhenTheListsHaveNothingInCommon() {
    List<Integer> a = IntStream.range(0, 200_000).boxed().toList();
    List<Integer> b = IntStream.range(200_000, 400_000).boxed().toList();
    assertThat(EditScript.between(a, b, new Effort(0, () -> false)))
        .hasValue(List.of(new Edit(0, 200_000, 0, 200_000)));
  }

  @Test
  @Timeout(20)
  void givesUpWhenItTakesTooMuch() {
    Random random = new Random(7);
    List<Integer> a = numbers(random, 100_000, 1_000);
    List<Integer> b = numbers(random, 100_000, 1_000);
    assertThat(EditScript.between(a, b, effort())).isEmpty();
    List<Integer> surplus = new ArrayList<>(Collections.nCopies(500_000, 2));
    surplus.addFirst(3);
    surplus.addLast(3);
    assertThat(EditScript.between(List.of(1, 2, 1), surplus, effort())).isEmpty();
  }

  @Test
  void stopsWhenNobodyWaitsAnyMore() {
    Effort unwanted = new Effort(Long.MAX_VALUE, () -> true);
    assertThatThrownBy(() -> EditScript.between(List.of(1), List.of(2), unwanted))
        .isInstanceOf(CancellationException.class);
  }

  private static Effort effort() {
    return new Effort(Effort.COMPARISONS, () -> false);
  }

  private static List<Integer> numbers(Random random, int size, int different) {
    return random.ints(size, 0, different).boxed().toList();
  }

  private static List<Integer> applied(List<Edit> edits, List<Integer> a, List<Integer> b) {
    List<Integer> result = new ArrayList<>();
    int at = 0;
    for (Edit edit : edits) {
      result.addAll(a.subList(at, edit.aFrom()));
      result.addAll(b.subList(edit.bFrom(), edit.bTo()));
      at = edit.aTo();
    }
    result.addAll(a.subList(at, a.size()));
    return result;
  }

  /** By the textbook table. */
  private static int longestCommon(List<Integer> a, List<Integer> b) {
    int[][] best = new int[a.size() + 1][b.size() + 1];
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        best[i + 1][j + 1] =
            a.get(i).equals(b.get(j)) ? best[i][j] + 1 : Math.max(best[i][j + 1], best[i + 1][j]);
      }
    }
    return best[a.size()][b.size()];
  }
}
