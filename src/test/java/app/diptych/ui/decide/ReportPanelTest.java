package app.diptych.ui.decide;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Budgets;
import app.diptych.report.PastAnswers;
import app.diptych.report.decision.Surroundings;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The report in a scene, while it is made. */
@Timeout(120)
class ReportPanelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile boolean interrupted;
  @TempDir Path folder;
  private Workspace workspace;
  private ReportModel model;
  private Stage stage;
  private Scene scene;

  @BeforeEach
  void open() throws Exception {
    FxTest.start();
    workspace =
        Workspace.open(
            folder.resolve("workspace.db"), Workspace.Role.OWNER, writer, NanoClock.system());
    workspace.sessions().add(PastAnswers.session(1)).get(60, TimeUnit.SECONDS);
    model =
        FxTest.run(() ->
            new ReportModel(
                () -> Optional.of(workspace),
                new Reach(
                    new Surroundings(
                        _ -> Optional.empty(), this::audit, () -> Budgets.NONE, ZoneOffset.UTC),
                    () -> false,
                    () -> false,
                    _ -> {}),
                new Background(worker, FxThread::later),
                NanoClock.system()));
    scene =
        FxTest.run(() -> {
          VBox page = new VBox(new ReportPanel(model));
          page.getStyleClass().add("decide");
          return new Scene(page, 820, 560);
        });
    stage = FxTest.run(() -> new Stage());
    FxTest.run(() -> {
      Theme.LIGHT.dress(scene);
      stage.setScene(scene);
      stage.show();
      model.refresh();
    });
    FxTest.waitFor(() -> !list().getItems().isEmpty(), PATIENCE);
    FxTest.run(() -> list().getSelectionModel().select(0));
  }

  @AfterEach
  void close() {
    goOn.countDown();
    FxTest.run(() -> stage.hide());
    worker.shutdownNow();
    workspace.close();
    writer.shutdown();
  }

  /** The record of routes takes long: the report waits for it. */
  private List<String> audit() {
    asked.countDown();
    try {
      goOn.await();
    } catch (InterruptedException wantedNoMore) {
      interrupted = true;
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  @Test
  void cancelEndsTheWorkAndLeavesTheSessionsToChooseFrom() throws Exception {
    FxTest.run(() -> button("#report-make").fire());
    FxTest.waitFor(
        () -> label("#report-doing").startsWith("All 60 trials are read; adding up"), PATIENCE);
    // That is told before the record is asked for, and a cancel in between would end it there.
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(isShown("#report-cancel")).isTrue();
    assertThat(isShown("#report-empty")).isFalse();
    shot("report-making");

    FxTest.run(() -> button("#report-cancel").fire());

    assertThat(FxTest.run(() -> label("#report-news"))).isEqualTo("Cancelled: no report was made.");
    assertThat(FxTest.run(() -> label("#report-empty"))).startsWith("Choose the sessions");
    assertThat(isShown("#report-cancel")).isFalse();
    // The one worker is free again only when the work has ended.
    worker.submit(() -> {}).get(30, TimeUnit.SECONDS);
    assertThat(interrupted).isTrue();
    FxTest.pulses(2);
    assertThat(model.reportProperty().get()).isNull();
    assertThat(button("#report-save").isDisabled()).isTrue();
  }

  @Test
  void aReportThatIsWaitedForIsShown() {
    FxTest.run(() -> button("#report-make").fire());
    FxTest.waitFor(() -> label("#report-doing").startsWith("All 60 trials"), PATIENCE);
    goOn.countDown();
    FxTest.waitFor(() -> scene.lookup(".report-strong") != null, PATIENCE);
    assertThat(isShown("#report-cancel")).isFalse();
  }

  private void shot(String name) throws Exception {
    String to = System.getProperty("shots");
    if (to != null) {
      FxTest.run(() -> Screenshot.of(scene, Path.of(to, name + ".png")));
    }
  }

  private boolean isShown(String id) {
    return FxTest.run(() -> {
      boolean shown = true;
      for (Node part = scene.lookup(id); part != null; part = part.getParent()) {
        shown &= part.isVisible();
      }
      return shown;
    });
  }

  private ListView<?> list() {
    return (ListView<?>) scene.lookup("#report-sessions");
  }

  private Button button(String id) {
    return (Button) scene.lookup(id);
  }

  private String label(String id) {
    return ((Label) scene.lookup(id)).getText();
  }
}
