package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.Sampling;
import app.diptych.completion.TestImages;
import app.diptych.session.SessionQuery;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user meets on the command line, with the real models and a gateway on a real socket. */
@Timeout(180)
class CommandLineTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "sk-canary-0123456789abcdef";

  @TempDir Path home;

  @Test
  void printsTwoDifferentRealAnswersAsOneDocument() {
    // As in the sample session: drawn by chance, an answer may leave its subject or its end out.
    var result =
        run(
            "compare",
            "-p",
            "Write a short story about a cat and a pirate.",
            "--seed",
            "7",
            "--json");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    JsonNode trial = JSON.readTree(result.out());
    assertThat(trial.path("prompt").asString()).contains("cat");
    assertThat(trial.path("contended").asBoolean()).isTrue();
    for (String side : new String[] {"A", "B"}) {
      JsonNode answer = trial.at("/sides/" + side);
      assertThat(answer.path("text").asString()).contains("cat");
      assertThat(answer.path("finishReason").asString()).isEqualTo("stop");
      assertThat(answer.path("failure").isNull()).isTrue();
      assertThat(answer.at("/usage/source").asString()).isEqualTo("counted");
      assertThat(answer.at("/usage/inputTokens").asInt()).isPositive();
      assertThat(answer.at("/usage/outputTokens").asInt()).isGreaterThan(10);
      assertThat(answer.at("/timing/ttftMs").asDouble()).isPositive();
      assertThat(answer.at("/timing/ttfoMs").asDouble())
          .isEqualTo(answer.at("/timing/ttftMs").asDouble());
      assertThat(answer.at("/timing/e2eMs").asDouble())
          .isGreaterThanOrEqualTo(answer.at("/timing/ttftMs").asDouble());
      // All of it may be read at once when this machine was busy.
      JsonNode between = answer.at("/timing/itlMs");
      assertThat(between.isNull() || between.asDouble() > 0).isTrue();
      assertThat(answer.path("timing").has("charactersPerSecond")).isTrue();
      assertThat(answer.at("/timing/deltas").asInt()).isGreaterThan(5);
      assertThat(answer.at("/timing/tokensPerDelta").asDouble())
          .isCloseTo(
              answer.at("/usage/outputTokens").asDouble() / answer.at("/timing/deltas").asInt(),
              within(0.001));
      assertThat(answer.at("/cost/state").asString()).isEqualTo("local");
      assertThat(answer.at("/origin/backend").asString()).isNotBlank();
    }
    assertThat(trial.at("/sides/A/text")).isNotEqualTo(trial.at("/sides/B/text"));
  }

  @Test
  void notesEveryRequestInTheLedger() throws Exception {
    var result =
        run("compare", "-p", "Hello", "--json", "--a", "file:/nowhere.gguf", "--max-tokens", "3");
    String trial = JSON.readTree(result.out()).path("trial").asString();
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      assertThat(wiring.workspace().orElseThrow().noted(trial))
          .containsExactly("A file:/nowhere.gguf ModelNotFound", "B demo/base Finished");
      assertThat(wiring.workspace().orElseThrow().sessions().list(SessionQuery.all())).isEmpty();
    }
  }

  @Test
  void givesTheSameAnswerForTheSameSeed() {
    String[] arguments = {
      "compare", "-p", "Write a haiku about autumn.", "--a", "demo/base", "--seed", "7", "--json"
    };
    JsonNode first = JSON.readTree(run(arguments).out());
    JsonNode second = JSON.readTree(run(arguments).out());
    assertThat(first.at("/sides/A/text")).isEqualTo(second.at("/sides/A/text"));
    // Both sides run the same file with the same seed, each in a worker of its own.
    assertThat(first.at("/sides/A/text")).isEqualTo(first.at("/sides/B/text"));
  }

  @Test
  void printsAnswersForPeopleWithTheirMetrics() {
    var result = run("compare", "-p", "What is recursion?", "-s", "Be brief.", "--seed", "7");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("== A  demo/small (demonstration model)")
        .contains("== B  demo/base (demonstration model)")
        .contains("finished: stop")
        .contains("TTFT")
        .contains("tok/s")
        .contains("cost: local")
        .contains("contended");
  }

  @Test
  void asksOneSideAfterTheOtherInTurn() {
    var result = run("compare", "-p", "What is recursion?", "--in-turn", "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode trial = JSON.readTree(result.out());
    assertThat(trial.path("contended").asBoolean()).isFalse();
    assertThat(trial.path("inTurn").asBoolean()).isTrue();
    assertThat(run("compare", "-p", "Hi", "--max-tokens", "3", "--in-turn").out())
        .contains("The sides were asked in turn")
        .doesNotContain("contended");
  }

  @Test
  void readsThePromptFromAFile() throws IOException {
    Path file = Files.writeString(home.resolve("prompt.txt"), "Why is the sky blue?");
    var result = run("compare", "-f", file.toString(), "--json");
    assertThat(JSON.readTree(result.out()).path("prompt").asString())
        .isEqualTo("Why is the sky blue?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare -p ''                              | The prompt is empty",
        "compare                                    | The prompt is empty",
        "compare -p hi --temperature NaN            | Temperature must be 0 to 2, not NaN.",
        "compare -p hi --temperature 3              | Temperature must be 0 to 2",
        "compare -p hi --top-p 0                    | Top-p must be above 0",
        "compare -p hi --max-tokens 0               | Max tokens must be 1 to",
        "compare -p hi --max-tokens many            | Invalid value for option '--max-tokens'",
        "compare -p hi --seed -1                    | Seed must be 0 to",
        "compare -p hi --a nothing                  | does not name a model",
        "compare -p hi --a demo/huge                | demo/small",
        "compare -p hi --b nowhere/some-model       | There is no gateway named nowhere",
        "compare -p hi --gateway nonsense           | A gateway is given as ID=URL",
        "compare -p hi --gateway x=ftp://host/v1    | base URL",
        "compare -p hi --gateway demo=http://h/v1   | A gateway cannot be named demo",
        "compare -p hi --gateway file=http://h/v1   | A gateway cannot be named file",
        "models --gateway recorded=http://h/v1      | A gateway cannot be named recorded",
        "models nobody                              | There is no gateway named nobody",
        "compare -p hi --temperature hot            | is not a number",
        "compare -p hi -f /nonexistent/prompt.txt   | not with both",
        "compare -f /nonexistent/prompt.txt         | cannot be read",
        "compare -p hi --image /nonexistent/a.png   | is not there: check its name",
        "compare -p hi --image pom.xml              | is no PNG, JPEG, WebP or GIF",
        "compare --no-such-option                   | Unknown option",
        "no-such-command                            | no-such-command",
      })
  void startsNothingForAMistakeAndSaysWhichInOneLine(String arguments, String sentence) {
    var result = run(split(arguments));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(sentence).hasLineCount(1);
  }

  @Test
  void failsOneSideForAFileThatIsNotAModelAndStillAnswersOnTheOther() throws IOException {
    Path text = Files.writeString(home.resolve("notes.gguf"), "Dear diary, this is not a model.");
    var result = run("compare", "-p", "What is recursion?", "--a", "file:" + text, "--json");
    assertThat(result.exit()).isEqualTo(1);
    JsonNode trial = JSON.readTree(result.out());
    assertThat(trial.at("/sides/A/failure/kind").asString()).isNotBlank();
    assertThat(trial.at("/sides/A/failure/message").asString()).contains("notes.gguf");
    assertThat(trial.at("/sides/A/failure/hint").asString()).isNotBlank();
    assertThat(trial.at("/sides/B/text").asString()).isNotBlank();
    assertThat(result.err()).startsWith("diptych: Side A").hasLineCount(1);
  }

  @Test
  void refusesAPromptLongerThanTheContextWithBothNumbers() throws IOException {
    Path file =
        Files.writeString(home.resolve("long.txt"), "tell me about rivers ".repeat(100_000));
    var result = run("compare", "-f", file.toString(), "--json");
    assertThat(result.exit()).isEqualTo(1);
    JsonNode failure = JSON.readTree(result.out()).at("/sides/A/failure");
    assertThat(failure.path("kind").asString()).isEqualTo("ContextExceeded");
    assertThat(failure.path("message").asString()).contains("512").containsPattern("\\d{3}");
  }

  @Test
  void comparesAGatewayWithALocalModel() throws IOException {
    try (MockWebServer server = gateway()) {
      var result =
          line(Map.of("TEST_API_KEY", KEY))
              .run(
                  "compare",
                  "-p",
                  "What is recursion?",
                  "--gateway",
                  "test=" + server.url("/v1"),
                  "--a",
                  "test/model-x",
                  "--json");
      assertThat(result.exit()).as(result.err()).isZero();
      JsonNode trial = JSON.readTree(result.out());
      assertThat(trial.at("/sides/A/text").asString()).isEqualTo("Hello there");
      assertThat(trial.at("/sides/A/answeredBy").asString()).isEqualTo("test/model-x-2026");
      assertThat(trial.at("/sides/A/usage/source").asString()).isEqualTo("reported");
      assertThat(trial.at("/sides/A/cost/state").asString()).isEqualTo("unpriced");
      assertThat(trial.path("contended").asBoolean()).isFalse();
      assertThat(trial.at("/sides/B/text").asString()).isNotBlank();
      assertThat(result.out() + result.err()).doesNotContain(KEY);
    }
  }

  @Test
  void saysWhenTheTokensOfAGatewayCannotBeThoseOfItsAnswer() throws IOException {
    try (MockWebServer server = gateway()) {
      String gateway = "test=" + server.url("/v1");
      var outcome =
          line(Map.of("TEST_API_KEY", KEY))
              .run("compare", "-p", "how absurd", "--gateway", gateway, "--a", "test/model-x");
      assertThat(outcome.out())
          .contains("doubt: The tokens the provider reports cannot be those of its text")
          .contains("Reported: 2,000,000,000; counted here: about 2.")
          .contains("cost: unpriced");
    }
  }

  @Test
  void showsAnImageToAGatewayAndALocalModelRefusesIt() throws IOException {
    AttachedImage image = TestImages.image(5_000, 1);
    Path file = Files.write(home.resolve("cat.png"), TestImages.png(5_000, 1));
    List<JsonNode> requests = new CopyOnWriteArrayList<>();
    try (MockWebServer server =
        server(request -> {
          requests.add(JSON.readTree(body(request)));
          return stream("a cat");
        })) {
      var result =
          run(
              "compare",
              "-p",
              "What is this?",
              "--image",
              file.toString(),
              "--image",
              file.toString(),
              "--a",
              "t/m",
              "--gateway",
              "t=" + server.url("/v1"),
              "--json");
      assertThat(result.exit()).isEqualTo(1);
      JsonNode trial = JSON.readTree(result.out());
      assertThat(trial.at("/sides/A/text").asString()).isEqualTo("a cat");
      assertThat(trial.at("/sides/B/failure/kind").asString()).isEqualTo("InvalidRequest");
      assertThat(result.err()).contains("demo/base reads no images").hasLineCount(1);
    }
    JsonNode parts = requests.getFirst().at("/messages/0/content");
    assertThat(parts.at("/0/text").asString()).isEqualTo("What is this?");
    assertThat(parts.at("/2/image_url/url").asString()).endsWith(";base64," + image.base64());
  }

  @Test
  void saysWhatIsWrongWithTheKeyOrTheModelOfAGateway() throws IOException {
    try (MockWebServer server = gateway()) {
      String gateway = "test=" + server.url("/v1");
      var wrongKey =
          line(Map.of("TEST_API_KEY", "sk-wrong-0123456789abcdef"))
              .run("compare", "-p", "hi", "--gateway", gateway, "--a", "test/model-x", "--json");
      assertThat(wrongKey.exit()).isEqualTo(1);
      assertThat(JSON.readTree(wrongKey.out()).at("/sides/A/failure/kind").asString())
          .isEqualTo("Unauthorized");
      var wrongModel =
          line(Map.of("TEST_API_KEY", KEY))
              .run("compare", "-p", "hi", "--gateway", gateway, "--a", "test/typo", "--json");
      assertThat(JSON.readTree(wrongModel.out()).at("/sides/A/failure/kind").asString())
          .isEqualTo("ModelNotFound");
    }
  }

  @Test
  void saysThatNobodyAnswersUnderATypo() {
    var result =
        run(
            "compare",
            "-p",
            "hi",
            "--gateway",
            "typo=http://gateway.invalid/v1",
            "--a",
            "typo/m",
            "--json");
    assertThat(result.exit()).isEqualTo(1);
    JsonNode failure = JSON.readTree(result.out()).at("/sides/A/failure");
    assertThat(failure.path("kind").asString()).isEqualTo("ConnectionLost");
    assertThat(failure.path("message").asString()).contains("gateway.invalid");
    assertThat(failure.path("hint").asString()).containsIgnoringCase("spelling");
  }

  @Test
  void listsWhatCanBeNamed() throws IOException {
    var local = run("models", "--json");
    assertThat(local.exit()).isZero();
    assertThat(local.out()).contains("demo/small").contains("demo model");
    try (MockWebServer server = gateway()) {
      var remote =
          line(Map.of("TEST_API_KEY", KEY))
              .run("models", "test", "--gateway", "test=" + server.url("/v1"));
      assertThat(remote.exit()).isZero();
      assertThat(remote.out()).contains("test/model-x").contains("test/model-y");
    }
  }

  @Test
  void printsAnAnswerWhileTheOtherSideIsStillAtWork() throws IOException {
    WatchedWriter out = new WatchedWriter("quick answer");
    try (MockWebServer server =
        server(request -> {
          boolean quick = body(request).contains("\"quick\"");
          return stream(quick ? "quick answer" : out.appeared() ? "in time" : "too late");
        })) {
      var result =
          line(Map.of())
              .run(
                  out,
                  split("compare -p hi --a t/slow --b t/quick --gateway t=" + server.url("/v1")));
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.out()).containsSubsequence("== B  t/quick", "== A  t/slow", "in time");
    }
  }

  @Test
  void printsAFailureOnce() throws IOException {
    Path text = Files.writeString(home.resolve("notes.gguf"), "Dear diary, this is not a model.");
    var result = run("compare", "-p", "What is recursion?", "--a", "file:" + text, "--seed", "7");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).startsWith("diptych: Side A").contains("not a GGUF").hasLineCount(1);
    assertThat(result.out()).contains("-- failed", "finished: stop").doesNotContain("not a GGUF");
  }

  @Test
  void samplesAsTheWindowDoesUnlessToldOtherwise() throws IOException {
    List<JsonNode> requests = new CopyOnWriteArrayList<>();
    try (MockWebServer server =
        server(request -> {
          requests.add(JSON.readTree(body(request)));
          return stream("ok");
        })) {
      String compare = "compare -p hi --a t/m --gateway t=" + server.url("/v1");
      run(split(compare));
      run(split(compare + " --temperature none --top-p none"));
      run(split(compare + " --temperature 0 --top-p 1"));
    }
    assertThat(requests)
        .extracting(request -> request.path("temperature").asDouble(-1))
        .containsExactly(Sampling.USUAL_TEMPERATURE, -1.0, 0.0);
    assertThat(requests)
        .extracting(request -> request.path("top_p").asDouble(-1))
        .containsExactly(Sampling.USUAL_TOP_P, -1.0, 1.0);
    assertThat(run("compare", "--help").out()).contains("Default: 0.7.", "Default: 0.95.");
  }

  @Test
  void asksEachGatewayBeforeItCallsItFine() throws IOException {
    try (MockWebServer server = gateway()) {
      String url = "=" + server.url("/v1");
      var result =
          line(Map.of("GOOD_API_KEY", KEY, "BAD_API_KEY", "sk-wrong", "TORN_API_KEY", "two words"))
              .run(
                  split(
                      "doctor --json --gateway good%1$s --gateway bad%1$s --gateway open%1$s --gateway torn%1$s --gateway gone=http://gateway.invalid/v1"
                          .formatted(url)));
      assertThat(result.exit()).isEqualTo(1);
      JsonNode findings = JSON.readTree(result.out());
      assertThat(gateway(findings, "good")).startsWith("ok ").endsWith("lists 2 models");
      assertThat(gateway(findings, "bad")).startsWith("failed ").contains("refused the key");
      assertThat(gateway(findings, "open")).startsWith("missing ").contains("asks for a key");
      assertThat(gateway(findings, "torn")).startsWith("missing ").contains("TORN_API_KEY");
      assertThat(gateway(findings, "gone")).startsWith("failed ").contains("no host named");
    }
  }

  @Test
  void saysWhatIsWrongWithTheKeyOfASavedGateway() throws IOException {
    Files.writeString(
        home.resolve("settings.json"),
        "{\"gateways\":[{\"id\":\"saved\",\"baseUrl\":\"http://127.0.0.1:9/v1\"}]}");
    for (String command : List.of("models saved", "compare -p hi --a saved/m")) {
      var result = line(Map.of("SAVED_API_KEY", "canary torn")).run(split(command));
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err())
          .contains("SAVED_API_KEY", "has a blank", "copy it again")
          .doesNotContain("canary")
          .hasLineCount(1);
    }
  }

  @Test
  void examinesTheMachine() {
    var result = run("doctor", "--json");
    assertThat(result.exit()).isZero();
    JsonNode findings = JSON.readTree(result.out());
    assertThat(findings.findValuesAsString("subject"))
        .contains("Java", "Display", "Embedded engine", "llama-server", "Memory", "Gateways");
    assertThat(run("doctor").out()).contains("ok").contains("java-llama.cpp 4.2.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "compare --help", "models --help", "doctor --help", "--version"})
  void explainsItself(String arguments) {
    var result = run(split(arguments));
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isNotBlank();
    assertThat(result.err()).isEmpty();
  }

  private TestCommandLine.Result run(String... arguments) {
    return line(Map.of()).run(arguments);
  }

  private TestCommandLine line(Map<String, String> environment) {
    return new TestCommandLine(home, environment);
  }

  private static String[] split(String arguments) {
    String[] words = arguments.strip().split("\\s+");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("''") ? "" : words[i];
    }
    return words;
  }

  /** Level and text of what was found of a gateway. */
  private static String gateway(JsonNode findings, String id) {
    for (JsonNode finding : findings) {
      if (finding.path("subject").asString().equals("Gateway " + id)) {
        return finding.path("level").asString() + " " + finding.path("found").asString();
      }
    }
    return "";
  }

  /** Collects what is printed and tells when a text has appeared in it. */
  private static final class WatchedWriter extends StringWriter {
    private final String awaited;
    private final CountDownLatch appeared = new CountDownLatch(1);

    WatchedWriter(String awaited) {
      this.awaited = awaited;
    }

    @Override
    public void flush() {
      if (toString().contains(awaited)) {
        appeared.countDown();
      }
    }

    boolean appeared() {
      try {
        return appeared.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException stopped) {
        return false;
      }
    }
  }

  private static MockWebServer server(Function<RecordedRequest, MockResponse> answers)
      throws IOException {
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answers.apply(request);
          }
        });
    server.start();
    return server;
  }

  private static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }

  private static MockResponse stream(String text) {
    return new MockResponse.Builder()
        .code(200)
        .setHeader("Content-Type", "text/event-stream")
        .body(
            "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}\n\n"
                .formatted(text))
        .build();
  }

  /** A gateway with two models that knows its key. */
  private static MockWebServer gateway() throws IOException {
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (!("Bearer " + KEY).equals(request.getHeaders().get("Authorization"))) {
              return answer(401, "{\"error\":{\"message\":\"Incorrect API key provided\"}}");
            }
            if (request.getTarget().endsWith("/models")) {
              return answer(200, "{\"data\":[{\"id\":\"model-x\"},{\"id\":\"model-y\"}]}");
            }
            String body = String.valueOf(request.getBody() == null ? "" : request.getBody().utf8());
            if (!body.contains("\"model-x\"")) {
              return answer(
                  404,
                  "{\"error\":{\"message\":\"The model `typo` does not exist\",\"code\":\"model_not_found\"}}");
            }
            return new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", "text/event-stream")
                .body(
                    """
                    data: {"model":"model-x-2026","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

                    data: {"model":"model-x-2026","choices":[{"index":0,"delta":{"content":"Hello"}}]}

                    data: {"model":"model-x-2026","choices":[{"index":0,"delta":{"content":" there"}}]}

                    data: {"model":"model-x-2026","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                    data: {"model":"model-x-2026","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":TOKENS}}

                    data: [DONE]

                    """
                        .replace("TOKENS", body.contains("how absurd") ? "2000000000" : "2"))
                .build();
          }
        });
    server.start();
    return server;
  }

  private static MockResponse answer(int code, String body) {
    return new MockResponse.Builder()
        .code(code)
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }
}
