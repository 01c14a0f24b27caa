package app.diptych.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.diptych.app.TestCommandLine;
import app.diptych.app.TestCommandLine.Result;
import app.diptych.app.TestThreads;
import app.diptych.app.TestWindow;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Message;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.gateway.ApiKey;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayProvider;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.fx.Tip;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The promise: no leaked key. A key is planted, everything fails in every way that could quote it,
 * and then it is looked for wherever Diptych leaves anything.
 */
@Timeout(300)
class NoLeakedKeyTest {
  /** In no other text of this project. */
  private static final String CANARY = "sk-kanarienvogel-7f3a9c51";

  private static final List<String> MODELS =
      List.of("denied", "broken", "moved", "torn", "cut", "echoed", "fine");

  private static final List<String> ANSWERED = List.of("echoed", "fine");

  private final MockWebServer server = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
  private final Handler everything = new Capture();
  private final Logger root = LogManager.getLogManager().getLogger("");
  private final Level before = Objects.requireNonNullElse(root.getLevel(), Level.INFO);

  @TempDir Path home;

  @BeforeEach
  void start() throws IOException {
    elsewhere.start();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return respond(request);
          }
        });
    server.start();
    root.addHandler(everything);
    root.setLevel(Level.ALL);
  }

  @AfterEach
  void stop() {
    root.setLevel(before);
    root.removeHandler(everything);
    server.close();
    elsewhere.close();
  }

  @Test
  void leavesTheKeyNowhere() throws IOException {
    List<String> seen = new ArrayList<>();
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      // A gateway for each, so that none is spared because another failed.
      for (String model : MODELS) {
        window.gateway(model, server.url("/v1").toString(), CANARY);
        window.pick(model + "/" + model, "demo/small");
        window.waitUntilReady();
        FxTest.run(() -> {
          window.model().promptProperty().set("What is recursion?");
          window.model().run();
        });
        window.waitForBadge(Side.A, ANSWERED.contains(model) ? "finished" : "failed");
        window.waitForBadge(Side.B, "finished");
        seen.add(FxTest.run(() -> words(window.scene().getRoot())));
        // The engine of side B is still loaded.
        assertThat(ProcessHandle.current().descendants()).isNotEmpty();
        assertThat(processesWithTheKey()).isEmpty();
      }
      window.click("#page-settings");
      FxTest.waitFor(
          () -> window.scene().lookup("#edit-url") instanceof TextInputControl,
          TestWindow.PATIENCE);
      FxTest.pulses(5);
      seen.add(FxTest.run(() -> words(window.scene().getRoot())));
    }
    TestCommandLine line =
        new TestCommandLine(
            home,
            MODELS.stream()
                .collect(
                    Collectors.toMap(
                        model -> model.toUpperCase(Locale.ROOT) + "_API_KEY", _ -> CANARY)));
    for (String command :
        List.of(
            "compare -p hi --a denied/denied --b broken/broken",
            "compare -p hi --a moved/moved --b torn/torn --json",
            "compare -p hi --a echoed/echoed --b echoed/echoed",
            "models denied",
            "gateway list --json",
            "gateway check cut --json",
            "doctor",
            "sessions list",
            "sessions search recursion")) {
      Result result = line.run(command.split(" "));
      seen.add(result.out() + result.err());
    }
    assertThat(String.join("\n", seen)).contains("It was ApiKey[...9c51], was it not?");
    Path exported = home.resolve("all.diptych.jsonl");
    String id =
        JsonMapper.builder()
            .build()
            .readTree(line.run("sessions", "list", "--json").out())
            .at("/0/session")
            .asString();
    seen.add(line.run("sessions", "show", id).out());
    Result export = line.run("sessions", "export", id, "--out", exported.toString());
    assertThat(export.exit()).as(export.err()).isZero();

    assertThat(server.getRequestCount()).isGreaterThan(8);
    assertThat(elsewhere.getRequestCount()).as("a redirect is not followed").isZero();
    assertThat(seen).noneMatch(text -> text.contains(CANARY));
    assertThat(String.join("\n", seen)).contains("refused the key");
    assertThat(logged).isNotEmpty().noneMatch(text -> text.contains(CANARY));
    assertThat(Files.size(exported)).isGreaterThan(1_000);
    assertThat(filesWithTheKey()).isEmpty();
    assertThat(processesWithTheKey()).isEmpty();
  }

  private MockResponse respond(RecordedRequest request) {
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + CANARY);
    if (request.getUrl().encodedPath().endsWith("/models")) {
      return json(401, "{\"error\":{\"message\":\"no list for " + CANARY + "\"}}");
    }
    String body = Objects.requireNonNull(request.getBody()).utf8();
    if (body.contains("denied")) {
      return json(401, "{\"error\":{\"message\":\"the key " + CANARY + " is wrong\"}}");
    }
    if (body.contains("broken")) {
      return json(500, "cannot work with Authorization: Bearer " + CANARY);
    }
    if (body.contains("moved")) {
      return new MockResponse.Builder()
          .code(307)
          .addHeader("Location", elsewhere.url("/v1?key=" + CANARY))
          .build();
    }
    if (body.contains("torn")) {
      return stream("data: {\"error\":\"" + CANARY + "\n\n");
    }
    if (body.contains("echoed")) {
      return stream(echoed());
    }
    String model = body.contains("cut") ? CANARY : "fine";
    String delta =
        "data: {\"model\":\"%s\",\"system_fingerprint\":\"%s\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n"
            .formatted(model, CANARY);
    return stream(
        body.contains("cut")
            ? delta + "data: {\"error\":{\"message\":\"lost " + CANARY + "\",\"code\":500}}\n\n"
            : delta
                + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
  }

  /** An answer that quotes the key, whole and in pieces, in its reasoning and in its text. */
  private static String echoed() {
    StringBuilder stream = new StringBuilder();
    for (String field : List.of("reasoning_content", "content")) {
      for (String piece :
          List.of(
              "It was ",
              CANARY,
              ", was it not? ",
              CANARY.substring(0, 3),
              CANARY.substring(3, 12),
              CANARY.substring(12) + ".")) {
        stream.append(
            "data: {\"model\":\"echoed\",\"choices\":[{\"index\":0,\"delta\":{\"%s\":\"%s\"}}]}\n\n"
                .formatted(field, piece));
      }
    }
    return stream
        + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
  }

  /** What goes wrong in this program may quote what it was working on. */
  @Test
  void aFaultThatNobodyCaughtLogsNoKey() throws Exception {
    RecordedEvents events = new RecordedEvents();
    CompletionSink faulty =
        (event, at) -> {
          events.accept(event, at);
          if (event instanceof CompletionEvent.TextDelta) {
            throw new IllegalStateException("Cannot take " + events.events());
          }
        };
    try (TestThreads threads = new TestThreads()) {
      new GatewayProvider(
              GatewayProfile.of("echoed", server.url("/v1").toString()),
              ApiKey.of(CANARY),
              GatewayHttp.create(),
              threads.gateway(),
              NanoClock.system())
          .start(
              new CompletionRequest(
                  "echoed", List.of(Message.user("hi")), Sampling.providerDefaults()),
              faulty)
          .await();
      FxTest.waitFor(
          () -> logged.stream().anyMatch(text -> text.contains("Uncaught on gateway-")),
          TestWindow.PATIENCE);
    }
    assertThat(logged).anyMatch(text -> text.contains("Cannot take"));
    assertThat(logged).noneMatch(text -> text.contains(CANARY));
  }

  /** The whole program with a key in its environment, while its engine runs and when it crashes. */
  @Test
  void noChildAndNoCrashFileHasTheKey() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")));
    CountDownLatch asked = new CountDownLatch(1);
    try (MockWebServer slow = new MockWebServer()) {
      slow.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + CANARY);
              asked.countDown();
              return new MockResponse.Builder().headersDelay(2, TimeUnit.MINUTES).build();
            }
          });
      slow.start();
      Process program = program("slow=" + slow.url("/v1"));
      try {
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        List<ProcessHandle> children = program.descendants().toList();
        assertThat(children).isNotEmpty();
        for (ProcessHandle child : children) {
          Path about = Path.of("/proc", String.valueOf(child.pid()));
          assertThat(bytes(about.resolve("environ"))).contains("PATH=").doesNotContain(CANARY);
          assertThat(bytes(about.resolve("cmdline"))).isNotEmpty().doesNotContain(CANARY);
        }
        assertThat(processesWithTheKey()).isEmpty();

        // The shell's own: a small system has no program of that name.
        Process signal = new ProcessBuilder("sh", "-c", "kill -SEGV " + program.pid()).start();
        assertThat(signal.waitFor()).isZero();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        program.destroyForcibly().waitFor();
      }
    }
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .anyMatch(name -> name.startsWith("hs_err"));
    }
    assertThat(filesWithTheKey()).isEmpty();
  }

  /** Runs in its own folder, where a crash leaves its file. */
  private Process program(String gateway) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                absoluteClassPath(),
                "app.diptych.Diptych",
                "--gateway",
                gateway,
                "compare",
                "-p",
                "hi",
                "--a",
                "demo/small",
                "--b",
                "slow/m")
            .directory(home.toFile())
            .redirectOutput(home.resolve("out.txt").toFile())
            .redirectError(home.resolve("err.txt").toFile());
    builder.environment().put("DIPTYCH_HOME", home.resolve("data").toString());
    builder.environment().put("SLOW_API_KEY", CANARY);
    return builder.start();
  }

  private static String absoluteClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<Path> filesWithTheKey() throws IOException {
    byte[] canary = CANARY.getBytes(StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> bytes(file).contains(new String(canary, StandardCharsets.ISO_8859_1)))
          .toList();
    }
  }

  /** Where the system has such a list; every user can read it. */
  private static List<Path> processesWithTheKey() throws IOException {
    Path processes = Path.of("/proc");
    if (!Files.isDirectory(processes)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(processes)) {
      return all.map(process -> process.resolve("cmdline"))
          .filter(Files::isReadable)
          .filter(line -> bytes(line).contains(CANARY))
          .toList();
    }
  }

  /** Text in one byte a letter, so that nothing in a database is lost; empty for what has gone. */
  private static String bytes(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** All that is written in a part of the window, tooltips too. */
  private static String words(Node root) {
    StringBuilder words = new StringBuilder();
    for (Node node : root.lookupAll("*")) {
      if (node instanceof Labeled labeled) {
        words.append(labeled.getText()).append('\n');
      } else if (node instanceof Text text) {
        words.append(text.getText()).append('\n');
      }
      words.append(Tip.of(node)).append(node.getAccessibleText()).append(node).append('\n');
    }
    return words.toString();
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  private static MockResponse stream(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body(body)
        .build();
  }

  /** Keeps what would be written at the finest level. */
  private final class Capture extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    Capture() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      // The server of this test may log what it got; it is not part of the product.
      if (!String.valueOf(entry.getLoggerName()).startsWith("mockwebserver3")) {
        logged.add(formatter.format(entry));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
