package app.diptych.ui.sessions;

import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;

/** The sessions page on a real workspace. */
final class OpenSessions implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final Workspace workspace;
  final SessionsModel model;
  final Scene scene;
  final FxRobot robot = FxTest.robot();
  final List<String> changed = new CopyOnWriteArrayList<>();
  final StringProperty whyNot = new SimpleStringProperty("");
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Stage stage;

  OpenSessions(Path file) throws Exception {
    this(file, Theme.DARK, 1000, 640);
  }

  OpenSessions(Path file, Theme theme, double width, double height) throws Exception {
    FxTest.start();
    workspace = Workspace.open(file, Role.OWNER, writer, NanoClock.system());
    model =
        FxTest.run(() ->
            new SessionsModel(
                () -> Optional.of(workspace),
                () -> "",
                new Background(workers, FxThread::later),
                NanoClock.system(),
                changed::add));
    stage = FxTest.run(() -> new Stage());
    scene =
        FxTest.run(() -> {
          SessionsView view =
              new SessionsView(model, new SessionUses(_ -> {}, (_, _) -> {}, whyNot), new VBox());
          Scene made = new Scene(view, width, height);
          theme.dress(made);
          view.keysIn(made);
          stage.setScene(made);
          stage.show();
          view.shown();
          return made;
        });
  }

  /** Saves empty sessions; the last one is listed first. */
  void add(String... titles) throws Exception {
    for (String title : titles) {
      workspace.sessions().create(title, title, null).get();
    }
    refresh();
    FxTest.waitFor(() -> model.found().size() >= titles.length, PATIENCE);
  }

  void refresh() {
    FxTest.run(model::refresh);
  }

  void select(String title) {
    FxTest.run(() -> model.select(byTitle(title)));
    FxTest.waitFor(() -> field("#rename").getText().equals(title), PATIENCE);
  }

  SessionSummary byTitle(String title) {
    return model.found().stream()
        .filter(one -> one.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until the list holds these, in any order. */
  void awaitTitles(String... titles) {
    FxTest.waitFor(
        () ->
            model.found().stream()
                .map(SessionSummary::title)
                .sorted()
                .toList()
                .equals(List.of(titles).stream().sorted().toList()),
        PATIENCE);
  }

  /** Waits until everything that was changed is saved and shown. */
  void awaitNews(String words) {
    FxTest.waitFor(() -> text("#undo-words").startsWith(words), PATIENCE);
  }

  /** The title of the marked row; null when none is. */
  @Nullable String marked() {
    return FxTest.run(() -> {
      SessionSummary row = (SessionSummary) list().getSelectionModel().getSelectedItem();
      return row == null ? null : row.title();
    });
  }

  ListView<?> list() {
    return (ListView<?>) scene.lookup("#sessions");
  }

  TextField field(String id) {
    return (TextField) scene.lookup(id);
  }

  void fire(String id) {
    FxTest.run(() -> {
      if (scene.lookup(id) instanceof Button button && !button.isDisabled()) {
        button.fire();
      } else {
        throw new AssertionError("Cannot be pressed: " + id);
      }
    });
  }

  Node node(String id) {
    return scene.lookup(id);
  }

  /** The words of a label or a button; safe on any thread. */
  String text(String id) {
    return scene.lookup(id) instanceof Labeled label ? label.getText() : "";
  }

  @Override
  public void close() {
    FxTest.run(() -> stage.hide());
    workspace.close();
    writer.shutdownNow();
    workers.shutdownNow();
  }
}
