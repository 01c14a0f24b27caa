package app.diptych.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.local.Orphans;
import app.diptych.local.server.FakeServer.Manner;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that are killed with a server running. */
@Timeout(120)
class ServerOrphanTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"idle", "busy"})
  void endsTheServerOfAKilledApplication(String state) throws Exception {
    Path jar = FakeServer.jar(folder, Manner.ENDLESS);
    Process parent = ServerParentMain.start(jar, Servers.model(folder), folder, state);
    try {
      ProcessHandle[] processes = ServerParentMain.processes(parent);
      assertThat(Orphans.isAlive(processes[0])).isTrue();

      parent.destroyForcibly().waitFor();

      assertThat(Orphans.endSoon(processes[0])).as("the server").isTrue();
      assertThat(Orphans.endSoon(processes[1])).as("its guardian").isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }
}
