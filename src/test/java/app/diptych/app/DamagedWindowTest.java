package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.session.SessionQuery;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The window with a workspace that cannot be used: it says why, and helps. */
@Timeout(120)
class DamagedWindowTest {
  @TempDir Path home;

  @Test
  void offersTheBackupOfADamagedWorkspaceAndGoesOnWithIt() throws Exception {
    fill();
    Files.write(file(), new byte[20_000]);
    try (TestWindow window = window()) {
      assertThat(window.text("#not-saved")).contains("damaged", "nothing is saved");
      FxTest.waitFor(() -> isVisible(window, "#remedy"), TestWindow.PATIENCE);
      assertThat(window.text("#remedy")).startsWith("Restore backup of ");
      press(window);
      awaitWords(window, "is back.");
      Workspace back = FxTest.run(() -> window.model().session().workspace()).orElseThrow();
      assertThat(back.sessions().list(SessionQuery.all())).hasSize(1);
      press(window);
      assertThat(isShown(window, "#not-saved")).isFalse();
      window.click("#page-sessions");
      FxTest.waitFor(() -> !isVisible(window, "#sessions-empty"), TestWindow.PATIENCE);
    }
  }

  @Test
  void opensAWorkspaceOfANewerVersionForReadingAndSaysSo() throws Exception {
    fill();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    try (TestWindow window = window()) {
      assertThat(window.text("#not-saved")).contains("newer version", "Update Diptych");
      assertThat(isShown(window, "#remedy")).isFalse();
      assertThat(window.workspace().sessions().list(SessionQuery.all())).hasSize(1);
    }
  }

  @Test
  void savesEverythingAgainWhenTheFolderWasDeleted() throws Exception {
    try (TestWindow window = window()) {
      window.workspace().sessions().create("s", "s", null).get();
      try (Stream<Path> files = Files.list(home)) {
        for (Path file :
            files.filter(one -> one.getFileName().toString().startsWith("workspace")).toList()) {
          Files.delete(file);
        }
      }
      var renamed = window.workspace().sessions().rename("s", "t");
      awaitWords(window, "moved or deleted");
      // What else is found meanwhile must not hide the way out.
      FxTest.run(() -> window.model().session().saving().lasts("No backup was made.", null));
      saveAgain(window);
      renamed.get();
      assertThat(file()).exists();
      assertThat(window.workspace().sessions().find("s").orElseThrow().title()).isEqualTo("t");
    }
  }

  @Test
  void saysOneWayOutWhereThereIsNoBackup() throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace open = Workspace.open(file(), Role.OWNER, writer, NanoClock.system())) {
      open.sessions().create("s", "Kept", null).get();
    } finally {
      writer.shutdownNow();
    }
    byte[] bytes = Files.readAllBytes(file());
    Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
    Files.write(file(), bytes);
    try (TestWindow window = window()) {
      assertThat(window.text("#not-saved")).contains("no backup", "move it away");
      FxTest.pulses(5);
      assertThat(window.text("#not-saved")).doesNotContain("doctor", "offers");
      assertThat(isShown(window, "#remedy")).isFalse();
    }
  }

  @Test
  void showsTheSessionsAgainOnceEverythingIsSavedAgain() throws Exception {
    try (TestWindow window = window()) {
      window.workspace().sessions().create("s", "s", null).get();
      window.click("#page-sessions");
      FxTest.waitFor(() -> listed(window) == 1, TestWindow.PATIENCE);
      try (Stream<Path> files = Files.list(home)) {
        for (Path file :
            files.filter(one -> one.getFileName().toString().startsWith("workspace")).toList()) {
          Files.delete(file);
        }
      }
      var _ = window.workspace().sessions().rename("s", "t");
      awaitWords(window, "moved or deleted");
      saveAgain(window);
      FxTest.waitFor(() -> listed(window) == 1, TestWindow.PATIENCE);
      assertThat(isShown(window, "#sessions-empty")).isFalse();
    }
  }

  private static int listed(TestWindow window) {
    return ((ListView<?>) window.scene().lookup("#sessions")).getItems().size();
  }

  private void fill() throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace open = Workspace.open(file(), Role.OWNER, writer, NanoClock.system())) {
      open.sessions().create("s", "Kept", null).get();
      open.lookAfter();
    } finally {
      writer.shutdownNow();
    }
  }

  private static boolean isShown(TestWindow window, String id) {
    return FxTest.run(() -> isVisible(window, id));
  }

  private static boolean isVisible(TestWindow window, String id) {
    for (Node node = window.scene().lookup(id); node != null; node = node.getParent()) {
      if (!node.isVisible()) {
        return false;
      }
    }
    return window.scene().lookup(id) != null;
  }

  /** JavaFX thread only. */
  private static String words(TestWindow window) {
    return ((Label) window.scene().lookup("#not-saved")).getText();
  }

  private static void press(TestWindow window) {
    FxTest.run(() -> ((Button) window.scene().lookup("#remedy")).fire());
  }

  /** Presses until everything is saved: what failed may be over a moment later. */
  private static void saveAgain(TestWindow window) {
    press(window);
    FxTest.waitFor(
        () -> {
          if (words(window).startsWith("Not saved again")) {
            ((Button) window.scene().lookup("#remedy")).fire();
          }
          return words(window).startsWith("Everything is saved again");
        },
        TestWindow.PATIENCE);
  }

  /** Waits until the bar says these words. */
  private static void awaitWords(TestWindow window, String words) {
    FxTest.waitFor(
        () ->
            // It comes into the window with the first words it has.
            window.scene().lookup("#not-saved") instanceof Labeled bar
                && bar.getText().contains(words),
        TestWindow.PATIENCE);
  }

  private TestWindow window() {
    return new TestWindow(home, Theme.DARK, UnaryOperator.identity());
  }

  private Path file() {
    return home.resolve("workspace.db");
  }
}
