package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.PromptLibrary;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import app.diptych.ui.MainWindow;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.compare.SideModel;
import app.diptych.ui.decide.DecideModel;
import app.diptych.ui.fx.Appearance;
import app.diptych.ui.fx.Choices;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Look;
import app.diptych.ui.fx.SystemWishes;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.library.FolderSetting;
import app.diptych.ui.library.LibraryModel;
import app.diptych.ui.models.ModelsModel;
import app.diptych.ui.settings.SettingsModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;

/** The real window on the real rooms, driven like a person would. */
public final class TestWindow implements AutoCloseable {
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Tests wait for what a user's window does ten seconds after its start. */
  private static final javafx.util.Duration SOON = javafx.util.Duration.millis(200);

  private static final int ROOMY = 1440;

  /** How often the mouse goes after something that moves. */
  private static final int WAYS = 20;

  private final Wiring wiring;
  private final CompareModel model;
  private final LibraryModel library;
  private final SettingsModel settings;
  private final ModelsModel models;
  private final Saving saving;
  private final Stage stage;
  private final MainWindow window;
  private final Appearance appearance;
  private final MemoryChoices choices = new MemoryChoices();
  private final SimpleObjectProperty<SystemWishes> system =
      new SimpleObjectProperty<>(new SystemWishes(false, true, false));
  private final WorkspaceCare care;
  private final Watchfulness watch;
  private final LogFiles log;
  private final Scene scene;
  private final FxRobot robot = FxTest.robot();
  private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

  /**
   * @param decorate may put its own catalog around the real one
   */
  public TestWindow(Path home, Theme theme, UnaryOperator<ModelCatalog> decorate) {
    this(home, theme, decorate, new MemorySetting());
  }

  public TestWindow(
      Path home, Theme theme, UnaryOperator<ModelCatalog> decorate, FolderSetting folder) {
    wiring = new Wiring(home, List.of(), Map.of("HOME", home.resolve("user").toString()));
    FxTest.start();
    // A test that failed in the middle of a key press does not keep the key from this one.
    robot.release(new KeyCode[0]).release(new MouseButton[0]);
    saving = Saving.open(wiring, Role.OWNER);
    model =
        FxTest.run(() ->
            WindowProgram.model(
                wiring, decorate.apply(wiring.models()), PromptLibrary.bundled(), saving));
    stage = FxTest.run(() -> new Stage());
    library = FxTest.run(() -> WindowProgram.library(wiring, model, folder));
    settings = FxTest.run(() -> WindowProgram.settings(wiring, model));
    DecideModel decide = FxTest.run(() -> WindowProgram.decide(wiring, model));
    models = FxTest.run(() -> WindowProgram.models(wiring, model));
    appearance = FxTest.run(() -> new Appearance(choices, system));
    FxTest.run(() -> appearance.lookProperty().set(Look.of(theme)));
    window =
        FxTest.run(
            () -> new MainWindow(stage, model, library, settings, decide, models, appearance));
    scene = window.scene();
    care = FxTest.run(() -> new WorkspaceCare(wiring, model, SOON));
    log = LogFiles.in(wiring.home().logs(), Discretion.here());
    wiring.threads().faults().withLog(log::last);
    watch = FxTest.run(() -> new Watchfulness(wiring, free::get));
    FxTest.run(() -> {
      window.tell(watch.notices());
      window.show();
      watch.begin(model);
      model.shelf().refresh();
      care.begin(saving);
    });
  }

  /** Remembers as long as the test lasts. */
  static final class MemorySetting implements FolderSetting {
    private volatile String folder = "";

    @Override
    public String get() {
      return folder;
    }

    @Override
    public void put(String now) {
      folder = now;
    }
  }

  /** The same for what is kept under a name. */
  static final class MemoryChoices implements Choices {
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    @Override
    public String get(String name) {
      return kept.getOrDefault(name, "");
    }

    @Override
    public void put(String name, String value) {
      kept.put(name, value);
    }
  }

  Appearance appearance() {
    return appearance;
  }

  MemoryChoices choices() {
    return choices;
  }

  /** What the system's own settings ask for. */
  SimpleObjectProperty<SystemWishes> system() {
    return system;
  }

  public void pick(String a, String b) {
    FxTest.run(() -> {
      side(Side.A).pick(a);
      side(Side.B).pick(b);
    });
  }

  /** A later start brings that. */
  void bring(Wishes wishes) {
    FxTest.run(() -> new Incoming(window, model, wiring.gateways()).take(wishes));
  }

  /** From the next look on that many bytes are free where sessions are saved. */
  public void free(long bytes) {
    free.set(bytes);
  }

  /** Saves nothing until then, as a disk that hangs would. */
  public void holdUpSaving(CountDownLatch until) {
    wiring
        .threads()
        .writer()
        .execute(() -> {
          try {
            until.await();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Every thread of the program. */
  Threads threads() {
    return wiring.threads();
  }

  /** Adds a gateway as if the program had been started with it. */
  public void gateway(String id, String url, String key) {
    assertThat(wiring.gateways().add(id, url, key)).isEmpty();
  }

  /** Makes the window so wide that the charts and the verdicts are beside the answers. */
  public void widen() {
    FxTest.run(() -> stage().setWidth(ROOMY));
    FxTest.waitFor(() -> isLaidOut(scene.lookup("#verdict-card")), PATIENCE);
  }

  /** Clicks once the node has its place in the window. */
  public void click(String id) {
    FxTest.waitFor(() -> isLaidOut(scene.lookup(id)), PATIENCE);
    // What was typed just now, or comes from the disk, may move it while the mouse is on its way.
    int ways = 0;
    do {
      robot.moveTo(node(id));
    } while (!isUnderMouse(id) && ++ways < WAYS);
    robot.clickOn(MouseButton.PRIMARY);
  }

  private boolean isUnderMouse(String id) {
    // Not on the JavaFX thread: the robot waits for its answer there, and that is a freeze.
    Point2D mouse = robot.robotContext().getBaseRobot().retrieveMouse();
    return FxTest.run(() -> {
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      Node now = scene.lookup(id);
      if (now == null) {
        return false;
      }
      Bounds bounds = now.localToScreen(now.getBoundsInLocal());
      return mouse.distance(bounds.getCenterX(), bounds.getCenterY()) < 2;
    });
  }

  private static boolean isShown(Node node) {
    for (Node part = node; part != null; part = part.getParent()) {
      if (!part.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private boolean isLaidOut(@Nullable Node node) {
    if (node == null || !isShown(node)) {
      return false;
    }
    Bounds bounds = node.localToScene(node.getBoundsInLocal());
    return bounds.getWidth() > 0
        && bounds.getHeight() > 0
        && new BoundingBox(0, 0, scene.getWidth(), scene.getHeight()).intersects(bounds);
  }

  public void type(String text) {
    FxTest.run(() -> scene.lookup("#prompt").requestFocus());
    robot.write(text);
  }

  public FxRobot robot() {
    return robot;
  }

  public String text(String id) {
    return FxTest.run(() -> scene.lookup(id) instanceof Labeled label ? label.getText() : "");
  }

  public Node node(String id) {
    return FxTest.run(() -> scene.lookup(id));
  }

  public SideModel side(Side side) {
    return model.side(side);
  }

  WorkspaceCare care() {
    return care;
  }

  Saving saving() {
    return saving;
  }

  public Workspace workspace() {
    return Objects.requireNonNull(saving.workspace());
  }

  public SettingsModel settings() {
    return settings;
  }

  public ModelsModel models() {
    return models;
  }

  public LibraryModel library() {
    return library;
  }

  public MainWindow window() {
    return window;
  }

  public CompareModel model() {
    return model;
  }

  public Scene scene() {
    return scene;
  }

  public Stage stage() {
    return stage;
  }

  public void waitForBadge(Side side, String... words) {
    try {
      FxTest.waitFor(
          () -> isOneOf(side(side).phaseProperty().get().word(), List.of(words)), PATIENCE);
    } catch (AssertionError late) {
      throw new AssertionError(
          "Side %s is %s and not %s; saving: '%s' '%s'"
              .formatted(
                  side,
                  side(side).phaseProperty().get().word(),
                  List.of(words),
                  saving.problem(),
                  model.session().notSavedProperty().get()),
          late);
    }
  }

  /** Drawn by chance, a model rambles now and then until its limit: that is an end as well. */
  private static boolean isOneOf(String word, List<String> words) {
    return words.contains(word) || (word.equals("cut at limit") && words.contains("finished"));
  }

  public void waitUntilReady() {
    waitForBadge(Side.A, "ready");
    waitForBadge(Side.B, "ready");
  }

  @Override
  public void close() {
    FxTest.run(() -> {
      care.close();
      watch.close();
      model.stop();
      window.close();
      library.close();
      settings.close();
      models.close();
      stage.hide();
    });
    wiring.close();
    log.close();
  }
}
