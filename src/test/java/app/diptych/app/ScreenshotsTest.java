package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.cost.LedgerGroup;
import app.diptych.exchange.Sample;
import app.diptych.report.PastAnswers;
import app.diptych.session.SavedSession;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import app.diptych.ui.compare.PanePhase;
import app.diptych.ui.fx.Film;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.models.SpeedModel;
import app.diptych.ui.replay.ReplayModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Makes the pictures of the README from the real window with both demonstration models answering.
 */
@Tag("screenshots")
@Timeout(180)
class ScreenshotsTest {
  private static final Path FOLDER = Path.of("assets", "screenshots");
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  /** How many pictures a film has, beside its first. */
  private static final int FILMED = 48;

  /** How far down the results the raters stand. */
  private static final double RATERS_IN_VIEW = 0.75;

  /** Characters that fill enough of the second pane to be worth looking at. */
  private static final int ENOUGH = 230;

  /** Both models answer it much alike, and not quite. */
  private static final String PROMPT =
      "Write a short polite email to my boss about moving our meeting.";

  private static final Duration PACE = Duration.ofMillis(12);

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsBothModelsWhileTheyStream(Theme theme) throws Exception {
    String name = theme.name().toLowerCase(Locale.ROOT);
    try (TestWindow window = new TestWindow(home, theme, ScreenshotsTest::atReadingPace)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      warmUp(window);
      Path picture = FOLDER.resolve("window-" + name + ".png");
      run(window, "Implement binary search in Java.");
      FxTest.waitFor(() -> bothStream(window), TestWindow.PATIENCE);
      FxTest.run(() -> Screenshot.of(window.scene(), picture));
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      assertThat(Files.size(picture)).isGreaterThan(50_000);
      run(window, "Compare cats and dogs in a table.");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      FxTest.pulses(3);
      FxTest.run(() -> Screenshot.of(window.scene(), FOLDER.resolve("finished-" + name + ".png")));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsWhatDiffersBetweenTwoAnswers(Theme theme) throws Exception {
    Path picture = FOLDER.resolve("diff-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
        window.model().sampling().temperatureProperty().set("0");
      });
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      run(window, PROMPT);
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      FxTest.run(() -> window.model().diff().shownProperty().set(true));
      FxTest.waitFor(() -> !window.model().diff().model().items().isEmpty(), TestWindow.PATIENCE);
      FxTest.run(() -> {
        window.model().diff().model().next();
        window.model().diff().model().next();
      });
      FxTest.pulses(5);
      FxTest.run(() -> Screenshot.of(window.scene(), picture));
      assertThat(Files.size(picture)).isGreaterThan(50_000);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsTheLibrary(Theme theme) throws Exception {
    String name = theme.name().toLowerCase(Locale.ROOT);
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      LibraryScene library = new LibraryScene(window);
      library.fill();
      library.showEditor();
      picture(window, "library-" + name);
      library.showRevisions();
      picture(window, "revisions-" + name);
      library.showForm();
      picture(window, "prompt-form-" + name);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsTheSessions(Theme theme) throws Exception {
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      for (Sample sample : Sample.values()) {
        SavedSession session = sample.read();
        window.workspace().sessions().add(session).get(30, TimeUnit.SECONDS);
        window
            .workspace()
            .sessions()
            .tag(session.summary().id(), List.of("sample"))
            .get(30, TimeUnit.SECONDS);
      }
      window.click("#page-sessions");
      FxTest.waitFor(
          () ->
              window.scene().lookup("#sessions") instanceof ListView<?> list
                  && list.getItems().size() == Sample.values().length,
          TestWindow.PATIENCE);
      window.robot().push(KeyCode.DOWN);
      window.robot().push(KeyCode.DOWN);
      picture(window, "sessions-" + theme.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsWhatWasMeasured(Theme theme) throws Exception {
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      for (int i = 0; i < 12; i++) {
        window.workspace().sessions().add(PastAnswers.session(i)).get(30, TimeUnit.SECONDS);
      }
      window.click("#page-measure");
      FxTest.waitFor(
          () -> {
            Node card = window.scene().lookup("#history-quality-cost-and-latency");
            return card != null
                && String.valueOf(card.queryAccessibleAttribute(AccessibleAttribute.HELP))
                    .contains("won ");
          },
          TestWindow.PATIENCE);
      picture(window, "measure-" + theme.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsTheModels(Theme theme) throws Exception {
    ModelsScene.fill(home);
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      window.click("#page-models");
      FxTest.waitFor(() -> window.models().found().size() == 6, TestWindow.PATIENCE);
      FxTest.run(() -> window.models().select(window.models().found().get(2)));
      picture(window, "models-" + theme.name().toLowerCase(Locale.ROOT));
    }
  }

  /** The same page, with a model that does not fit and one whose speed was measured. */
  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsWhetherAModelFitsAndHowFastItIs(Theme theme) throws Exception {
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      window.click("#page-models");
      FxTest.waitFor(() -> window.models().found().size() == 2, TestWindow.PATIENCE);
      FxTest.run(() -> window.models().measureSpeed());
      FxTest.waitFor(
          () -> window.models().speed().stateProperty().get() == SpeedModel.State.KNOWN,
          Duration.ofMinutes(2));
      picture(window, "fit-" + theme.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsWhatRuns(Theme theme) throws Exception {
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      warmUp(window);
      for (Side side : Side.values()) {
        FxTest.run(() ->
            ((MenuButton) window.scene().lookup("#more-" + side)).getItems().getFirst().fire());
      }
      run(window, "Implement binary search in Java.");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      // What the drivers tell is looked at twice a second.
      FxTest.waitFor(
          () -> window.scene().getRoot().lookupAll("#running-B .label").size() > 6,
          TestWindow.PATIENCE);
      FxTest.pulses(70);
      picture(window, "running-" + theme.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsHowSureTheModelsWere(Theme theme) throws Exception {
    try (WeighingGateway gateway = new WeighingGateway();
        TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      window.gateway("gw", gateway.url(), "");
      window.pick("gw/a", "gw/b");
      window.waitUntilReady();
      FxTest.run(() -> window.model().certainty().wantedProperty().set(true));
      run(window, "Tell me a story.");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      FxTest.run(() -> window.model().certainty().part());
      picture(window, "certainty-" + theme.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsABlindReviewAndWhatItTaught(Theme theme) throws Exception {
    String name = theme.name().toLowerCase(Locale.ROOT);
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      ReviewScene.fill(window.workspace());
      window.click("#page-review");
      FxTest.waitFor(() -> vote(window) != null, TestWindow.PATIENCE);
      FxTest.run(() -> Objects.requireNonNull(vote(window)).fire());
      FxTest.waitFor(() -> hasPair(window), TestWindow.PATIENCE);
      FxTest.pulses(10);
      FxTest.run(() -> ReviewPanes.seen(window.scene(), ".review-left").select(4, 22));
      window.robot().push(KeyCode.E);
      FxTest.run(() -> ReviewPanes.seen(window.scene(), ".review-right").select(0, 16));
      window.robot().push(KeyCode.W);
      picture(window, "review-" + name);
      window.click("#review-results");
      FxTest.waitFor(() -> window.scene().lookup("#results-sentence") != null, TestWindow.PATIENCE);
      FxTest.pulses(10);
      picture(window, "review-results-" + name);
      FxTest.run(() ->
          ((ScrollPane) window.scene().lookup("#results .panel-scroll")).setVvalue(RATERS_IN_VIEW));
      picture(window, "review-raters-" + name);
    }
  }

  private static @Nullable Button vote(TestWindow window) {
    return window.scene().getRoot().lookupAll(".button").stream()
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> String.valueOf(button.getAccessibleText()).startsWith("Vote in "))
        .findFirst()
        .orElse(null);
  }

  private static boolean hasPair(TestWindow window) {
    return !ReviewPanes.markdown(window.scene(), ".review-left").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsTheSettings(Theme theme) throws Exception {
    try (TestWindow window = new TestWindow(home, theme, real -> real);
        MockWebServer gateway = SettingsWindowTest.gateway()) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      SettingsWindowTest.addCheckedSheep(window, gateway.url("/v1").toString());
      picture(window, "settings-" + theme.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsWhatIsDecidedOn(Theme theme) throws Exception {
    String name = theme.name().toLowerCase(Locale.ROOT);
    PastSpending.fill(home, 24);
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
      });
      for (int i = 0; i < 12; i++) {
        window.workspace().sessions().add(PastAnswers.session(i)).get(30, TimeUnit.SECONDS);
      }
      window.click("#page-decide");
      FxTest.waitFor(
          () ->
              ((TableView<?>) window.scene().lookup("#claims"))
                  .getItems().stream().anyMatch(row -> String.valueOf(row).contains("REFUTED")),
          TestWindow.PATIENCE);
      FxTest.run(() -> {
        TableView<?> claims = (TableView<?>) window.scene().lookup("#claims");
        claims.getSelectionModel().select(10);
        claims.scrollTo(7);
      });
      picture(window, "claims-" + name);
      window.click("#decide-costs");
      FxTest.run(() ->
          ((ComboBox<?>) window.scene().lookup("#costs-by"))
              .getSelectionModel()
              .select(List.of(LedgerGroup.values()).indexOf(LedgerGroup.MODEL)));
      FxTest.waitFor(
          () -> ((GridPane) window.scene().lookup("#costs-rows")).getChildren().size() == 16,
          TestWindow.PATIENCE);
      FxTest.pulses(10);
      FxTest.run(() -> Screenshot.of(window.scene(), FOLDER.resolve("costs-" + name + ".png")));
    }
  }

  private static void picture(TestWindow window, String name) throws Exception {
    FxTest.pulses(10);
    Path picture = FOLDER.resolve(name + ".png");
    FxTest.run(() -> Screenshot.of(window.scene(), picture));
    assertThat(Files.size(picture)).isGreaterThan(50_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsATrialThatIsPlayedAgain(Theme theme) throws Exception {
    Path picture = FOLDER.resolve("replay-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
    NanoClock clock = NanoClock.system();
    // Stamped when it is handed on: what is recorded is the pace of reading.
    try (TestWindow window = new TestWindow(home, theme, real -> paced(real, _ -> clock.nanos()))) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
        window.model().sampling().temperatureProperty().set("0");
      });
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      warmUp(window);
      run(window, "Implement binary search in Java.");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      FxTest.run(() -> window.model().replay().shownProperty().set(true));
      ReplayModel replay = window.model().replay().model();
      FxTest.waitFor(() -> !replay.tracksProperty().get().isEmpty(), TestWindow.PATIENCE);
      FxTest.run(() -> {
        replay.pause();
        replay.seek(replay.axis() * 3 / 5);
      });
      FxTest.pulses(5);
      FxTest.run(() -> Screenshot.of(window.scene(), picture));
      assertThat(Files.size(picture)).isGreaterThan(50_000);
    }
  }

  /** The replay stands still wherever it is put, so that no picture is late. */
  @Test
  void filmsTwoAnswersAsTheyCame() throws Exception {
    Path picture = FOLDER.resolve("race.png");
    NanoClock clock = NanoClock.system();
    Film film = new Film();
    try (TestWindow window =
        new TestWindow(home, Theme.DARK, real -> paced(real, _ -> clock.nanos()))) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
        window.model().sampling().temperatureProperty().set("0");
      });
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      warmUp(window);
      run(window, "Implement binary search in Java.");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      FxTest.run(() -> window.model().replay().shownProperty().set(true));
      ReplayModel replay = window.model().replay().model();
      FxTest.waitFor(() -> !replay.tracksProperty().get().isEmpty(), TestWindow.PATIENCE);
      FxTest.run(replay::pause);
      for (int i = 0; i <= FILMED; i++) {
        long at = replay.axis() * i / FILMED;
        FxTest.run(() -> replay.seek(at));
        FxTest.pulses(5);
        int millis = i == FILMED ? 2_500 : 125;
        FxTest.run(() -> film.add(window.scene(), millis));
      }
    }
    film.write(picture);
    assertThat(film.length()).isEqualTo(FILMED + 1);
    assertThat(Files.size(picture)).isBetween(100_000L, 2_000_000L);
  }

  /**
   * The demonstration models answer in a blink; a picture of a stream needs somebody who reads
   * along.
   */
  private static ModelCatalog atReadingPace(ModelCatalog real) {
    NanoClock clock = NanoClock.system();
    return paced(real, _ -> clock.nanos());
  }

  /**
   * @param stamp makes the stamp of an event from the model's own
   */
  private static ModelCatalog paced(ModelCatalog real, LongUnaryOperator stamp) {
    return new DecoratedCatalog(
        real,
        (_, found) ->
            new Provider() {
              @Override
              public Optional<Failure> prepare() throws InterruptedException {
                return found.provider().prepare();
              }

              @Override
              public Call start(CompletionRequest request, CompletionSink sink) {
                return found
                    .provider()
                    .start(
                        request,
                        (event, at) -> {
                          sink.accept(event, stamp.applyAsLong(at));
                          LockSupport.parkNanos(PACE.toNanos());
                        });
              }
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void photographsABatch(Theme theme) throws Exception {
    String name = theme.name().toLowerCase(Locale.ROOT);
    try (BatchScene batch = new BatchScene(home, theme)) {
      FxTest.run(() -> {
        batch.window().stage().setWidth(WIDTH);
        batch.window().stage().setHeight(HEIGHT);
      });
      batch.prepare();
      FxTest.run(() -> batch.shoot(FOLDER.resolve("batch-new-" + name + ".png")));
      batch.begin();
      FxTest.run(() -> batch.shoot(FOLDER.resolve("batch-running-" + name + ".png")));
      batch.awaitEnd();
      FxTest.run(() -> batch.shoot(FOLDER.resolve("batch-" + name + ".png")));
      batch.group();
      FxTest.run(() -> batch.shoot(FOLDER.resolve("batch-groups-" + name + ".png")));
      assertThat(Files.size(FOLDER.resolve("batch-" + name + ".png"))).isGreaterThan(50_000);
    }
  }

  private static void warmUp(TestWindow window) {
    run(window, "What is recursion?");
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
  }

  private static void run(TestWindow window, String prompt) {
    FxTest.run(() -> {
      window.model().promptProperty().set(prompt);
      window.model().run();
    });
  }

  private static boolean bothStream(TestWindow window) {
    for (Side side : Side.values()) {
      if (window.side(side).phaseProperty().get() != PanePhase.STREAMING
          || ((MarkdownPane) window.scene().lookup("#answer-" + side)).markdown().length()
              < ENOUGH) {
        return false;
      }
    }
    return true;
  }
}
