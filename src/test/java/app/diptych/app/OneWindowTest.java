package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import java.io.BufferedReader;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one workspace. */
@Timeout(180)
class OneWindowTest {
  private static final Wishes WISHES =
      new Wishes(
          List.of(Path.of("a b", "\u9012\u5f52 \"x\".gguf")), List.of("one=http://127.0.0.1:1/v1"));

  @TempDir Path home;

  /** The process that has the window: tells what it is handed. */
  static final class First {
    private First() {}

    public static void main(String[] arguments) throws Exception {
      Path workspace = Path.of(arguments[0]);
      NanoClock clock = NanoClock.system();
      OneWindow one = OneWindow.of(workspace, clock);
      Workspace open =
          Workspace.open(
              workspace, Role.OWNER, Executors.newSingleThreadScheduledExecutor(), clock);
      one.listen(
          workspace,
          Path.of(arguments[1]),
          Thread.ofPlatform().factory(),
          wishes -> System.out.println(wishes.write()));
      System.out.println("ready " + one.isFirst() + open.interruptedSides());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void handsItsWishesToTheFirst() throws Exception {
    Process first = start(workspace());
    try (BufferedReader told = ready(first);
        OneWindow second = OneWindow.of(workspace(), NanoClock.system())) {
      assertThat(second.isFirst()).isFalse();
      assertThat(second.handOver(WISHES)).isTrue();
      assertThat(Wishes.read(told.readLine())).isEqualTo(WISHES);
      assertThat(second.handOver(new Wishes(List.of(), List.of()))).isTrue();
      assertThat(told.readLine()).isNotBlank();
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  @Test
  void speaksThroughASocketOnlyThisUserCanOpen() throws Exception {
    Process first = start(workspace());
    try (BufferedReader told = ready(first)) {
      Path socket = home.resolve("window.sock");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      // Who only hangs on, or talks nonsense, does not keep others out.
      try (SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket));
          SocketChannel mad = SocketChannel.open(UnixDomainSocketAddress.of(socket));
          OneWindow second = OneWindow.of(workspace(), NanoClock.system())) {
        mad.write(StandardCharsets.UTF_8.encode("{[[[[[[[[[[[[[[[[[[\n"));
        boolean done = false;
        while (!done) {
          done = second.handOver(WISHES);
        }
        assertThat(silent.isOpen()).isTrue();
      }
      assertThat(told.readLine()).contains("gguf");
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  @Test
  void takesThePlaceOfOneThatWasKilled() throws Exception {
    Process first = start(workspace());
    ready(first).close();
    first.destroyForcibly().waitFor();
    assertThat(home.resolve("window.sock")).exists();
    Process next = start(workspace());
    try (BufferedReader told = ready(next);
        OneWindow third = OneWindow.of(workspace(), NanoClock.system())) {
      assertThat(third.isFirst()).isFalse();
      assertThat(third.handOver(WISHES)).isTrue();
      assertThat(told.readLine()).contains("gguf");
    } finally {
      next.destroyForcibly().waitFor();
    }
  }

  @Test
  void findsTheFirstAlsoWhereAPathIsTooLongForASocket() throws Exception {
    Path deep = Files.createDirectories(home.resolve("d".repeat(120))).resolve("workspace.db");
    Process first = start(deep);
    try (BufferedReader told = ready(first);
        OneWindow second = OneWindow.of(deep, NanoClock.system())) {
      assertThat(second.handOver(WISHES)).isTrue();
      assertThat(told.readLine()).contains("gguf");
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  @Test
  void letsACommandWorkBesideTheWindowAndNoSecondOwner() throws Exception {
    Process first = start(workspace());
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (BufferedReader told = ready(first)) {
      assertThatThrownBy(() -> Workspace.open(workspace(), Role.OWNER, writer, NanoClock.system()))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("open already")
          .extracting("kind")
          .isEqualTo(WorkspaceException.Kind.IN_USE);
      try (Workspace guest = Workspace.open(workspace(), Role.GUEST, writer, NanoClock.system())) {
        guest.sessions().create("beside", "beside", null).get();
        assertThat(guest.sessions().find("beside")).isPresent();
      }
      assertThat(told.ready()).isFalse();
    } finally {
      first.destroyForcibly().waitFor();
      writer.shutdownNow();
    }
  }

  private Path workspace() {
    return home.resolve("workspace.db");
  }

  private Process start(Path workspace) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            First.class.getName(),
            workspace.toString(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static BufferedReader ready(Process process) throws Exception {
    BufferedReader told = process.inputReader(StandardCharsets.UTF_8);
    assertThat(told.readLine()).isEqualTo("ready true0");
    return told;
  }
}
