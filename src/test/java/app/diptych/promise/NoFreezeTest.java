package app.diptych.promise;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.app.TestWindow;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
 * process or a lock, nor for one of our own that somebody holds who waits. Looked at a few hundred
 * times a second while the window is used, and with everything beside it standing still.
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

  private static final String PARK = "jdk.internal.misc.Unsafe.park";

  /** What a thread that waits is doing; the beginnings of classes, or class and method. */
  private static final List<String> WAITS =
      List.of(
          "org.sqlite.",
          "sun.nio.ch.NioSocketImpl.",
          "sun.nio.ch.SocketChannelImpl.",
          "sun.nio.ch.Net.",
          "sun.nio.ch.UnixFileDispatcherImpl.",
          "sun.nio.fs.UnixNativeDispatcher.",
          "java.io.FileInputStream.",
          "java.io.RandomAccessFile.",
          "java.io.UnixFileSystem.",
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
          PARK);

  /** What reads the program itself. */
  private static final List<String> OWN =
      List.of(
          "java.lang.ClassLoader.loadClass",
          "java.lang.Class.forName",
          "java.lang.Class.getResource",
          "jdk.internal.loader.",
          "com.sun.javafx.font.",
          "sun.security.provider.NativePRNG",
          "sun.net.www.protocol.");

  /** Looks, at least a millisecond apart, in which two frames are lost. */
  private static final int TWO_FRAMES = 40;

  /** For a lock whose holder computes, and may have to wait for a processor of a busy machine. */
  private static final int LONG = 500;

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
      assertThat(watch.blocked()).isEmpty();
    }
  }

  @Test
  void theWatchSeesAThreadThatWaits() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try (Watch watch = new Watch(FxTest.run(Thread::currentThread))) {
      FxTest.run(() -> {
        // The watcher looks when it gets a processor.
        for (int i = 0; i < 60 && watch.waits().isEmpty(); i++) {
          assertThat(never.await(300, TimeUnit.MILLISECONDS)).isFalse();
        }
      });
      assertThat(watch.waits()).isNotEmpty();
    }
  }

  @Test
  void theWatchSeesAThreadThatLooksAtTheDisk() {
    try (Watch watch = new Watch(FxTest.run(Thread::currentThread))) {
      FxTest.run(() -> {
        for (int i = 0; i < 20_000 && watch.waits().isEmpty(); i++) {
          assertThat(Files.exists(home.resolve("not there " + i))).isFalse();
        }
      });
      assertThat(watch.waits()).isNotEmpty();
    }
  }

  @Test
  void theWatchSeesAThreadThatIsBlockedByOneThatWaits() throws InterruptedException {
    Object lock = new Object();
    assertThatTheWatchSeesWhoIsBlocked(task -> {
      synchronized (lock) {
        task.run();
      }
    });
  }

  @Test
  void theWatchSeesAThreadThatParksForALockOfOneThatWaits() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    assertThatTheWatchSeesWhoIsBlocked(task -> {
      lock.lock();
      try {
        task.run();
      } finally {
        lock.unlock();
      }
    });
  }

  /**
   * @param locked does something with a lock held
   */
  private static void assertThatTheWatchSeesWhoIsBlocked(Consumer<Runnable> locked)
      throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread holder =
        Thread.ofPlatform()
            .daemon()
            .start(() ->
                locked.accept(() -> {
                  held.countDown();
                  awaitQuietly(over);
                }));
    assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
    // On its way there it would be seen at two places.
    FxTest.waitFor(() -> holder.getState() == Thread.State.WAITING, TestWindow.PATIENCE);
    try (Watch watch = new Watch(FxTest.run(Thread::currentThread))) {
      CountDownLatch through = new CountDownLatch(1);
      FxThread.later(() -> locked.accept(through::countDown));
      watch.awaitBlocked();
      assertThat(watch.blocked())
          .singleElement()
          .asString()
          .contains("NoFreezeTest", "held by", "CountDownLatch.await");
      assertThat(watch.waits()).as("nothing that the older look sees").isEmpty();
      over.countDown();
      assertThat(through.await(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      over.countDown();
      holder.join();
    }
  }

  private static void awaitQuietly(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
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
      // Both: a side whose model is not found yet would not be asked.
      window.waitUntilReady();
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
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Set<String> waits = ConcurrentHashMap.newKeySet();
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private final CountDownLatch seenBlocked = new CountDownLatch(1);
    private long times = -1;
    private int inVain;
    private final Thread watcher;
    private final AtomicInteger looks = new AtomicInteger();

    Watch(Thread watched) {
      watcher = Thread.ofPlatform().daemon().start(() -> watch(watched));
    }

    private void watch(Thread watched) {
      while (!Thread.currentThread().isInterrupted()) {
        StackTraceElement[] stack = watched.getStackTrace();
        look(stack);
        if (watched.getState() == Thread.State.BLOCKED || isParkedForLock(stack)) {
          lookAtLock(watched);
        } else {
          inVain = 0;
        }
        looks.incrementAndGet();
        LockSupport.parkNanos(1_000_000);
      }
    }

    /**
     * Between two tasks the toolkit itself waits, and what comes out of the program's own jars, a
     * class or a style, is not our waiting, nor are the fonts of the toolkit.
     */
    private static boolean isOurs(StackTraceElement[] stack) {
      return Arrays.stream(stack).anyMatch(frame -> is(frame, "app.diptych."))
          && Arrays.stream(stack).noneMatch(frame -> OWN.stream().anyMatch(own -> is(frame, own)));
    }

    /**
     * A lock that is held for a moment is none to speak of, and that moment is longer where its
     * holder gets no processor. What counts is one held by a thread that waits itself, or for long.
     */
    private void lookAtLock(Thread watched) {
      ThreadInfo info = THREADS.getThreadInfo(watched.threadId(), Integer.MAX_VALUE);
      if (info == null
          || (info.getThreadState() != Thread.State.BLOCKED
              && !isParkedForLock(info.getStackTrace()))
          || !isOurs(info.getStackTrace())) {
        inVain = 0;
        return;
      }
      // The same wait, and not one after the other.
      long now = info.getBlockedCount() + info.getWaitedCount();
      inVain = now == times ? inVain + 1 : 1;
      times = now;
      // It may have been given back at this very moment.
      ThreadInfo holder =
          info.getLockOwnerId() <= 0
              ? null
              : THREADS.getThreadInfo(info.getLockOwnerId(), Integer.MAX_VALUE);
      if (inVain >= LONG || (inVain >= TWO_FRAMES && holder != null && waits(holder))) {
        blocked.add(
            first(info.getStackTrace())
                + " held by "
                + (holder == null ? "nobody" : first(holder.getStackTrace())));
        seenBlocked.countDown();
      }
    }

    private static boolean waits(ThreadInfo holder) {
      return holder.getThreadState() != Thread.State.RUNNABLE
          || Arrays.stream(holder.getStackTrace())
              .anyMatch(frame -> WAITS.stream().anyMatch(wait -> is(frame, wait)));
    }

    private static String first(StackTraceElement[] stack) {
      return String.join(" < ", Arrays.stream(stack).limit(40).map(Object::toString).toList());
    }

    /** Such as that of a queue: as with any other lock, a moment is none to speak of. */
    private static boolean isParkedForLock(StackTraceElement[] stack) {
      return stack.length > 0
          && is(stack[0], PARK)
          && Arrays.stream(stack)
              .takeWhile(frame -> !is(frame, "app.diptych."))
              .anyMatch(frame -> is(frame, "java.util.concurrent.locks.ReentrantLock.lock"));
    }

    private void look(StackTraceElement[] stack) {
      if (!isOurs(stack)) {
        return;
      }
      boolean lock = isParkedForLock(stack);
      for (StackTraceElement frame : stack) {
        if (is(frame, "app.diptych.")) {
          return;
        }
        if (lock && is(frame, PARK)) {
          continue;
        }
        if (WAITS.stream().anyMatch(wait -> is(frame, wait))) {
          waits.add(first(stack));
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

    Set<String> blocked() {
      return blocked;
    }

    void awaitBlocked() throws InterruptedException {
      assertThat(seenBlocked.await(60, TimeUnit.SECONDS)).as("it is seen").isTrue();
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
