package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** How smooth two streaming panes are, and whether a long answer costs more than a short one. */
@Tag("bench")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PaneBenchTest {
  private static final Duration LENGTH = Duration.ofSeconds(20);
  private static final Duration TOO_LONG = Duration.ofMillis(50);
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final String TEXT = String.join("\n\n", Samples.RICH) + "\n\n";

  private final NanoClock clock = NanoClock.system();
  private Stage stage = FxTest.run(() -> new Stage());

  @Test
  @Order(1)
  void drawsTwoFastStreamsWithoutStumbling() throws Exception {
    Row empty = idle();
    List<MarkdownPane> panes = show(2);
    stream(panes, WARM_UP, 2_500);
    Row usual = stream(panes, LENGTH, 200);
    Row fast = stream(panes, LENGTH, 2_500);
    FxTest.run(stage::close);
    print(
        "window",
        "deltas sent",
        "deltas shown",
        "pulse p50 ms",
        "p99 ms",
        "max ms",
        "over 50",
        "busy p99 ms",
        "busy max ms",
        "over 50",
        "processor max ms",
        "drawn/possible");
    empty.print("empty");
    usual.print("two panes, 200 deltas/s each");
    fast.print("two panes, 2,500 deltas/s each");
    String basis = "of %.1f a second of an empty window".formatted(60 * empty.drawn());
    Aim.FRAMES.measured(usual.drawn() / empty.drawn(), basis);
    Aim.FRAMES_FAST.measured(fast.drawn() / empty.drawn(), basis);
    Aim.BLOCK.measured(usual.meters().busy.longest().toNanos() / 1e6);
    Aim.BLOCK_FAST.measured(fast.meters().busy.longest().toNanos() / 1e6);
    assertThat(usual.shown()).isEqualTo(usual.sent());
    assertThat(fast.shown()).isEqualTo(fast.sent());
  }

  @Test
  @Order(2)
  void costsTheSameHoweverLongTheAnswerIs() {
    MarkdownPane pane = show(1).getFirst();
    work(pane, 0, 8_000);
    double[] at2k = new double[3];
    double[] at200k = new double[3];
    for (int round = 0; round < 3; round++) {
      at2k[round] = work(pane, 2_000, 8_000);
      at200k[round] = work(pane, 200_000, 8_000);
    }
    FxTest.run(stage::close);
    java.util.Arrays.sort(at2k);
    java.util.Arrays.sort(at200k);
    print("FX processor ms per 1,000 characters", "at 2k", "at 200k", "ratio");
    print("median of 3", ms(at2k[1]), ms(at200k[1]), ms(at200k[1] / at2k[1]));
    Aim.LENGTH.measured(at200k[1] / at2k[1]);
    assertThat(at2k[1]).isPositive();
  }

  /** One line of the first table. */
  private record Row(long sent, long shown, Meters meters, Duration length) {
    /** Of the frames that sixty a second would be. */
    double drawn() {
      return meters.pulses.count() / (length.toMillis() * 60 / 1_000.0);
    }

    void print(String name) {
      PaneBenchTest.print(
          name,
          Long.toString(sent),
          Long.toString(shown),
          ms(meters.pulses.percentile(0.5)),
          ms(meters.pulses.percentile(0.99)),
          ms(meters.pulses.longest()),
          Long.toString(meters.pulses.over(TOO_LONG)),
          ms(meters.busy.percentile(0.99)),
          ms(meters.busy.longest()),
          Long.toString(meters.busy.over(TOO_LONG)),
          ms(meters.processor.longest()),
          String.format("%.3f", drawn()));
    }
  }

  private Row idle() {
    FxTest.run(() -> {
      stage = new Stage();
      stage.setScene(new Scene(new StackPane(), 940, 800));
      stage.show();
    });
    Meters meters = new Meters();
    LockSupport.parkNanos(LENGTH.toNanos());
    meters.stop();
    FxTest.run(stage::close);
    return new Row(0, 0, meters, LENGTH);
  }

  /** What is measured from one pulse to the next. */
  private final class Meters {
    private final PulseMeter pulses = new PulseMeter();
    private final BusyMeter busy = BusyMeter.wall();
    private final BusyMeter processor = BusyMeter.processor();

    Meters() {
      FxTest.run(() -> {
        busy.start(stage.getScene());
        processor.start(stage.getScene());
        pulses.start();
      });
    }

    void stop() {
      FxTest.run(() -> {
        pulses.stop();
        busy.stop(stage.getScene());
        processor.stop(stage.getScene());
      });
    }
  }

  private List<MarkdownPane> show(int count) {
    return FxTest.run(() -> {
      HBox box = new HBox();
      List<MarkdownPane> panes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        MarkdownPane pane = new MarkdownPane();
        HBox.setHgrow(pane, Priority.ALWAYS);
        pane.setPrefWidth(470);
        panes.add(pane);
      }
      box.getChildren().addAll(panes);
      stage = new Stage();
      stage.setScene(new Scene(box, 470 * count, 800));
      stage.show();
      return panes;
    });
  }

  private Row stream(List<MarkdownPane> panes, Duration length, int perSecond)
      throws InterruptedException {
    long[] shown = new long[panes.size()];
    Meters meters = new Meters();
    List<Thread> producers = new ArrayList<>();
    long perPane = length.toSeconds() * perSecond;
    for (int i = 0; i < panes.size(); i++) {
      int pane = i;
      PulseMailbox<String> mailbox =
          new PulseMailbox<>(deltas -> {
            shown[pane] += deltas.size();
            panes.get(pane).append(String.join("", deltas));
          });
      producers.add(Thread.ofPlatform().start(() -> produce(mailbox, perPane, perSecond)));
    }
    for (Thread producer : producers) {
      producer.join();
    }
    FxTest.waitFor(() -> shown[0] + shown[panes.size() - 1] == 2 * perPane, Duration.ofSeconds(20));
    meters.stop();
    long sum = shown[0] + shown[1];
    return new Row(2 * perPane, sum, meters, length);
  }

  /** Offers deltas at the instants of a schedule, late ones at once. */
  private void produce(PulseMailbox<String> mailbox, long count, int perSecond) {
    long start = clock.nanos();
    int at = 0;
    for (long i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / perSecond;
      long wait = due - clock.nanos();
      while (wait > 0) {
        LockSupport.parkNanos(wait);
        wait = due - clock.nanos();
      }
      int from = at % TEXT.length();
      int to = Math.min(TEXT.length(), from + 3 + (int) (i % 4));
      mailbox.offer(TEXT.substring(from, to));
      at += to - from;
    }
  }

  /** FX milliseconds per 1,000 characters that come 40 a pulse to a pane that shows so many. */
  private double work(MarkdownPane pane, int shown, int characters) {
    String text = TEXT.repeat(2 + Math.max(shown, characters) / TEXT.length());
    FxTest.run(() -> {
      pane.clear();
      pane.append(text.substring(0, shown));
    });
    FxTest.pulses(20);
    BusyMeter busy = BusyMeter.processor();
    int start = shown % TEXT.length();
    int[] at = {start};
    FxTest.run(() -> busy.start(pane.getScene()));
    FxTest.waitFor(
        () -> {
          int to = Math.min(start + characters, at[0] + 40);
          pane.append(text.substring(at[0], to));
          at[0] = to;
          return to == start + characters;
        },
        Duration.ofSeconds(60));
    FxTest.run(() -> busy.stop(pane.getScene()));
    return busy.total().toNanos() / 1e6 / (characters / 1_000.0);
  }

  private static String ms(double value) {
    return String.format("%.2f", value);
  }

  private static String ms(Duration duration) {
    return ms(duration.toNanos() / 1e6);
  }

  private static void print(String... cells) {
    StringBuilder line = new StringBuilder("|");
    for (String cell : cells) {
      line.append(' ').append(cell).append(" |");
    }
    System.out.println(line);
  }
}
