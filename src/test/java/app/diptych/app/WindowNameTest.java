package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WindowNameTest {

  @Test
  void theWindowHasTheIconInThreeSizes() {
    FxTest.start();
    Stage stage = FxTest.run(() -> new Stage());
    FxTest.run(() -> WindowName.dress(stage, Runnable::run));
    FxTest.waitFor(() -> stage.getIcons().size() == 3, Duration.ofSeconds(20));
    assertThat(stage.getIcons()).extracting(Image::getWidth).containsExactly(32.0, 64.0, 128.0);
    assertThat(stage.getIcons()).noneMatch(Image::isError);
  }

  /** Another program's windows must not be taken for ours, nor ours for theirs. */
  @Test
  void theMenuEntryNamesTheWindowsOfTheProgram() throws Exception {
    assertThat(Files.readAllLines(Path.of("packaging/linux/diptych.desktop")))
        .contains("StartupWMClass=diptych");
    for (String launcher : new String[] {"diptych", "packaging/linux.sh"}) {
      assertThat(Files.readString(Path.of(launcher)))
          .contains("--add-exports=javafx.graphics/com.sun.glass.ui=ALL-UNNAMED");
    }
  }
}
