package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.FinishReason;
import app.diptych.timing.NanoClock;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recording.Piece;
import app.diptych.trial.Recordings;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user can do with a live chart: stop it, look closer, go to a place, take it along. */
@Timeout(120)
class ChartHandlingTest {
  private static final Pattern MOMENT = Pattern.compile("([\\d,.]+) ms after sending.*");

  @TempDir Path home;

  @Test
  void standsStillWhilePausedAndThenShowsWhatCameMeanwhile() {
    CountDownLatch more = new CountDownLatch(1);
    NanoClock clock = NanoClock.system();
    ScriptedProvider provider =
        new ScriptedProvider(
            clock,
            stage -> {
              stage.say(ScriptedProvider.started(clock));
              stage.say(new TextDelta("The first words."));
              waitUnlessStopped(more, stage);
              stage.say(new TextDelta(" And many more words."));
              stage.say(new Finished(FinishReason.STOP));
            });
    try (TestWindow window =
        new TestWindow(home, Theme.DARK, real -> new DecoratedCatalog(real, (_, _) -> provider))) {
      large(window);
      window.pick("demo/small", "demo/small");
      window.waitUntilReady();
      FxTest.run(() -> {
        window.model().promptProperty().set("Go on.");
        window.model().run();
      });
      FxTest.waitFor(
          () -> help(window, "race").equals("A 16 chars, B 16 chars."), TestWindow.PATIENCE);

      choose(window, "race", "Pause drawing");
      FxTest.pulses(10);
      int[] race = picture(window, "race");
      int[] throughput = picture(window, "throughput");
      more.countDown();
      FxTest.waitFor(
          () ->
              answer(window, Side.A).plainText().contains("more words")
                  && answer(window, Side.B).plainText().contains("more words"),
          TestWindow.PATIENCE);
      // They end meanwhile as well.
      FxTest.waitFor(() -> !window.model().runningProperty().get(), TestWindow.PATIENCE);
      FxTest.pulses(20);
      assertThat(Arrays.equals(picture(window, "race"), race)).as("the same picture").isTrue();
      assertThat(Arrays.equals(picture(window, "throughput"), throughput)).isTrue();
      assertThat(FxTest.run(() -> help(window, "race"))).isEqualTo("A 16 chars, B 16 chars.");

      choose(window, "race", "Go on drawing");
      FxTest.waitFor(
          () -> help(window, "race").equals("A 37 chars, B 37 chars."), TestWindow.PATIENCE);
      assertThat(Arrays.equals(picture(window, "race"), race)).as("the same picture").isFalse();
    }
  }

  @Test
  void looksCloserWithTheWheelAndTheKeysAndShowsAllAgain() throws Exception {
    try (TestWindow window = recorded()) {
      FxTest.run(() -> window.scene().lookup("#chart-race").requestFocus());
      assertThat(edge(window, KeyCode.HOME)).isZero();
      assertThat(edge(window, KeyCode.END)).isEqualTo(1_000);

      FxTest.run(() -> wheel(window, 40));
      double from = edge(window, KeyCode.HOME);
      double to = edge(window, KeyCode.END);
      assertThat(from).as("around where the mouse is").isBetween(50.0, 150.0);
      assertThat(to - from).isBetween(795.0, 805.0);

      FxTest.run(() -> wheel(window, -40));
      assertThat(edge(window, KeyCode.HOME)).isZero();
      assertThat(edge(window, KeyCode.END)).isEqualTo(1_000);

      window.robot().push(KeyCode.PLUS);
      window.robot().push(KeyCode.PLUS);
      assertThat(edge(window, KeyCode.END)).as("around the moment pointed at").isEqualTo(1_000);
      assertThat(edge(window, KeyCode.HOME)).isBetween(355.0, 365.0);
      window.robot().push(KeyCode.MINUS);
      assertThat(edge(window, KeyCode.HOME)).isBetween(195.0, 205.0);
      window.robot().push(KeyCode.DIGIT0);
      assertThat(edge(window, KeyCode.HOME)).isZero();
      assertThat(edge(window, KeyCode.END)).isEqualTo(1_000);
    }
  }

  @Test
  void aClickInTheMiddleGoesToTheWordsThatStoodThereThen() throws Exception {
    try (TestWindow window = recorded()) {
      window.click("#chart-race .chart-box");
      FxTest.waitFor(() -> !answer(window, Side.B).selectedText().isEmpty(), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> answer(window, Side.B).selectedText()).strip())
          .isEqualTo("Zwei Worte.");
      String word = FxTest.run(() -> answer(window, Side.A).selectedText()).strip();
      assertThat(word).matches("Word\\d+\\.");
      assertThat(Integer.parseInt(word.replaceAll("\\D", ""))).isBetween(75, 105);
      assertThat(FxTest.run(() -> answer(window, Side.A).followingProperty().get()))
          .as("the end of the text is not what is looked at any more")
          .isFalse();
    }
  }

  @Test
  void isCopiedAsAPictureAndAsNumbers() throws Exception {
    try (TestWindow window = recorded()) {
      choose(window, "race", "Copy as a picture");
      Image copied = FxTest.run(() -> Clipboard.getSystemClipboard().getImage());
      assertThat(copied).isNotNull();
      assertThat(copied.getWidth()).isGreaterThan(100);
      assertThat(shows(copied, "blue")).as("side A").isTrue();
      assertThat(shows(copied, "orange")).as("side B").isTrue();

      choose(window, "race", "Copy as CSV");
      assertThat(FxTest.run(() -> Clipboard.getSystemClipboard().getString()))
          .startsWith("side,delta,ms,answer_characters,characters\nA,1,5,8,8\nA,2,10,16,16\n")
          .contains("\nB,1,150,7,7\nB,2,300,11,11\n");
    }
  }

  /** A window on a trial of exactly one second: a word in each 200th part, and four in German. */
  private TestWindow recorded() throws Exception {
    List<Piece> words = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      words.add(Recordings.text(5.0 * (i + 1), "Word" + i + ".\n\n"));
    }
    RecordedAnswer a = Recordings.finished(words);
    RecordedAnswer b =
        Recordings.finished(
            List.of(
                Recordings.text(150, "Eins.\n\n"),
                Recordings.text(300, "Zwei"),
                Recordings.text(800, " Worte.\n\n"),
                Recordings.text(1_000, "Drei.")));
    String session = RecordedHome.with(home, "Words", Map.of(Side.A, a, Side.B, b));
    TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity());
    large(window);
    FxTest.run(() -> window.model().saved().open(session));
    FxTest.waitFor(
        () -> help(window, "race").matches("A [\\d,]+ chars, B 25 chars\\."), TestWindow.PATIENCE);
    return window;
  }

  private static void large(TestWindow window) {
    FxTest.run(() -> {
      window.stage().setWidth(1440);
      window.stage().setHeight(900);
    });
  }

  private static void waitUnlessStopped(CountDownLatch told, ScriptedProvider.Stage stage)
      throws InterruptedException {
    boolean stopped = false;
    while (!stopped && told.getCount() > 0) {
      stopped = stage.cancelledWithin(Duration.ofMillis(5));
    }
  }

  /** An entry of the chart's own menu. */
  private static void choose(TestWindow window, String chart, String words) {
    FxTest.run(() -> {
      Node card = window.scene().lookup("#chart-" + chart);
      Bounds there = card.localToScreen(card.getBoundsInLocal());
      card.fireEvent(
          new ContextMenuEvent(
              ContextMenuEvent.CONTEXT_MENU_REQUESTED,
              5,
              5,
              there.getMinX() + 5,
              there.getMinY() + 5,
              true,
              null));
      for (Window open : List.copyOf(Window.getWindows())) {
        if (open instanceof ContextMenu menu) {
          entry(menu, words).fire();
          menu.hide();
        }
      }
    });
  }

  private static MenuItem entry(ContextMenu menu, String words) {
    return menu.getItems().stream()
        .filter(entry -> words.equals(entry.getText()))
        .findFirst()
        .orElseThrow();
  }

  /** Over the middle of the race. */
  private static void wheel(TestWindow window, double pixels) {
    Node box = window.scene().lookup("#chart-race .chart-box");
    Bounds local = box.getLayoutBounds();
    Point2D scene = box.localToScene(local.getCenterX(), local.getCenterY());
    Point2D screen = box.localToScreen(local.getCenterX(), local.getCenterY());
    box.fireEvent(
        new ScrollEvent(
            ScrollEvent.SCROLL,
            scene.getX(),
            scene.getY(),
            screen.getX(),
            screen.getY(),
            false,
            false,
            false,
            false,
            false,
            false,
            0,
            pixels,
            0,
            pixels,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null));
  }

  /** The first or the last moment that the race shows, in milliseconds: what that key points at. */
  private static double edge(TestWindow window, KeyCode key) {
    FxTest.run(() -> window.model().charts().model().point(null));
    FxTest.waitFor(() -> !MOMENT.matcher(help(window, "race")).matches(), TestWindow.PATIENCE);
    window.robot().push(key);
    FxTest.waitFor(() -> MOMENT.matcher(help(window, "race")).matches(), TestWindow.PATIENCE);
    Matcher said = MOMENT.matcher(FxTest.run(() -> help(window, "race")));
    assertThat(said.matches()).isTrue();
    return Double.parseDouble(said.group(1).replace(",", ""));
  }

  private static String help(TestWindow window, String chart) {
    Node card = window.scene().lookup("#chart-" + chart);
    return card == null || card.getAccessibleHelp() == null ? "" : card.getAccessibleHelp();
  }

  private static int[] picture(TestWindow window, String chart) {
    return FxTest.run(() -> {
      Image image = window.scene().lookup("#chart-" + chart + " .chart-box").snapshot(null, null);
      int width = (int) image.getWidth();
      int height = (int) image.getHeight();
      int[] pixels = new int[width * height];
      image
          .getPixelReader()
          .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
      return pixels;
    });
  }

  private static boolean shows(Image image, String colour) {
    for (int x = 0; x < (int) image.getWidth(); x++) {
      for (int y = 0; y < (int) image.getHeight(); y++) {
        Color color = image.getPixelReader().getColor(x, y);
        boolean found =
            colour.equals("blue")
                ? color.getBlue() > 0.8 && color.getRed() < 0.5
                : color.getRed() > 0.8 && color.getBlue() < 0.4;
        if (found) {
          return true;
        }
      }
    }
    return false;
  }

  private static MarkdownPane answer(TestWindow window, Side side) {
    return (MarkdownPane) window.scene().lookup("#answer-" + side);
  }
}
