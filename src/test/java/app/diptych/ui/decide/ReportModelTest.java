package app.diptych.ui.decide;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Budgets;
import app.diptych.report.PastAnswers;
import app.diptych.report.decision.Surroundings;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.decide.ReportModel.State;
import app.diptych.ui.fx.Background;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The report of the window without one; work is done at once. */
@Timeout(120)
class ReportModelTest {
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  @TempDir Path folder;
  private Workspace workspace;
  private boolean there = true;
  private ReportModel model;

  @BeforeEach
  void open() throws Exception {
    workspace =
        Workspace.open(
            folder.resolve("workspace.db"), Workspace.Role.OWNER, writer, NanoClock.system());
    for (int i = 1; i <= 2; i++) {
      workspace.sessions().add(PastAnswers.session(i)).get(60, TimeUnit.SECONDS);
    }
    model =
        new ReportModel(
            () -> there ? Optional.of(workspace) : Optional.empty(),
            new Reach(
                new Surroundings(
                    _ -> Optional.empty(), List::of, () -> Budgets.NONE, ZoneOffset.UTC),
                () -> false,
                () -> false,
                _ -> {}),
            new Background(Runnable::run, Runnable::run),
            NanoClock.system());
    model.refresh();
    model.choose(List.of(first()));
    model.make();
    assertThat(model.stateProperty().get()).as(model.newsProperty().get()).isEqualTo(State.MADE);
  }

  @AfterEach
  void close() {
    workspace.close();
    writer.shutdown();
  }

  @Test
  void otherSessionsHaveNoReportUntilItIsMade() {
    model.choose(List.copyOf(model.sessions()));
    assertThat(model.stateProperty().get()).isEqualTo(State.CHOOSING);
    assertThat(model.reportProperty().get()).isNull();
    Path file = folder.resolve("report.html");
    model.save(file);
    assertThat(file).doesNotExist();
    model.make();
    model.save(file);
    assertThat(file).exists();
  }

  @Test
  void aReportThatFailsLeavesNoOlderOneToSave() {
    there = false;
    model.make();
    assertThat(model.stateProperty().get()).isEqualTo(State.FAILED);
    assertThat(model.reportProperty().get()).isNull();
    assertThat(model.newsProperty().get()).contains("Nothing is saved");
  }

  @Test
  void aListThatIsReadAnewLeavesTheReport() {
    model.choose(List.of());
    assertThat(model.stateProperty().get()).isEqualTo(State.MADE);
    assertThat(model.reportProperty().get()).isNotNull();
  }

  private SessionSummary first() {
    return model.sessions().getFirst();
  }
}
