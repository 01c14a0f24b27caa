package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Little memory and little disk are told once, calmly, with what to do. */
@Timeout(300)
class LowRoomTest {
  @TempDir Path home;

  @Test
  void littleRoomOnTheDiskIsToldOnceAndTakenBack() {
    AtomicLong free = new AtomicLong(10L << 30);
    List<String> told = new ArrayList<>();
    LowDisk disk = new LowDisk(free::get, told::add);
    disk.look();
    assertThat(told).isEmpty();
    free.set(499L << 20);
    disk.look();
    disk.look();
    free.set(550L << 20);
    disk.look();
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("Only 499 MB are free")
        .contains("Make room");
    free.set(700L << 20);
    disk.look();
    assertThat(told).hasSize(2).last().isEqualTo("");
    free.set(1);
    disk.look();
    assertThat(told).hasSize(3);
    disk.close();
    free.set(700L << 20);
    disk.look();
    assertThat(told).hasSize(3);
  }

  @Test
  void itLooksAgainAndAgainUntilItIsClosed() {
    List<Runnable> due = new ArrayList<>();
    List<Duration> pauses = new ArrayList<>();
    AtomicLong looks = new AtomicLong();
    LowDisk disk =
        new LowDisk(
            () -> {
              looks.incrementAndGet();
              return Long.MAX_VALUE;
            },
            _ -> {});
    disk.watch((pause, task) -> {
      pauses.add(pause);
      due.add(task);
      return () -> {};
    });
    for (int i = 0; i < 3; i++) {
      due.removeLast().run();
    }
    assertThat(looks).hasValue(3);
    assertThat(pauses).startsWith(Duration.ZERO, Duration.ofSeconds(30));
    disk.close();
    due.removeLast().run();
    assertThat(looks).hasValue(3);
    assertThat(due).isEmpty();
  }

  @Test
  void theRoomIsKnownBeforeTheFolderIsMade() {
    assertThat(LowDisk.at(home.resolve("not/there/yet")).getAsLong()).isPositive();
  }

  @Test
  void littleMemoryIsToldByTheRuntimeAfterACollection() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    List<String> words = new ArrayList<>();
    assertThat(LowMemory.pools()).isNotEmpty();
    try (LowMemory memory =
        LowMemory.watch(
            LowMemory.pools(),
            _ -> 1,
            (_, _) -> () -> {},
            sentence -> {
              words.add(sentence);
              told.countDown();
            })) {
      assertThat(memory).isNotNull();
      System.gc();
      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(words.getFirst()).startsWith("Memory is nearly used up: ").contains(" MB. ");
    assertThat(LowMemory.sentence(new MemoryUsage(0, 900L << 20, 1L << 30, 1L << 30)))
        .contains("900 of 1024 MB", "open it again");
  }

  @Test
  void enoughMemoryAgainIsToldOnceALaterCollectionFindsIt() {
    AtomicLong tooMuch = new AtomicLong(1);
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    BlockingQueue<Runnable> due = new LinkedBlockingQueue<>();
    try (LowMemory memory =
        LowMemory.watch(
            LowMemory.pools(),
            _ -> tooMuch.get(),
            (_, task) -> {
              due.add(task);
              return () -> {};
            },
            told::add)) {
      assertThat(memory).isNotNull();
      System.gc();
      assertThat(next(told)).startsWith("Memory is nearly used up");
      next(due).run();
      // One more collection, whoever asked for it, says the same once more.
      assertThat(told).doesNotContain("");
      // The same as if less were in use.
      tooMuch.set(Long.MAX_VALUE / 2);
      next(due).run();
      assertThat(told).containsOnlyOnce("");
      assertThat(due).isEmpty();
    }
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      return Objects.requireNonNull(queue.poll(30, TimeUnit.SECONDS));
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  void theWindowSaysSoWhenATrialBegins() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      assertThat(FxTest.run(() -> window.scene().lookup(".notice"))).isNull();
      window.free(77L << 20);
      window.type("What is recursion?");
      window.click("#run");
      FxTest.waitFor(
          () -> window.scene().lookup("#notice-disk .label") != null, TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> ((Label) window.scene().lookup("#notice-disk .label")).getText()))
          .startsWith("Only 77 MB");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      window.free(10L << 30);
      window.click("#run");
      FxTest.waitFor(() -> window.scene().lookup("#notice-disk") == null, TestWindow.PATIENCE);
    }
  }
}
