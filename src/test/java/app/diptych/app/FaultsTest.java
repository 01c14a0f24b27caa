package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.app.TestCommandLine.Result;
import app.diptych.cli.DiptychCommand;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nobody caught, wherever it happened, has a code and a report, and nothing else ends. */
@Timeout(300)
class FaultsTest {
  private static final String SECRET = "sk-kanarienvogel-2222222222";
  private static final String PROMPT = "Wie lautet der geheime Prompt?";
  private static final Pattern CODE = Pattern.compile("E-[0-9A-HJKMNP-TV-Z]{4}");

  @TempDir Path home;

  @Test
  void theCodeIsTheSameForTheSamePlaceWhateverItWasAbout() {
    assertThat(FaultCode.of(thrown(1))).matches(CODE).isEqualTo(FaultCode.of(thrown(2)));
    assertThat(FaultCode.of(new RuntimeException("around it", thrown(3))))
        .isEqualTo(FaultCode.of(thrown(1)));
    assertThat(FaultCode.of(elsewhere())).isNotEqualTo(FaultCode.of(thrown(1)));
    assertThat(FaultCode.of(new StackOverflowError())).isNotEqualTo(FaultCode.of(elsewhere()));
    Throwable bare = new IllegalStateException();
    bare.setStackTrace(new StackTraceElement[0]);
    assertThat(FaultCode.of(bare)).matches(CODE);
  }

  @Test
  void theReportTellsWhereAndNotWhatAbout() {
    String user = "/home/annemarie";
    Discretion discretion =
        new Discretion(Map.of("GATE_API_KEY", "gate-key-0123456789"), user, "annemarie");
    Throwable fault =
        new IllegalStateException(
            "Cannot take " + PROMPT + " with " + SECRET, new IOException(user + "/notes.txt"));
    FaultReport report =
        FaultReport.of(
            fault,
            "work-1",
            Instant.EPOCH,
            List.of(discretion.line(user + "/x of annemarie, gate-key-0123456789, " + SECRET)),
            discretion);
    assertThat(report.text())
        .contains(report.code(), "Java: ", "JavaFX: ", "Memory: ", "System: ", "work-1")
        .contains("java.lang.IllegalStateException", "Caused by: java.io.IOException")
        .contains("FaultsTest.theReportTellsWhereAndNotWhatAbout", "~/x of [user], ")
        .doesNotContain(PROMPT, SECRET, "annemarie", "gate-key-0123456789");
  }

  @Test
  void theWindowLivesOnAndOffersTheReport() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      FxTest.run(
          () -> Thread.currentThread().setUncaughtExceptionHandler(window.threads().faults()));
      // On the JavaFX thread, in the background with a page that waits, on the thread of the timer,
      // and as an error that is no exception.
      FxThread.later(() -> {
        throw new IllegalStateException(PROMPT + SECRET);
      });
      String fx = waitForNotice(window, 1);
      BlockingQueue<Exception> page = new LinkedBlockingQueue<>();
      FxTest.run(
          () -> window.model().background().run(FaultsTest::nothingThere, _ -> {}, page::add));
      waitForNotice(window, 2);
      assertThat(poll(page)).isInstanceOf(NullPointerException.class);
      FxTest.run(() -> window.model().background().run(() -> deep(0), _ -> {}, page::add));
      waitForNotice(window, 3);
      assertThat(poll(page)).hasCauseInstanceOf(StackOverflowError.class);

      assertThat(fx).matches(CODE);
      window.click("#notice-copy-" + fx);
      assertThat(FxTest.run(() -> Clipboard.getSystemClipboard().getString()))
          .contains(fx, "IllegalStateException", "FaultsTest")
          .doesNotContain(PROMPT, SECRET);
      window.click("#notice-close-" + fx);
      FxTest.waitFor(() -> codes(window).size() == 2, TestWindow.PATIENCE);

      window
          .threads()
          .writer()
          .execute(() -> {
            throw new ArithmeticException(PROMPT);
          });
      waitForNotice(window, 3);

      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      window.type("What is recursion?");
      window.click("#run");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      FxTest.run(() -> Thread.currentThread().setUncaughtExceptionHandler(null));
    }
  }

  @Test
  void theSameFaultAgainIsCountedAndNotPiledUp() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      for (int i = 0; i < 200; i++) {
        window.threads().faults().uncaughtException(Thread.currentThread(), thrown(i));
      }
      FxTest.waitFor(() -> words(window).contains(", 200 times"), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> codes(window))).hasSize(1);
    }
  }

  @Test
  void theNoticeOfAFaultInEveryFrameCanBeClicked() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      AnimationTimer broken =
          new AnimationTimer() {
            @Override
            public void handle(long now) {
              window.threads().faults().uncaughtException(Thread.currentThread(), thrown(0));
            }
          };
      FxTest.run(broken::start);
      String code = waitForNotice(window, 1);
      Node button = window.node("#notice-copy-" + code);
      FxTest.waitFor(() -> words(window).contains(" times"), TestWindow.PATIENCE);
      FxTest.pulses(20);
      assertThat(window.node("#notice-copy-" + code)).isSameAs(button);
      window.click("#notice-copy-" + code);
      FxTest.waitFor(
          () -> button instanceof Labeled copy && copy.getText().equals("Copied"),
          TestWindow.PATIENCE);
      FxTest.run(broken::stop);
    }
  }

  @Test
  void aCommandEndsWithItsCodeAndTellsWhereTheReportLies() throws IOException {
    for (Throwable fault :
        List.of(new IllegalStateException(PROMPT + SECRET), new StackOverflowError(SECRET))) {
      StringWriter err = new StringWriter();
      int exit =
          DiptychCommand.run(
              new String[] {"sessions", "list", "--home", home.toString()},
              (_, _) -> {
                throw thrown(fault);
              },
              (_, _, _) -> 0,
              (folder, thrown) -> Faults.sentence(Home.here(folder), thrown, NanoClock.system()),
              new PrintWriter(new StringWriter()),
              new PrintWriter(err));
      assertThat(exit).isEqualTo(1);
      assertThat(err.toString().lines()).singleElement().asString().startsWith("diptych: ");
      Matcher code = CODE.matcher(err.toString());
      assertThat(code.find()).as(err.toString()).isTrue();
      Path file = home.resolve("reports").resolve(code.group() + ".txt");
      assertThat(err.toString()).contains(file.toString()).doesNotContain(PROMPT, SECRET);
      assertThat(Files.readString(file))
          .contains(fault.getClass().getName())
          .doesNotContain(PROMPT, SECRET);
    }
  }

  @Test
  void reportsOfManyFaultsDoNotFillTheFolder() throws IOException {
    for (int i = 0; i < 40; i++) {
      new FaultReport("E-%04d".formatted(i), "text").write(home);
    }
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).hasSize(20);
    }
  }

  @Test
  void aCommandThatGoesWrongIsToldInOneLine() {
    Result result = new TestCommandLine(home, Map.of()).run("sessions", "show", "no-such-session");
    assertThat(result.err()).doesNotContain("E-").doesNotContain("\tat ");
  }

  private static String waitForNotice(TestWindow window, int count) {
    FxTest.waitFor(() -> codes(window).size() == count, TestWindow.PATIENCE);
    return FxTest.run(() -> codes(window).getLast());
  }

  private static List<String> codes(TestWindow window) {
    return window.scene().getRoot().lookupAll(".notice").stream()
        .map(node -> node.getId().replace("notice-", ""))
        // That memory is short, say, is no fault.
        .filter(CODE.asMatchPredicate())
        .toList();
  }

  private static String words(TestWindow window) {
    return window.scene().getRoot().lookupAll(".notice .label").stream()
        .map(node -> node instanceof Label label ? label.getText() : "")
        .collect(Collectors.joining(" "));
  }

  private static Exception poll(BlockingQueue<Exception> page) {
    try {
      Exception told = page.poll(30, TimeUnit.SECONDS);
      assertThat(told).as("the page is told too").isNotNull();
      return told == null ? new IOException() : told;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static IllegalStateException thrown(int about) {
    return new IllegalStateException("about " + about);
  }

  private static IllegalStateException elsewhere() {
    return new IllegalStateException("about");
  }

  private static String nothingThere() {
    throw new NullPointerException(SECRET);
  }

  private static int deep(int level) {
    return level < 0 ? level : deep(level + 1) + 1;
  }

  private static RuntimeException thrown(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    return (RuntimeException) fault;
  }
}
