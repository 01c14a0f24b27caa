package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.gateway.RehearsalFault;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code gateway rehearse}, and comparisons of its models. */
class RehearseCommandTest {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/v1");

  /** What the first program says of two answers. */
  private static final List<String> TOLD =
      List.of(
          "POST /v1/chat/completions rehearsal/steady > steady, 200, 60 tokens",
          "rehearsal/cut > cut, 200, broken off, 30 tokens");

  @TempDir Path home;

  /** As a user does it: one program rehearses, another compares, and Ctrl+C ends the first. */
  @Test
  @Timeout(120)
  void rehearsesUntilItIsInterrupted() throws Exception {
    Path log = home.resolve("log");
    Process rehearsal =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "app.diptych.Diptych",
                "--home",
                home.resolve("theirs").toString(),
                "gateway",
                "rehearse",
                "--first-byte",
                "0",
                "--tokens-per-second",
                "1000")
            .redirectError(log.toFile())
            .start();
    try (BufferedReader out = rehearsal.inputReader()) {
      String url = url(out);

      TestCommandLine.Result result =
          compare(url, "rehearsal/steady", "rehearsal/cut", "-p", "Hello");

      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.out()).contains("Rehearsal: no model wrote this", "finished: stop");
      assertThat(result.err()).contains("Side B", "cut before the answer was complete");

      // An answer is told of once it has been written, which whoever reads it need not wait for.
      while (!TOLD.stream().allMatch(read(log)::contains)) {
        assertThat(rehearsal.isAlive()).as(read(log)).isTrue();
        rehearsal.waitFor(10, TimeUnit.MILLISECONDS);
      }
      assertThat(rehearsal.isAlive()).isTrue();

      // The process itself would close what it still has to say.
      rehearsal.toHandle().destroy();
      assertThat(rehearsal.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(rehearsal.exitValue()).isEqualTo(143);
    } finally {
      rehearsal.destroyForcibly();
    }
  }

  @Test
  void saysThatAStreamWasBuffered() throws Exception {
    // The burst fits into one read, so no pause can come into it, and a stream of 1.5 s does not
    // become one when a machine lets it wait.
    RehearsalPlan plan =
        new RehearsalPlan(
            1,
            20,
            Duration.ofMillis(200),
            Duration.ZERO,
            30,
            Duration.ZERO,
            List.of(RehearsalFault.STEADY, RehearsalFault.BURST),
            0,
            0);
    try (RehearsalGateway gateway =
        RehearsalGateway.open(0, plan, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {})) {
      TestCommandLine.Result text =
          compare(gateway.url(), "rehearsal/steady", "rehearsal/burst", "-p", "Hello");
      TestCommandLine.Result json =
          compare(gateway.url(), "rehearsal/steady", "rehearsal/burst", "-p", "Hello", "--json");

      assertThat(text.out()).containsOnlyOnce("TTFT and tok/s n/a: buffered stream");
      JsonNode sides = JsonMapper.shared().readTree(json.out()).get("sides");
      assertThat(sides.at("/A/timing/buffered").asBoolean()).isFalse();
      assertThat(sides.at("/B/timing/buffered").asBoolean()).isTrue();
      assertThat(sides.at("/A/delivery/tries").asInt()).isEqualTo(1);
      // A sender that is set aside notes the end of sending late: only together do the two last as
      // long as the gateway paused.
      JsonNode phases = sides.at("/A/delivery/phases");
      assertThat(phases.get("sendingMs").asDouble() + phases.get("waitingMs").asDouble())
          .isGreaterThan(199);
      assertThat(sides.at("/A/delivery/phases/handshakeMs").isNull()).isTrue();
    }
  }

  @Test
  void refusesWhatItCannotRehearse() {
    assertThat(run("gateway", "rehearse", "--fault", "earthquake").err())
        .contains("There is no fault \"earthquake\": choose steady, slow-start");
    assertThat(run("gateway", "rehearse", "--rate", "2").err()).contains("0 to 1");
    assertThat(run("gateway", "rehearse", "--port", "70000").err()).contains("A port is");
    assertThat(run("gateway", "rehearse", "--tokens-per-second", "0").exit()).isEqualTo(2);
    assertThat(run("gateway").err()).contains("Say what to do with the gateways");
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (RehearsalGateway gateway =
        RehearsalGateway.open(
            0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {})) {
      Matcher port = Pattern.compile(":(\\d+)/").matcher(gateway.url());
      assertThat(port.find()).isTrue();

      TestCommandLine.Result result = run("gateway", "rehearse", "--port", port.group(1));

      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err()).contains("choose another with --port");
    }
  }

  private static String read(Path log) throws IOException {
    return Files.readString(log);
  }

  private static String url(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher url = URL.matcher(line);
      if (url.find()) {
        return url.group();
      }
    }
    throw new IOException("no address was printed");
  }

  private TestCommandLine.Result compare(String url, String a, String b, String... more) {
    String[] words = new String[more.length + 7];
    System.arraycopy(
        new String[] {
          "compare", "--gateway", "drill=" + url, "--a", "drill/" + a, "--b", "drill/" + b
        },
        0,
        words,
        0,
        7);
    System.arraycopy(more, 0, words, 7, more.length);
    return run(words);
  }

  private TestCommandLine.Result run(String... words) {
    return new TestCommandLine(home, Map.of()).run(words);
  }
}
