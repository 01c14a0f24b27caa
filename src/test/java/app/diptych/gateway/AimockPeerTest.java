package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.Failure;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mock gateway {@code @copilotkit/aimock} from npm, with the faults its headers ask for. */
@Tag("peers")
class AimockPeerTest {
  private static final String VERSION = "1.43.0";
  private static final String TEXT = "Hello from a gateway that somebody else wrote.";

  private static Peer peer;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path folder = Peer.FOLDER.resolve("aimock");
    Path server = folder.resolve("node_modules/.bin/llmock");
    if (!Files.exists(server)) {
      Files.createDirectories(folder);
      Peer.run(
          5,
          List.of(
              "npm",
              "install",
              "--prefix",
              folder.toString(),
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              "@copilotkit/aimock@" + VERSION));
    }
    Path fixtures = folder.resolve("fixtures.json");
    Files.writeString(
        fixtures,
        Wire.json(
            "{'fixtures':[{'match':{'userMessage':'Say hello.'},'response':{'content':'"
                + TEXT
                + "'}}]}"));
    peer =
        Peer.start(
            "aimock " + VERSION,
            line -> line.contains("listening on"),
            List.of(server.toString(), "-p", "PORT", "-f", fixtures.toString(), "-c", "8"));
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  @Test
  void streamsWithUsage() throws Exception {
    RecordedEvents answer = noted("a stream", peer.url());

    assertThat(answer.text()).isEqualTo(TEXT);
    assertThat(answer.textDeltas()).hasSizeGreaterThan(4);
    assertThat(answer.finishReason().wire()).isEqualTo("stop");
    assertThat(answer.usage()).isNotNull();
    assertThat(answer.usage().source()).isEqualTo(Usage.Source.REPORTED);
    assertThat(answer.usage().outputTokens()).isPositive();
  }

  @Test
  void listsItsModels() {
    assertThat(
            new GatewayModels(Gateways.HTTP, new StepClock())
                .list(GatewayProfile.of("gate", peer.url()), null))
        .isInstanceOf(ModelListing.Models.class);
  }

  @Test
  void knowsNoAnswerToAnotherPrompt() throws Exception {
    RecordedEvents answer =
        RecordedEvents.of(Gateways.provider(peer.url()), Gateways.asking("Something else."));
    peer.note("a prompt without a fixture", answer);

    assertThat(answer.failure()).isInstanceOf(Failure.InvalidRequest.class);
  }

  @Test
  void drops() throws Exception {
    assertThat(faulty("drop").failure())
        .isInstanceOfSatisfying(
            Failure.ProviderError.class,
            error -> assertThat(error.message()).contains("HTTP 500", "Chaos: request dropped"));
  }

  @Test
  void sendsRubbish() throws Exception {
    assertThat(faulty("malformed").failure()).isInstanceOf(Failure.BrokenStream.class);
  }

  @Test
  void disconnects() throws Exception {
    assertThat(faulty("disconnect").failure()).isInstanceOf(Failure.ConnectionLost.class);
  }

  @Test
  void limitsTheRate() throws Exception {
    assertThat(faulty("ratelimit").failure())
        .isInstanceOfSatisfying(
            Failure.RateLimited.class,
            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  void waits() throws Exception {
    try (HeaderRelay relay = new HeaderRelay(peer.port(), "X-Aimock-Chaos-Latency: 400")) {
      RecordedEvents answer = noted("header chaos-latency: 400", relay.url());

      assertThat(answer.text()).isEqualTo(TEXT);
      assertThat(answer.all(PhasesMeasured.class).getFirst().phases().waiting())
          .isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }
  }

  @Test
  void waitsLongerThanItMay() throws Exception {
    try (HeaderRelay relay = new HeaderRelay(peer.port(), "X-Aimock-Chaos-Latency: 5000")) {
      RecordedEvents answer =
          Gateways.ask(
              Gateways.provider(
                  relay.url(), Gateways.HTTP.with(Gateways.timeouts(5_000, 300, 20_000, 20_000))));
      peer.note("header chaos-latency: 5000, first byte within 300 ms", answer);

      assertThat(answer.failure()).isInstanceOf(Failure.TimedOut.class);
    }
  }

  private static RecordedEvents faulty(String fault) throws Exception {
    try (HeaderRelay relay = new HeaderRelay(peer.port(), "X-Aimock-Chaos-" + fault + ": 1")) {
      return noted("header chaos-" + fault, relay.url());
    }
  }

  private static RecordedEvents noted(String what, String url) throws InterruptedException {
    RecordedEvents answer = Gateways.ask(url);
    peer.note(what, answer);
    return answer;
  }
}
