package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import app.diptych.completion.Call;
import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.timing.NanoClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * llama.cpp's own server with a demonstration model. It is the one that {@code
 * DIPTYCH_LLAMA_SERVER} (property or environment variable) names, the one on the path, or one that
 * {@code packaging/llama-server.sh} builds, which takes a quarter of an hour the first time.
 */
@Tag("peers")
class LlamaServerPeerTest {
  private static final String NAME = "DIPTYCH_LLAMA_SERVER";
  private static final ApiKey KEY = ApiKey.of("key-of-the-peers-test-1a2b");

  private static @Nullable Peer peer;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path server = server();
    String version =
        Peer.run(1, List.of(server.toString(), "--version"))
            .lines()
            .filter(line -> line.startsWith("version"))
            .findFirst()
            .orElse("");
    peer =
        Peer.start(
            "llama-server " + version.replace("version: ", ""),
            line -> line.contains("listening on http"),
            List.of(
                server.toString(),
                "-m",
                "assets/models/demo-small.gguf",
                "--host",
                "127.0.0.1",
                "--port",
                "PORT",
                "-c",
                "512",
                "-np",
                "1",
                "-t",
                "1",
                "-a",
                "demo",
                "--no-webui",
                "--api-key",
                "key-of-the-peers-test-1a2b"));
  }

  @AfterAll
  static void stop() {
    if (peer != null) {
      peer.close();
    }
  }

  @Test
  void streamsWithUsageAndTimings() throws Exception {
    RecordedEvents answer = ask("a stream of 20 tokens", KEY, request("Tell me a story.", 20));

    assertThat(answer.textDeltas()).hasSizeGreaterThan(10);
    assertThat(answer.usage()).isNotNull();
    assertThat(answer.usage().source()).isEqualTo(Usage.Source.REPORTED);
    assertThat(answer.usage().outputTokens()).isBetween(10, 20);
    assertThat(answer.started().origin().answeredBy()).isEqualTo("gate/demo");
    CallPhases phases = answer.all(PhasesMeasured.class).getFirst().phases();
    assertThat(phases.server()).containsKeys("prompt_ms", "predicted_ms", "predicted_per_second");
  }

  @Test
  void saysThatTheLimitOfTokensCutTheAnswer() throws Exception {
    assertThat(
            ask("a limit of 3 tokens", KEY, request("Tell me a story.", 3))
                .finishReason()
                .cutByLength())
        .isTrue();
  }

  @Test
  void refusesAWrongKeyAndNone() throws Exception {
    ApiKey wrong = ApiKey.of("another-key-0123456789");

    assertThat(ask("a wrong key", wrong, request("Hello", 3)).failure())
        .isInstanceOf(Failure.Unauthorized.class);
    assertThat(ask("no key", null, request("Hello", 3)).failure())
        .isInstanceOf(Failure.Unauthorized.class);
  }

  @Test
  void saysHowFarThePromptIsTooLong() throws Exception {
    RecordedEvents answer =
        ask("a prompt beyond the context", KEY, request("one two three ".repeat(600), 3));

    assertThat(answer.failure())
        .isInstanceOfSatisfying(
            Failure.ContextExceeded.class,
            exceeded -> {
              assertThat(exceeded.promptTokens()).isGreaterThan(512);
              assertThat(exceeded.contextTokens()).isEqualTo(512);
            });
  }

  @Test
  void stopsWhenItIsToldTo() throws Exception {
    RecordedEvents answer = new RecordedEvents();
    Call call = provider(KEY).start(request("Tell me a long story.", 400), answer);
    answer.awaitFirstDelta();

    call.cancel();

    assertThat(answer.awaitLast().failure()).isEqualTo(new Failure.Cancelled());
    peer().note("stopped by the user", answer);
    // It has one slot only, so it answers again only once it has noticed.
    assertThat(ask("the next request", KEY, request("Hello", 3)).textDeltas()).isNotEmpty();
  }

  @Test
  void listsItsModel() {
    assertThat(
            new GatewayModels(Gateways.HTTP, NanoClock.system())
                .list(GatewayProfile.of("gate", peer().url()), KEY))
        .isEqualTo(new ModelListing.Models(List.of("demo")));
  }

  private static RecordedEvents ask(String what, @Nullable ApiKey key, CompletionRequest request)
      throws InterruptedException {
    RecordedEvents answer = RecordedEvents.of(provider(key), request);
    peer().note(what, answer);
    return answer;
  }

  private static GatewayProvider provider(@Nullable ApiKey key) {
    return new GatewayProvider(
        GatewayProfile.of("gate", peer().url()),
        key,
        Gateways.HTTP,
        Thread.ofVirtual().factory(),
        NanoClock.system());
  }

  private static CompletionRequest request(String prompt, int most) {
    return new CompletionRequest(
        "demo", List.of(Message.user(prompt)), new Sampling(0.0, null, most, 1L, List.of()));
  }

  private static Peer peer() {
    return Objects.requireNonNull(peer);
  }

  private static Path server() throws InterruptedException {
    Optional<Path> named =
        Stream.of(System.getProperty(NAME), System.getenv(NAME))
            .filter(name -> name != null && !name.isBlank())
            .map(Path::of)
            .findFirst();
    Optional<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "llama-server"))
            .filter(Files::isExecutable)
            .findFirst();
    Path built = Peer.FOLDER.resolve("llama/build/bin/llama-server");
    if (named.isPresent() || onPath.isPresent() || Files.isExecutable(built)) {
      return named.or(() -> onPath).orElse(built);
    }
    try {
      System.out.println("llama-server is built first: about a quarter of an hour.");
      Peer.run(
          40, List.of("sh", "packaging/llama-server.sh", Peer.FOLDER.resolve("llama").toString()));
    } catch (IOException unbuilt) {
      System.out.println("NOT TESTED: llama-server. " + unbuilt.getMessage());
      return abort("llama-server is not there and could not be built");
    }
    return built;
  }
}
