package app.diptych.promise;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.app.TestWindow;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: no freeze. The thread of the window never waits: not for a disk, a socket, another
 * process or a lock. Looked at a few hundred times a second while the window is used, and with
 * everything beside it standing still.
 */
@Timeout(300)
class NoFreezeTest {
  private static final List<String> PAGES =
      List.of(
          "sessions",
          "measure",
          "decide",
          "library",
          "models",
          "review",
          "batch",
          "settings",
          "compare");

  /** What a thread that waits is doing; the beginnings of classes, or class and method. */
  private static final List<String> WAITS =
      List.of(
          "org.sqlite.",
          "sun.nio.ch.NioSocketImpl.",
          "sun.nio.ch.SocketChannelImpl.",
          "sun.nio.ch.Net.",
          "sun.nio.ch.UnixFileDispatcherImpl.",
          "java.net.Inet6AddressImpl.",
          "java.lang.ProcessImpl.",
          "java.lang.ProcessBuilder.",
          "java.lang.Thread.sleep",
          "java.lang.Thread.join",
          "java.lang.Object.wait",
          "java.util.concurrent.FutureTask.get",
          "java.util.concurrent.CompletableFuture.get",
          "java.util.concurrent.CompletableFuture.join",
          "java.util.concurrent.CountDownLatch.await",
          "jdk.internal.misc.Unsafe.park");

  @TempDir Path home;

  @Test
  void theWindowsThreadNeverWaitsWhileItIsUsed() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity());
        Watch watch = new Watch(FxTest.run(Thread::currentThread))) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      for (int round = 0; round < 3; round++) {
        FxTest.run(() -> {
          window.model().promptProperty().set("What is recursion?");
          window.model().run();
        });
        window.waitForBadge(Side.A, "finished");
        window.waitForBadge(Side.B, "finished");
        FxTest.waitFor(() -> !window.model().runningProperty().get(), TestWindow.PATIENCE);
        window.click("#vote-a");
      }
      for (String page : PAGES) {
        window.click("#page-" + page);
        FxTest.pulses(10);
      }
      assertThat(watch.looks()).as("looks at the thread").isGreaterThan(200);
      assertThat(watch.waits()).isEmpty();
    }
  }

  @Test
  void theWatchSeesAThreadThatWaits() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try (Watch watch = new Watch(FxTest.run(Thread::currentThread))) {
      FxTest.run(() -> {
        assertThat(never.await(300, TimeUnit.MILLISECONDS)).isFalse();
      });
      assertThat(watch.waits()).isNotEmpty();
    }
  }

  @Test
  void theWindowGoesOnWhenDiskAndGatewayStandStill() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (MockWebServer silent = new MockWebServer();
        TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      silent.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse.Builder().headersDelay(5, TimeUnit.MINUTES).build();
            }
          });
      silent.start();
      window.gateway("silent", silent.url("/v1").toString(), "");
      window.pick("silent/m", "demo/base");
      window.waitForBadge(Side.B, "ready");
      window.holdUpSaving(over);
      try {
        FxTest.run(() -> {
          window.model().promptProperty().set("What is recursion?");
          window.model().run();
        });
        window.waitForBadge(Side.B, "finished");
        for (String page : PAGES) {
          window.click("#page-" + page);
          FxTest.pulses(5);
        }
        window.type("typed meanwhile");
        assertThat(FxTest.run(() -> window.model().promptProperty().get()))
            .contains("typed meanwhile");
        FxTest.run(() -> window.model().stop());
        window.waitForBadge(Side.A, "stopped");
      } finally {
        over.countDown();
      }
    }
  }

  @Test
  void aFloodOfTextLeavesRoomForEverythingElse() {
    NanoClock clock = NanoClock.system();
    CountDownLatch over = new CountDownLatch(1);
    try (TestWindow window =
        new TestWindow(home, Theme.DARK, real -> Floods.insteadOf(real, clock, over))) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      FxTest.run(() -> {
        window.model().promptProperty().set("Flood");
        window.model().run();
      });
      try {
        window.waitForBadge(Side.A, "streaming");
        window.waitForBadge(Side.B, "streaming");
        for (int i = 0; i < 5; i++) {
          int before = FxTest.run(() -> length(window));
          FxTest.waitFor(() -> length(window) > before, TestWindow.PATIENCE);
          window.click("#page-settings");
          window.click("#page-compare");
        }
      } finally {
        over.countDown();
      }
      FxTest.run(() -> window.model().stop());
      window.waitForBadge(Side.A, "stopped", "finished");
    }
  }

  private static int length(TestWindow window) {
    return ((MarkdownPane) window.scene().lookup("#answer-A")).markdown().length();
  }

  /** Looks at a thread again and again, and notes when it waits on behalf of the program. */
  private static final class Watch implements AutoCloseable {
    private final Set<String> waits = ConcurrentHashMap.newKeySet();
    private final Thread watcher;
    private final AtomicInteger looks = new AtomicInteger();

    Watch(Thread watched) {
      watcher = Thread.ofPlatform().daemon().start(() -> watch(watched));
    }

    private void watch(Thread watched) {
      while (!Thread.currentThread().isInterrupted()) {
        look(watched.getStackTrace());
        looks.incrementAndGet();
        LockSupport.parkNanos(1_000_000);
      }
    }

    private void look(StackTraceElement[] stack) {
      // Between two tasks the toolkit itself waits, and a class that is loaded is not our waiting.
      boolean ours = Arrays.stream(stack).anyMatch(frame -> is(frame, "app.diptych."));
      boolean loading =
          Arrays.stream(stack).anyMatch(frame -> is(frame, "java.lang.ClassLoader.loadClass"));
      if (!ours || loading) {
        return;
      }
      for (StackTraceElement frame : stack) {
        if (is(frame, "app.diptych.")) {
          return;
        }
        if (WAITS.stream().anyMatch(wait -> is(frame, wait))) {
          waits.add(
              String.join(" < ", Arrays.stream(stack).limit(40).map(Object::toString).toList()));
          return;
        }
      }
    }

    private static boolean is(StackTraceElement frame, String beginning) {
      return (frame.getClassName() + "." + frame.getMethodName()).startsWith(beginning);
    }

    Set<String> waits() {
      return waits;
    }

    int looks() {
      return looks.get();
    }

    @Override
    public void close() {
      watcher.interrupt();
    }
  }
}
