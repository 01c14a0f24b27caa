package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.TestImages;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.compare.ImagesModel;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.FlowPane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images in the window, from the file or the clipboard to what both models are asked. */
@Timeout(120)
class ImagesWindowTest {
  @TempDir Path home;

  private final Queue<CompletionRequest> requests = new ConcurrentLinkedQueue<>();
  private TestWindow window;

  @BeforeEach
  void open() {
    window = new TestWindow(home, Theme.DARK, this::recording);
    window.pick("demo/small", "demo/base");
    window.waitUntilReady();
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void sendsWhatIsAttachedToBothSidesAndShowsItInTheConversation() throws Exception {
    attach(file("one.png", 1), file("two.png", 2));
    waitFor(2);
    window.type("What is this?");
    run();
    List<AttachedImage> both = List.of(TestImages.image(100, 1), TestImages.image(100, 2));
    assertThat(requests)
        .hasSize(2)
        .allSatisfy(request ->
            assertThat(request.messages()).containsExactly(Message.user("What is this?", both)));
    String trial = FxTest.run(() -> window.model().session().currentProperty().get().id());
    FxTest.run(() -> images().images().clear());
    // A session is opened as it is on the disk.
    window.workspace().settled().get(30, TimeUnit.SECONDS);
    FxTest.run(() -> window.model().saved().open(window.model().session().id().orElseThrow()));
    // The saved trial brings its images back.
    waitFor(2);
    assertThat(FxTest.run(() -> window.model().session().currentProperty().get().id()))
        .isEqualTo(trial);
    assertThat(FxTest.run(() -> List.copyOf(images().images()))).isEqualTo(both);
  }

  @Test
  void standsBelowTheSystemPromptWhicheverOfThemComesFirst() throws IOException {
    FxTest.run(() -> ((ToggleButton) window.scene().lookup("#system-toggle")).fire());
    attach(file("one.png", 1));
    waitFor(1);
    FxTest.waitFor(() -> top("#images") > top("#system"), TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> top("#images") < top("#prompt"))).isTrue();
  }

  private double top(String part) {
    Node node = Objects.requireNonNull(window.scene().lookup(part), part);
    return node.localToScene(0, 0).getY();
  }

  @Test
  void takesOneAwayWithItsButton() throws IOException {
    attach(file("one.png", 1), file("two.png", 2), file("three.png", 3));
    waitFor(3);
    FxTest.run(() -> ((Button) window.scene().lookup(".remove-image")).fire());
    assertThat(FxTest.run(() -> List.copyOf(images().images())))
        .containsExactly(TestImages.image(100, 2), TestImages.image(100, 3));
    assertThat(FxTest.run(() -> row().getChildren().size())).isEqualTo(2);
    FxTest.run(() -> images().images().clear());
    assertThat(window.node("#images").isManaged()).isFalse();
  }

  @Test
  void saysWhatIsNotTakenAndTakesTheRest() throws IOException {
    Path text = Files.writeString(home.resolve("notes.png"), "no image at all");
    attach(text, file("one.png", 1));
    waitFor(1);
    FxTest.waitFor(() -> problem().contains("notes.png is no PNG"), TestWindow.PATIENCE);
    attach(IntStream.range(2, 12).mapToObj(seed -> file(seed + ".png", seed)).toArray(Path[]::new));
    waitFor(AttachedImage.MOST_IN_A_MESSAGE);
    FxTest.waitFor(() -> problem().contains("at most 8 images"), TestWindow.PATIENCE);
  }

  @Test
  void attachesACopiedPictureOnceAndShowsItSmall() {
    WritableImage copied = new WritableImage(300, 150);
    copied.getPixelWriter().setColor(7, 9, Color.CRIMSON);
    FxTest.run(() -> images().paste(copied));
    waitFor(1);
    FxTest.run(() -> images().paste(copied));
    assertThat(FxTest.run(() -> images().images().getFirst().mediaType())).isEqualTo("image/png");
    FxTest.waitFor(
        () ->
            row().lookup(".image-view") instanceof ImageView view
                && view.getImage().getWidth() == 96
                && view.getImage().getHeight() == 48,
        TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> images().images().size())).isEqualTo(1);
  }

  private void attach(Path... files) {
    FxTest.run(() -> images().read(List.of(files)));
  }

  private void waitFor(int count) {
    FxTest.waitFor(() -> images().images().size() == count, TestWindow.PATIENCE);
  }

  private ImagesModel images() {
    return window.model().images();
  }

  private FlowPane row() {
    return (FlowPane) window.scene().lookup("#images");
  }

  private String problem() {
    return window.model().problemProperty().get();
  }

  private Path file(String name, long seed) {
    try {
      return Files.write(home.resolve(name), TestImages.png(100, seed));
    } catch (IOException full) {
      throw new java.io.UncheckedIOException(full);
    }
  }

  private void run() {
    window.click("#run");
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
  }

  private ModelCatalog recording(ModelCatalog real) {
    NanoClock clock = NanoClock.system();
    Provider provider =
        new ScriptedProvider(
            clock,
            stage -> {
              requests.add(stage.request());
              stage.say(ScriptedProvider.started(clock));
              stage.say(new TextDelta("done"));
              stage.say(new Finished(FinishReason.STOP));
            });
    return new DecoratedCatalog(real, (_, _) -> provider);
  }
}
