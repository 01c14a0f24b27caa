package app.diptych.ui.diff;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.diff.Mode;
import app.diptych.ui.diff.DiffItem.LeftOut;
import app.diptych.ui.diff.DiffItem.Line;
import app.diptych.ui.fx.Background;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class DiffModelTest {
  private static final String A = "Title\n\nsame one\nsame two\nthe old word stays\nend\n";
  private static final String B = "Title\n\nsame one\nsame two\nthe new word stays here\nend\n";

  /** Work that waits until the test lets it run. */
  private final Queue<Runnable> work = new ArrayDeque<>();

  private final DiffModel model = new DiffModel(new Background(work::add, Runnable::run));

  @Test
  void isBusyUntilTheComparisonIsMade() {
    model.compare(A, B);
    assertThat(model.busyProperty().get()).isTrue();
    assertThat(model.items()).isEmpty();
    runAll();
    assertThat(model.busyProperty().get()).isFalse();
    assertThat(model.items()).hasSize(6);
    assertThat(model.summaryProperty().get()).isEqualTo("2 differences, 86\u00a0% the same");
    assertThat(model.statementProperty().get()).isEmpty();
  }

  @Test
  void leavesOutWhatIsTheSameAndSaysHowMuch() {
    compare(A, B);
    model.onlyDifferencesProperty().set(true);
    assertThat(model.items()).hasSize(3);
    assertThat(model.items().getFirst()).isEqualTo(new LeftOut(4));
    assertThat(model.items().get(1)).isInstanceOf(Line.class);
    assertThat(model.items().getLast()).isEqualTo(new LeftOut(1));
    model.onlyDifferencesProperty().set(false);
    assertThat(model.items()).hasSize(6);
  }

  @Test
  void walksFromDifferenceToDifferenceAndRound() {
    compare("a\nb\nc x\nd", "A\nb\nc y\nd");
    assertThat(model.positionProperty().get()).isEmpty();
    model.next();
    assertThat(model.positionProperty().get()).isEqualTo("1 of 2");
    assertThat(model.currentItem()).isZero();
    model.next();
    assertThat(model.positionProperty().get()).isEqualTo("2 of 2");
    assertThat(model.currentItem()).isEqualTo(2);
    model.onlyDifferencesProperty().set(true);
    assertThat(model.currentItem()).isEqualTo(2);
    model.next();
    assertThat(model.positionProperty().get()).isEqualTo("1 of 2");
    model.previous();
    assertThat(model.positionProperty().get()).isEqualTo("2 of 2");
  }

  @Test
  void goesToTheLastDifferenceWhenTheFirstStepIsBackwards() {
    compare("a\nb\nc", "A\nb\nC");
    model.previous();
    assertThat(model.positionProperty().get()).isEqualTo("2 of 2");
  }

  @Test
  void hasNowhereToGoWhenNothingDiffers() {
    compare(A, A);
    model.next();
    assertThat(model.positionProperty().get()).isEmpty();
    assertThat(model.summaryProperty().get()).isEqualTo("No differences, 100\u00a0% the same");
  }

  @Test
  void comparesAgainInAnotherMode() {
    compare(A, B);
    model.next();
    model.modeProperty().set(Mode.LINES);
    runAll();
    assertThat(model.summaryProperty().get()).isEqualTo("1 difference, 83\u00a0% the same");
    assertThat(model.positionProperty().get()).isEmpty();
  }

  @Test
  void saysWhyStructureCannotBeComparedAndPassesItByWithTheKey() {
    compare("plain", "{\"a\": 1}");
    assertThat(model.noStructureProperty().get()).contains("A has neither, B has JSON");
    model.nextMode();
    model.nextMode();
    assertThat(model.modeProperty().get()).isEqualTo(Mode.WORDS);
    model.modeProperty().set(Mode.STRUCTURE);
    runAll();
    assertThat(model.statementProperty().get()).contains("Structure needs JSON on both sides");
    assertThat(model.items()).isEmpty();
  }

  @Test
  void comparesJsonByItsStructure() {
    model.modeProperty().set(Mode.STRUCTURE);
    compare("{\"a\": 1, \"b\": 2}", "{\"b\": 2.0, \"a\": 3}");
    assertThat(model.noStructureProperty().get()).isEmpty();
    assertThat(model.summaryProperty().get()).isEqualTo("1 difference, 50\u00a0% the same");
    assertThat(model.items()).allMatch(item -> ((Line) item).codeA() && ((Line) item).codeB());
  }

  @Test
  void knowsWhichLinesAreCode() {
    compare("say\n```java\nx();\n```\nend", "say\n```java\nx();\n```\nend");
    assertThat(model.items().stream().map(item -> ((Line) item).codeA()))
        .containsExactly(false, true, true, true, false);
  }

  @Test
  void givesUpAComparisonThatNobodyWaitsForAnyMore() {
    model.compare("old a", "old b");
    Runnable stale = Objects.requireNonNull(work.poll());
    compare(A, B);
    String summary = model.summaryProperty().get();
    stale.run();
    assertThat(model.summaryProperty().get()).isEqualTo(summary);
    assertThat(model.items()).hasSize(6);
  }

  @Test
  void showsAStatementInsteadOfAnOldComparison() {
    compare(A, B);
    model.clear("Nothing yet.");
    assertThat(model.items()).isEmpty();
    assertThat(model.summaryProperty().get()).isEmpty();
    assertThat(model.statementProperty().get()).isEqualTo("Nothing yet.");
    model.modeProperty().set(Mode.LINES);
    assertThat(work).isEmpty();
  }

  private void compare(String a, String b) {
    model.compare(a, b);
    runAll();
  }

  private void runAll() {
    for (Runnable next = work.poll(); next != null; next = work.poll()) {
      next.run();
    }
  }
}
