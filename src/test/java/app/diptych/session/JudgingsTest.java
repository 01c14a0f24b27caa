package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One program at a time asks a judge the same. */
@Timeout(120)
class JudgingsTest {
  @TempDir Path folder;

  /** Another program, which uses the workspace until its input ends. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws Exception {
      try (WorkspaceLock lock = Objects.requireNonNull(WorkspaceLock.use(Path.of(arguments[0])))) {
        System.out.println(lock.recorder());
        System.out.flush();
        assertThat(System.in.read()).isNegative();
      }
    }
  }

  @Test
  void aJudgingThatAnotherProgramHasIsRefusedUntilThatProgramIsGone() throws Exception {
    Path file = folder.resolve("workspace.db");
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      Judgings judgings = open.workspace.judgings();
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Other.class.getName(),
                  file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
        String recorder = Objects.requireNonNull(said.readLine());
        OpenWorkspace.done(open.workspace.value(Judgings.held("s", "key"), recorder));
        assertThatThrownBy(() -> judgings.hold("s", "key"))
            .isInstanceOf(WorkspaceException.class)
            .hasMessageContaining("runs already");
        assertThatThrownBy(() -> judgings.requireHeld("s", "key"))
            .isInstanceOf(WorkspaceException.class);
        OpenWorkspace.done(judgings.hold("s", "another"));
        judgings.requireHeld("s", "another");
      } finally {
        other.destroyForcibly().waitFor();
      }
      OpenWorkspace.done(judgings.hold("s", "key"));
      judgings.requireHeld("s", "key");
      OpenWorkspace.done(judgings.release("s", "key"));
      assertThat(open.workspace.value(Judgings.held("s", "key"))).isEqualTo(Optional.empty());
    }
  }
}
