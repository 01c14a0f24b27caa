package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.app.TestCommandLine.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gateways on the command line, with a gateway on a real socket. */
@Timeout(120)
class GatewayCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "sk-canary-0123456789abcdef";

  private final MockWebServer server = new MockWebServer();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private static final String ANSWERED_BY = "vendor/scout";

  @TempDir Path home;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return respond(request);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void changesOnlyWhatIsGivenWhenAGatewayIsReplaced() throws Exception {
    String url = "http://127.0.0.1:9/v1";
    TestCommandLine line = new TestCommandLine(home, Map.of());
    line.run(
        "gateway",
        "add",
        "g",
        url,
        "--no-key",
        "--rpm",
        "5",
        "--alias",
        "st=steady",
        "--notes",
        "mine");
    var changed = line.run("gateway", "add", "g", "--replace", "--rpm", "6");
    assertThat(changed.err()).isEmpty();
    assertThat(changed.exit()).isZero();
    assertThat(Files.readString(home.resolve("settings.json")))
        .contains("\"requestsPerMinute\" : 6", "steady", "mine", "none")
        .doesNotContain("G_API_KEY");
    assertThat(line.run("gateway", "list").out()).contains("6 requests a minute, st = steady");
  }

  @Test
  void setsAndShowsTheTimeLimits() {
    TestCommandLine line = new TestCommandLine(home, Map.of());
    Result added =
        line.run(
            ("gateway add slow http://127.0.0.1:9/v1 --no-key --connect-timeout 500ms"
                    + " --first-byte-timeout 2m --idle-timeout 90s --total-timeout 1h")
                .split(" "));
    assertThat(added.err()).isEmpty();
    line.run("gateway add slow --replace --idle-timeout 45s".split(" "));

    JsonNode times = JSON.readTree(line.run("gateway", "list", "--json").out()).at("/0/timeouts");
    assertThat(times.path("connectMs").asLong()).isEqualTo(500);
    assertThat(times.path("firstByteMs").asLong()).isEqualTo(120_000);
    assertThat(times.path("silenceMs").asLong()).isEqualTo(45_000);
    assertThat(times.path("wholeMs").asLong()).isEqualTo(3_600_000);
    assertThat(line.run("gateway", "list").out())
        .contains("connect 500 ms, first byte 120 s, silence 45 s, whole call 3600 s");
    for (String wrong : List.of("soon", "0s", "25h", "30", "-5s")) {
      Result refused =
          line.run("gateway add slow --replace --idle-timeout=%s".formatted(wrong).split(" "));
      assertThat(refused.exit()).as(wrong).isEqualTo(2);
      assertThat(refused.err()).as(wrong).contains("--idle-timeout", "'" + wrong + "'");
    }
  }

  @Test
  void addsListsChecksAndRemovesAGateway() throws IOException {
    Result added =
        run(
            "gateway",
            "add",
            "sheep",
            url(),
            "--key-from-env",
            "SHEEP_KEY",
            "--alias",
            "scout=vendor/scout",
            "--rpm",
            "90",
            "--header",
            "X-Title=Diptych");
    assertThat(added.err()).isEmpty();
    assertThat(added.out()).contains("Added sheep", "gateway check sheep");
    JsonNode entry = JSON.readTree(Files.readString(home.resolve("settings.json")));
    assertThat(entry.at("/gateways/0/limits/requestsPerMinute").asInt()).isEqualTo(90);
    assertThat(entry.at("/gateways/0/key/variable").asString()).isEqualTo("SHEEP_KEY");

    JsonNode listed = JSON.readTree(run("gateway", "list", "--json").out());
    assertThat(listed.at("/0/id").asString()).isEqualTo("sheep");
    assertThat(listed.at("/0/trouble").isNull()).isTrue();
    assertThat(run("gateway", "list").out())
        .contains("sheep", "environment variable SHEEP_KEY")
        .doesNotContain("not set");

    Result check = run("gateway", "check", "sheep", "--json");
    assertThat(check.err()).isEmpty();
    assertThat(check.exit()).isZero();
    JsonNode steps = JSON.readTree(check.out()).path("steps");
    assertThat(steps.findValuesAsString("step"))
        .containsExactly("reach", "tls", "key", "models", "call");
    assertThat(steps.findValuesAsString("outcome"))
        .containsExactly("fine", "skipped", "fine", "fine", "fine");
    assertThat(steps.at("/4/ms").asDouble()).isPositive();
    assertThat(run("gateway", "check", "sheep").out())
        .contains("ok      Reach", "ok      One-token call", " ms  ");

    assertThat(run("gateway", "remove", "sheep").exit()).isZero();
    assertThat(run("gateway", "list").out()).contains("No gateway yet");
    assertThat(Files.readString(home.resolve("settings.json"))).doesNotContain("sheep");
  }

  @Test
  void sendsTheIdAnAliasStandsForAndSaysBoth() {
    run(
        "gateway",
        "add",
        "sheep",
        url(),
        "--key-from-env",
        "SHEEP_KEY",
        "--alias",
        "scout=vendor/scout");
    Result compared = run("compare", "-p", "hi", "--a", "sheep/scout", "--b", "sheep/other");
    assertThat(bodies).anyMatch(body -> body.contains("\"model\":\"vendor/scout\""));
    assertThat(compared.out())
        .contains("== A  sheep/scout, answered by sheep/vendor/scout")
        .contains("== B  sheep/other, NOT the model asked for: answered by sheep/vendor/scout");
  }

  @Test
  void suggestsTheNearestNamesWhenAGatewayKnowsNoSuchModel() {
    run("gateway", "add", "sheep", url(), "--key-from-env", "SHEEP_KEY");
    Result compared = run("compare", "-p", "hi", "--a", "sheep/Qwen3-72B", "--b", "sheep/m");
    assertThat(compared.exit()).isEqualTo(1);
    assertThat(compared.err()).contains("Did you mean sheep/qwen-3-72b?");
  }

  @Test
  void beginsFromAPreset() {
    assertThat(run("gateway", "list", "--presets").out()).contains("holysheep", "llama-server");
    Result added = run("gateway", "add", "--preset", "holysheep");
    assertThat(added.exit()).isZero();
    JsonNode listed = JSON.readTree(run("gateway", "list", "--json").out());
    assertThat(listed.at("/0/baseUrl").asString()).isEqualTo("https://api.holysheep.ai/v1");
    assertThat(listed.at("/0/limits/requestsPerMinute").asInt()).isEqualTo(90);
    assertThat(listed.at("/0/aliases/qwen-3-72b").asString()).isEqualTo("qwen-3-72b");
    assertThat(run("gateway", "add", "--preset", "holysheep").err()).contains("--replace");
    assertThat(run("gateway", "add", "--preset", "holysheep", "--replace").exit()).isZero();
  }

  @Test
  void asksBeforeAKeyGoesToAHostThatLooksLikeAKnownOne() throws IOException {
    String typo = "https://api.hololysheep.ai/v1";
    Result refused = run("gateway", "add", "sheep", typo);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("api.holysheep.ai", "--trust-host api.hololysheep.ai");
    assertThat(Files.exists(home.resolve("settings.json"))).isFalse();

    Result forOneRun =
        line(Map.of("SHEEP_API_KEY", KEY)).run("models", "sheep", "--gateway", "sheep=" + typo);
    assertThat(forOneRun.exit()).isEqualTo(2);
    assertThat(forOneRun.err()).contains("was not sent", "looks like it");

    assertThat(run("gateway", "add", "sheep", typo, "--trust-host", "api.holysheep.ai").exit())
        .isEqualTo(2);
    assertThat(run("gateway", "add", "sheep", typo, "--trust-host", "api.hololysheep.ai").exit())
        .isZero();
    assertThat(run("gateway", "list").out()).doesNotContain("looks like it");
  }

  @Test
  void asksBeforeAKeyOfTheEnvironmentGoesToAnotherHostThanItsOwn() {
    Result refused = run("gateway", "add", "openai", "https://llm.elsewhere.example/v1");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "OPENAI_API_KEY is where the key of api.openai.com usually stands",
            "--trust-host llm.elsewhere.example");
    Result sure =
        run(
            "gateway",
            "add",
            "openai",
            "https://llm.elsewhere.example/v1",
            "--trust-host",
            "llm.elsewhere.example");
    assertThat(sure.exit()).as(sure.err()).isZero();
  }

  @Test
  void doesNotSendAKeyToAnotherAddressThanTheOneItWasGivenFor() throws IOException {
    run("gateway", "add", "sheep", "https://api.example.com/v1", "--key-from-env", "SHEEP_KEY");
    Path file = home.resolve("settings.json");
    Files.writeString(
        file,
        Files.readString(file).replace("\"https://api.example.com/v1\"", "\"" + url() + "\""));
    Result models = run("models", "sheep");
    assertThat(models.exit()).isEqualTo(2);
    assertThat(models.err()).contains("was given for https://api.example.com").hasLineCount(1);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void failsACheckWithTheReasonInOneLine() {
    run("gateway", "add", "sheep", url(), "--key-from-env", "NO_SUCH_KEY");
    Result unset = run("gateway", "check", "sheep");
    assertThat(unset.exit()).isEqualTo(1);
    assertThat(unset.err()).contains("NO_SUCH_KEY", "is not set").hasLineCount(1);
    assertThat(run("gateway", "list").out()).contains("> The environment variable NO_SUCH_KEY");

    run("gateway", "add", "wolf", url(), "--no-key");
    Result refused = run("gateway", "check", "wolf");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("asks for a key").hasLineCount(1);
    assertThat(refused.out()).contains("failed  Key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway                                                  | list, add, check, remove",
        "gateway add                                              | Give an ID and a URL",
        "gateway add sheep                                        | Give an ID and a URL",
        "gateway add sheep nonsense                               | base URL",
        "gateway add demo https://x.example                       | cannot be named demo",
        "gateway add a b c                                        | A key is never an argument",
        "gateway add sheep https://x.example sk-canary-1          | A key is never an argument",
        "gateway add sheep https://x.example --key                | no keyring",
        "gateway add sheep https://x.example --key --no-key       | Give one of",
        "gateway add sheep https://x.example --key-from-env sk-1  | environment variable's name",
        "gateway add sheep https://x.example --alias scout        | NAME=VALUE",
        "gateway add sheep https://x.example --rpm 0              | 1 or more",
        "gateway add sheep https://x.example --header X-Api-Key=1 | secret",
        "gateway add --preset wolf                                | There is no preset wolf",
        "gateway check nobody                                     | no gateway named nobody",
        "gateway remove nobody                                    | no gateway named nobody",
      })
  void changesNothingForAMistakeAndSaysWhichInOneLine(String arguments, String sentence) {
    Result result = run(arguments.strip().split(" +"));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(sentence).doesNotContain("canary").hasLineCount(1);
    assertThat(Files.exists(home.resolve("settings.json"))).isFalse();
  }

  @Test
  void saysThatSettingsWhichCannotBeReadStayAsTheyAre() throws IOException {
    Files.writeString(home.resolve("settings.json"), "{broken");
    Result added = run("gateway", "add", "sheep", url());
    assertThat(added.exit()).isEqualTo(1);
    assertThat(added.err()).contains("cannot be read as JSON");
    assertThat(Files.readString(home.resolve("settings.json"))).isEqualTo("{broken");
  }

  @Test
  void tellsOfAnEntryThatCannotBeUsed() throws IOException {
    Files.writeString(
        home.resolve("settings.json"),
        "{\"gateways\":[{\"id\":\"x\",\"baseUrl\":\"https://x.example\",\"headers\":{\"Host\":\"y\"}}]}");
    assertThat(run("gateway", "list").err()).contains("The gateway x", "Host");
  }

  private MockResponse respond(RecordedRequest request) {
    if (!("Bearer " + KEY).equals(request.getHeaders().get("Authorization"))) {
      return new MockResponse.Builder().code(401).body("{}").build();
    }
    if (request.getUrl().encodedPath().endsWith("/models")) {
      return new MockResponse.Builder()
          .body("{\"data\":[{\"id\":\"qwen-3-72b\"},{\"id\":\"vendor/scout\"},{\"id\":\"m\"}]}")
          .build();
    }
    String body = Objects.requireNonNull(request.getBody()).utf8();
    bodies.add(body);
    if (body.contains("Qwen3-72B")) {
      return new MockResponse.Builder()
          .code(404)
          .body("{\"error\":{\"message\":\"no such model\",\"code\":\"model_not_found\"}}")
          .build();
    }
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body(
            "data: {\"model\":\"%s\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
                .formatted(ANSWERED_BY))
        .build();
  }

  private String url() {
    return server.url("/v1").toString();
  }

  private Result run(String... arguments) {
    return line(Map.of("SHEEP_KEY", KEY)).run(arguments);
  }

  private TestCommandLine line(Map<String, String> environment) {
    return new TestCommandLine(home, environment);
  }
}
