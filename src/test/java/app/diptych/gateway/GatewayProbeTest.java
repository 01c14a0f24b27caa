package app.diptych.gateway;

import static app.diptych.gateway.ProbeResult.Outcome.FAILED;
import static app.diptych.gateway.ProbeResult.Outcome.FINE;
import static app.diptych.gateway.ProbeResult.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.gateway.ProbeResult.Outcome;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class GatewayProbeTest {
  @TempDir Path folder;

  private final MockWebServer server = new MockWebServer();
  private final List<ProbeResult> told = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile MockResponse models = json(200, "{'data':[{'id':'text-embed-1'},{'id':'m'}]}");
  private volatile MockResponse call =
      new MockResponse.Builder()
          .addHeader("Content-Type", "text/event-stream")
          .body(Wire.answer("H"))
          .build();

  private Turns turns = Turns.FREE;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getUrl().encodedPath().endsWith("/models")) {
              return models;
            }
            bodies.add(Objects.requireNonNull(request.getBody()).utf8());
            return call;
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void triesEveryStepAndTimesIt() throws Exception {
    List<ProbeResult> results = probe(profile()).run("");

    assertThat(outcomes(results)).containsExactly(FINE, SKIPPED, FINE, FINE, FINE);
    assertThat(results)
        .filteredOn(result -> result.outcome() == FINE)
        .allSatisfy(result -> assertThat(result.took()).isNotNull().isPositive());
    assertThat(told).containsExactlyElementsOf(results);
    assertThat(results.get(3).words()).isEqualTo("It lists 2 models.");
    assertThat(bodies).singleElement().asString().contains("\"model\":\"m\"", "\"max_tokens\":1");
  }

  @Test
  void callsTheModelThatAnAliasStandsFor() throws Exception {
    GatewayProfile plain = profile();
    GatewayProfile named =
        new GatewayProfile(
            plain.id(),
            plain.name(),
            plain.baseUrl(),
            plain.key(),
            Map.of("scout", "vendor/scout"),
            plain.limits(),
            plain.timeouts(),
            Map.of("X-Title", "Diptych"),
            "");
    models = json(404, "{}");

    List<ProbeResult> results = probe(named).run("scout");

    assertThat(bodies).singleElement().asString().contains("\"model\":\"vendor/scout\"");
    assertThat(outcomes(results)).containsExactly(FINE, SKIPPED, SKIPPED, FAILED, FINE);
    assertThat(server.takeRequest().getHeaders().get("X-Title")).isEqualTo("Diptych");
  }

  @Test
  void stopsAtAKeyThatIsRefused() throws Exception {
    models = json(401, "{'error':{'message':'bad key " + Gateways.SECRET + "'}}");

    List<ProbeResult> results = probe(profile()).run("");

    assertThat(outcomes(results)).containsExactly(FINE, SKIPPED, FAILED, SKIPPED, SKIPPED);
    assertThat(results.get(2).failure()).isInstanceOf(Failure.Unauthorized.class);
    assertThat(results.toString()).doesNotContain("canary");
    assertThat(bodies).isEmpty();
  }

  @Test
  void findsOutThatTheKeyIsWrongWhereTheListIsForEverybody() throws Exception {
    call = json(401, "{'error':{'message':'bad key'}}");

    List<ProbeResult> results = probe(profile()).run("");

    assertThat(outcomes(results)).containsExactly(FINE, SKIPPED, FAILED, FINE, FAILED);
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    try (DeafPort deaf = new DeafPort()) {
      String url = "http://127.0.0.1:" + deaf.number() + "/v1";

      List<ProbeResult> results = probe(GatewayProfile.of("gate", url)).run("");

      assertThat(outcomes(results)).containsExactly(FAILED, SKIPPED, SKIPPED, SKIPPED, SKIPPED);
      assertThat(results.getFirst().failure()).isInstanceOf(Failure.ConnectionLost.class);
    }
  }

  @Test
  void saysWhenTheCertificateIsNotTrusted() throws Exception {
    LoopbackCertificate unknown = new LoopbackCertificate(folder);
    try (StampingServer secure = new StampingServer("https", unknown.serverSockets())) {
      List<ProbeResult> results =
          probe(GatewayProfile.of("gate", "https://localhost:" + secure.port() + "/v1")).run("");

      assertThat(outcomes(results)).containsExactly(FINE, FAILED, SKIPPED, SKIPPED, SKIPPED);
      assertThat(results.get(1).words()).contains("certificate");
    }
  }

  @Test
  void sendsNothingUnencrypted() throws Exception {
    List<ProbeResult> results = probe(GatewayProfile.of("gate", "http://example.com")).run("");

    assertThat(outcomes(results)).containsExactly(SKIPPED, SKIPPED, FAILED, SKIPPED, SKIPPED);
  }

  @Test
  void canBeCancelledWhileTheGatewayIsSilent() throws Exception {
    try (RawServer silent = new RawServer((_, _) -> {})) {
      CompletableFuture<Void> asked = new CompletableFuture<>();
      silent.answerWith((_, _) -> {
        asked.complete(null);
        silent.stall();
      });
      GatewayProbe probe = probe(GatewayProfile.of("gate", silent.url()));
      CompletableFuture<List<ProbeResult>> running =
          CompletableFuture.supplyAsync(() -> {
            try {
              return probe.run("m");
            } catch (InterruptedException stopped) {
              throw new IllegalStateException(stopped);
            }
          });
      asked.get(60, TimeUnit.SECONDS);
      probe.cancel();

      List<ProbeResult> results = running.get(60, TimeUnit.SECONDS);
      assertThat(outcomes(results).subList(2, 5)).doesNotContain(FINE);
    }
  }

  @Test
  void eachRequestOfItTakesATurnAndSaysThatItWaits() throws Exception {
    QueueOfOne queue = new QueueOfOne();
    turns = queue;
    GatewayProbe probe = probe(profile());
    CompletableFuture<List<ProbeResult>> running = run(probe);

    assertThat(queue.asked.take()).isZero();
    ProbeResult waiting = told.getFirst();
    assertThat(waiting.step()).isEqualTo(ProbeStep.REACH);
    assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
    assertThat(waiting.words())
        .isEqualTo("Waits for its turn, about 58 s: other requests to gate come first.");
    assertThat(server.getRequestCount()).isZero();
    queue.let.add(true);
    assertThat(queue.asked.take()).isPositive();
    assertThat(server.getRequestCount()).as("the list was sent, the call was not").isEqualTo(1);
    queue.let.add(true);

    List<ProbeResult> results = running.get(60, TimeUnit.SECONDS);
    assertThat(outcomes(results)).containsExactly(FINE, SKIPPED, FINE, FINE, FINE);
    assertThat(queue.ended).hasValue(2);
  }

  @Test
  void canBeCancelledWhileItWaitsForItsTurn() throws Exception {
    QueueOfOne queue = new QueueOfOne();
    turns = queue;
    GatewayProbe probe = probe(profile());
    CompletableFuture<List<ProbeResult>> running = run(probe);
    assertThat(queue.asked.take()).isZero();

    probe.cancel();

    assertThat(outcomes(running.get(60, TimeUnit.SECONDS)))
        .containsExactly(SKIPPED, SKIPPED, SKIPPED, SKIPPED, SKIPPED);
    assertThat(server.getRequestCount()).isZero();
  }

  private static CompletableFuture<List<ProbeResult>> run(GatewayProbe probe) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return probe.run("");
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    });
  }

  /** Each turn waits until the test lets it go. */
  private static final class QueueOfOne implements Turns {
    private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> let = new LinkedBlockingQueue<>();
    private final AtomicInteger ended = new AtomicInteger();

    @Override
    public Turn of(GatewayProfile profile, long tokens, Consumer<Duration> told) {
      return new Turn() {
        @Override
        public @Nullable Duration await(Duration longest) throws InterruptedException {
          told.accept(Duration.ofMillis(57_200));
          asked.add(tokens);
          return let.take() ? null : Duration.ofSeconds(57);
        }

        @Override
        public void cancel() {
          let.add(false);
        }

        @Override
        public void end(@Nullable Failure failure) {
          ended.incrementAndGet();
        }
      };
    }

    @Override
    public boolean aside(GatewayProfile profile) {
      return false;
    }
  }

  private GatewayProfile profile() {
    return GatewayProfile.of("gate", server.url("/v1").toString());
  }

  private GatewayProbe probe(GatewayProfile profile) {
    return new GatewayProbe(
        profile,
        Gateways.KEY,
        Gateways.HTTP,
        turns,
        Thread.ofVirtual().factory(),
        NanoClock.system(),
        GatewayProbe.Accounts.NONE,
        told::add);
  }

  private static List<Outcome> outcomes(List<ProbeResult> results) {
    return results.stream().map(ProbeResult::outcome).toList();
  }

  private static MockResponse json(int status, String withSingleQuotes) {
    return new MockResponse.Builder().code(status).body(Wire.json(withSingleQuotes)).build();
  }
}
