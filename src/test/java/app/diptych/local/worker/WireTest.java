package app.diptych.local.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
  private static final AtomicInteger SOCKETS = new AtomicInteger();

  @TempDir static Path folder;

  private final ServerSocketChannel listener;
  private final Wire parent;
  private final Wire child;

  WireTest() throws IOException {
    Path socket = folder.resolve("s" + SOCKETS.incrementAndGet());
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    child = new Wire(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    parent = new Wire(listener.accept());
  }

  @AfterEach
  void close() throws IOException {
    child.close();
    parent.close();
    listener.close();
  }

  static List<Report> reports() {
    return List.of(
        new Report.Ready(),
        new Report.LoadFailed("no \"such\"\nthing"),
        new Report.Text(7, "\ud83d\ude00 \u0000 \u2028 \\ \" \n"),
        new Report.Ended(Long.MAX_VALUE, Report.End.LENGTH, 1, 2),
        new Report.TooLong(1, 600, 512),
        new Report.Failed(2, ""));
  }

  static List<Command> commands() {
    return List.of(
        new Command.Generate(1, "hello\n", null, null, null, null, List.of()),
        new Command.Generate(2, "\ud83d\ude00", 5, 0.7, 1.0, 4_294_967_294L, List.of("a", "\n")),
        new Command.Generate(3, "x", 5, 1e-9, 1e-300, 0L, List.of()),
        new Command.Cancel(3));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void readsTheReportThatWasWritten(Report report) {
    assertThat(Report.read(report.line())).isEqualTo(report);
    assertThat(new String(report.line(), StandardCharsets.UTF_8)).endsWith("}\n").hasLineCount(1);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void readsTheCommandThatWasWritten(Command command) {
    assertThat(Command.read(command.line())).isEqualTo(command);
  }

  @Test
  void refusesALineThatIsNoReport() {
    for (String line : List.of("", "[]", "{}", "{\"kind\":\"x\"}", "{\"kind\":[[1]]}", "ready")) {
      assertThatThrownBy(() -> Report.read(line.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void carriesLinesLargerThanEveryBufferBothWays() throws Exception {
    String large = "\u6708\u4eae\ud83d\ude00".repeat(300_000);
    FutureTask<Command> receiving = new FutureTask<>(() -> Command.read(next(child)));
    Thread.ofPlatform().daemon().start(receiving);
    Command sent = new Command.Generate(1, large, null, null, null, null, List.of());
    parent.send(sent.line());
    while (!parent.isFlushed()) {
      parent.pump(1000);
    }

    assertThat(receiving.get(60, TimeUnit.SECONDS)).isEqualTo(sent);
  }

  @Test
  void keepsLinesApartAndInOrder() throws IOException {
    for (int i = 0; i < 1000; i++) {
      child.send(new Report.Text(i, "t" + i).line());
      if (i % 50 == 0) {
        parent.pump(1000);
      }
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(Report.read(next(parent))).isEqualTo(new Report.Text(i, "t" + i));
    }
  }

  @Test
  void knowsWhenTheOtherEndIsGoneButGivesWhatCameBefore() throws IOException {
    child.send(new Report.Ready().line());
    child.close();
    while (!parent.ended()) {
      parent.pump(1000);
    }

    assertThat(parent.poll()).isPresent();
    assertThat(parent.poll()).isEmpty();
  }

  @Test
  void endsAWaitWhenWokenOrAtItsDeadline() throws IOException {
    parent.wakeup();
    assertThat(parent.pump(-1)).isFalse();
    assertThat(parent.pump(5)).isFalse();
    assertThat(parent.pump(0)).isFalse();
  }

  private static byte[] next(Wire wire) throws IOException {
    Optional<byte[]> line = wire.poll();
    while (line.isEmpty()) {
      wire.pump(1000);
      assertThat(wire.ended()).isFalse();
      line = wire.poll();
    }
    return line.get();
  }
}
