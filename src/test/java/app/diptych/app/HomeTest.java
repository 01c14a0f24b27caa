package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeTest {
  private static final Path USER = Path.of("people", "ada").toAbsolutePath();

  @Test
  void isTheFolderGivenBeforeAllOthers() {
    Path given = Path.of("given").toAbsolutePath();
    assertThat(Home.of(given, Map.of("DIPTYCH_HOME", "x"), "Linux", USER).folder())
        .isEqualTo(given);
  }

  @Test
  void isTheFolderOfTheEnvironmentNext() {
    String named = Path.of("named").toAbsolutePath().toString();
    assertThat(Home.of(null, Map.of("DIPTYCH_HOME", named), "Linux", USER).folder())
        .isEqualTo(Path.of(named));
  }

  @Test
  void isWhereEachPlatformKeepsSuchData() {
    assertThat(Home.of(null, Map.of(), "Linux", USER).folder())
        .isEqualTo(USER.resolve(".local/share/diptych"));
    assertThat(Home.of(null, Map.of("XDG_DATA_HOME", "/data"), "Linux", USER).folder())
        .isEqualTo(Path.of("/data/diptych"));
    assertThat(Home.of(null, Map.of(), "Mac OS X", USER).folder())
        .isEqualTo(USER.resolve("Library/Application Support/Diptych"));
    assertThat(Home.of(null, Map.of("APPDATA", "/roaming"), "Windows 11", USER).folder())
        .isEqualTo(Path.of("/roaming/Diptych"));
    assertThat(Home.of(null, Map.of(), "Windows 11", USER).folder())
        .isEqualTo(USER.resolve("AppData/Roaming/Diptych"));
  }

  @Test
  void knowsWhetherThereIsADisplay() {
    assertThat(Display.isThere(Map.of(), "Linux", "")).isFalse();
    assertThat(Display.isThere(Map.of("DISPLAY", ":0"), "Linux", "")).isTrue();
    assertThat(Display.isThere(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux", "")).isTrue();
    assertThat(Display.isThere(Map.of(), "Windows 11", "")).isTrue();
    assertThat(Display.isThere(Map.of(), "Mac OS X", "")).isTrue();
    assertThat(Display.isThere(Map.of(), "Linux", "Headless")).isTrue();
  }
}
