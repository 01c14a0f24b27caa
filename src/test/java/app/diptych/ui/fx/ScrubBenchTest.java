package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one move of a playhead costs a pane that shows a long answer. */
@Tag("bench")
class ScrubBenchTest {
  private static final int LENGTH = 20_000;
  private static final int MOVES = 200;
  private static final String TEXT = text();

  /** Processor time: what else runs on the machine is not in it. */
  private final ThreadMXBean processor = ManagementFactory.getThreadMXBean();

  @Test
  void goesBackInALongAnswerWithinAFrame() {
    Stage stage = FxTest.run(() -> new Stage());
    MarkdownPane pane =
        FxTest.run(() -> {
          MarkdownPane shown = new MarkdownPane();
          stage.setScene(new Scene(shown, 470, 800));
          stage.show();
          return shown;
        });
    System.out.println(
        "| one move in 20,000 characters, processor time of the FX thread | p50 ms | p99 ms | max ms |");
    System.out.println("|---|---|---|---|");
    drag(pane, MOVES);
    print("dragged back 100 characters a pulse", drag(pane, MOVES));
    print("played on 100 characters a pulse, for comparison", play(pane));
    print("jumps back to anywhere", jump(pane, true));
    print("the same by clearing and showing all again", jump(pane, false));
    FxTest.run(stage::close);
    assertThat(TEXT).hasSize(LENGTH);
  }

  private static String text() {
    String rich = String.join("\n\n", Samples.RICH) + "\n\n";
    return rich.repeat(1 + LENGTH / rich.length()).substring(0, LENGTH);
  }

  private long[] drag(MarkdownPane pane, int moves) {
    long[] cost = new long[moves];
    int[] move = {0};
    int[] at = {0};
    FxTest.waitFor(
        () -> {
          if (at[0] < 200) {
            pane.clear();
            pane.append(TEXT);
            at[0] = LENGTH;
            return false;
          }
          long start = processor.getCurrentThreadCpuTime();
          at[0] -= 100;
          pane.cut(at[0]);
          cost[move[0]++] = processor.getCurrentThreadCpuTime() - start;
          return move[0] == moves;
        },
        Duration.ofMinutes(5));
    return cost;
  }

  private long[] play(MarkdownPane pane) {
    long[] cost = new long[MOVES - 1];
    int[] move = {0};
    FxTest.run(pane::clear);
    FxTest.waitFor(
        () -> {
          long start = processor.getCurrentThreadCpuTime();
          pane.append(TEXT.substring(move[0] * 100, move[0] * 100 + 100));
          cost[move[0]++] = processor.getCurrentThreadCpuTime() - start;
          return move[0] == cost.length;
        },
        Duration.ofMinutes(5));
    return cost;
  }

  private long[] jump(MarkdownPane pane, boolean cut) {
    Random random = new Random(20261124);
    long[] cost = new long[MOVES];
    int[] move = {0};
    FxTest.waitFor(
        () -> {
          int to = random.nextInt(LENGTH);
          pane.clear();
          pane.append(TEXT);
          long start = processor.getCurrentThreadCpuTime();
          if (cut) {
            pane.cut(to);
          } else {
            pane.clear();
            pane.append(TEXT.substring(0, to));
          }
          cost[move[0]++] = processor.getCurrentThreadCpuTime() - start;
          return move[0] == MOVES;
        },
        Duration.ofMinutes(5));
    return cost;
  }

  private static void print(String name, long[] cost) {
    Arrays.sort(cost);
    System.out.printf(
        "| %s | %.2f | %.2f | %.2f |%n",
        name,
        cost[cost.length / 2] / 1e6,
        cost[(int) (cost.length * 0.99)] / 1e6,
        cost[cost.length - 1] / 1e6);
  }
}
