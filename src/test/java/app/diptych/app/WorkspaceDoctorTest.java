package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.app.TestCommandLine.Result;
import app.diptych.session.SessionQuery;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of the workspace, and what it does about it. */
@Timeout(120)
class WorkspaceDoctorTest {
  @TempDir Path home;

  @Test
  void tellsSizeVersionAndTheNewestBackup() throws Exception {
    assertThat(doctor().out()).contains("optional  Workspace         none yet");
    fill();
    Result well = doctor();
    assertThat(well.exit()).isZero();
    assertThat(workspace(well.out()))
        .startsWith("ok")
        .containsPattern("MB, version \\d+, 1 sessions, 0 trials; newest backup ");
  }

  @Test
  void saysThatTheWorkspaceIsDamagedAndPutsTheBackupBack() throws Exception {
    fill();
    Files.write(file(), new byte[20_000]);
    Result damaged = doctor();
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(workspace(damaged.out())).startsWith("failed").contains("damaged");
    assertThat(damaged.out()).contains("> Run diptych doctor --restore-backup");
    Result restored = line().run("doctor", "--restore-backup");
    assertThat(restored.exit()).isZero();
    assertThat(restored.out()).contains("The backup of ", " is back.", "workspace-damaged-");
    assertThat(workspace(doctor().out())).startsWith("ok");
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace open = Workspace.open(file(), Role.OWNER, writer, NanoClock.system())) {
      assertThat(open.sessions().list(SessionQuery.all())).hasSize(1);
    } finally {
      writer.shutdownNow();
    }
  }

  @Test
  void restoresNothingWhereThereIsNoBackup() {
    Result refused = line().run("doctor", "--restore-backup", "--json");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("There is no backup");
    assertThat(file()).doesNotExist();
  }

  private void fill() throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace open = Workspace.open(file(), Role.OWNER, writer, NanoClock.system())) {
      open.sessions().create("s", "s", null).get();
      open.lookAfter();
    } finally {
      writer.shutdownNow();
    }
  }

  private static String workspace(String out) {
    return out.lines().filter(line -> line.contains("Workspace")).findFirst().orElse("");
  }

  private Result doctor() {
    return line().run("doctor");
  }

  private TestCommandLine line() {
    return new TestCommandLine(home, Map.of());
  }

  private Path file() {
    return home.resolve("workspace.db");
  }
}
