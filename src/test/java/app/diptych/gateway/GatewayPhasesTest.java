package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.completion.RecordedEvents;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the time of a call went, from real sockets. */
class GatewayPhasesTest {
  private static final Duration PAUSE = Duration.ofMillis(60);

  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer((_, _) -> {});
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void tellsThePhasesOnceAndJustBeforeTheEnd() throws Exception {
    server.answerWith((_, out) -> RawServer.write(out, RawServer.HEAD + Wire.answer("Hello")));

    List<CompletionEvent> events = Gateways.ask(server.url()).events();

    assertThat(events.stream().filter(PhasesMeasured.class::isInstance)).hasSize(1);
    assertThat(events.get(events.size() - 2)).isInstanceOf(PhasesMeasured.class);
  }

  @Test
  void tellsNoLookupOfAnAddressAndNoHandshakeOverPlainHttp() throws Exception {
    server.answerWith((_, out) -> RawServer.write(out, RawServer.HEAD + Wire.answer("Hello")));

    CallPhases phases = phases(Gateways.ask(server.url()));

    assertThat(phases.lookup()).isNull();
    assertThat(phases.handshake()).isNull();
    assertThat(phases.connect()).isPositive();
    assertThat(phases.sending()).isPositive();
    assertThat(phases.waiting()).isPositive();
    assertThat(phases.receiving()).isNotNull();
    assertThat(phases.server()).isEmpty();
  }

  @Test
  void tellsTheLookupOfAName() throws Exception {
    server.answerWith((_, out) -> RawServer.write(out, RawServer.HEAD + Wire.answer("Hello")));

    CallPhases phases = phases(Gateways.ask("http://localhost:" + server.port() + "/v1"));

    assertThat(phases.lookup()).isPositive();
    assertThat(phases.connect()).isPositive();
  }

  @Test
  void tellsTheHandshakeOfASecureConnection() throws Exception {
    LoopbackTls tls = LoopbackTls.create();
    try (RawServer secure =
        new RawServer(
            (_, out) -> RawServer.write(out, RawServer.HEAD + Wire.answer("Hello")), tls::server)) {
      GatewayHttp trusting = Gateways.HTTP.onLoopback(tls, Duration.ofSeconds(30));
      Provider provider = Gateways.provider("https://127.0.0.1:" + secure.port() + "/v1", trusting);

      RecordedEvents answer = RecordedEvents.of(provider, Gateways.REQUEST);

      assertThat(answer.text()).isEqualTo("Hello");
      assertThat(phases(answer).handshake()).isPositive();
      assertThat(phases(answer).connect()).isPositive();
    }
  }

  @Test
  void tellsWaitingFromReceiving() throws Exception {
    server.answerWith((_, out) -> {
      server.pause(PAUSE.toMillis());
      RawServer.write(out, RawServer.HEAD);
      server.pause(2 * PAUSE.toMillis());
      RawServer.write(out, Wire.answer("Hello"));
    });

    RecordedEvents answer = Gateways.ask(server.url());
    CallPhases phases = phases(answer);

    // Each is told by the client's own clock, which may note late that the request is sent and that
    // the server has gone on. Where one ends and the next begins is told by a clock of our own
    // below.
    assertThat(
            Objects.requireNonNull(phases.sending()).plus(Objects.requireNonNull(phases.waiting())))
        .isGreaterThanOrEqualTo(PAUSE);
    long whole = answer.recorded().getLast().atNanos() - answer.started().sentAtNanos();
    Duration sum =
        Objects.requireNonNull(phases.connect())
            .plus(Objects.requireNonNull(phases.sending()))
            .plus(Objects.requireNonNull(phases.waiting()))
            .plus(Objects.requireNonNull(phases.receiving()));
    assertThat(sum.toNanos()).as("no time is counted twice").isLessThanOrEqualTo(whole);
    assertThat(sum).as("none is forgotten").isGreaterThanOrEqualTo(PAUSE.multipliedBy(3));
  }

  @Test
  void countsEveryInstantInTheOnePhaseItIsOf() {
    HandClock hand = new HandClock();
    PhaseWatch watch = new PhaseWatch(hand, new ServerTimes(new UntrustedText(null)));
    Request request =
        new Request.Builder()
            .url("https://gate.test/v1")
            .post(RequestBody.create("{}", MediaType.get("application/json")))
            .build();
    okhttp3.Call call = new OkHttpClient().newCall(request);
    watch.startsAt(hand.nanos());
    watch.requestHeadersStart(call);
    hand.pass(1);
    watch.requestHeadersEnd(call, request);
    hand.pass(20);
    watch.requestBodyEnd(call, 2);
    hand.pass(300);
    watch.responseHeadersEnd(
        call,
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .build());
    hand.pass(4_000);

    CallPhases phases = Objects.requireNonNull(watch.phases(hand.nanos()));

    assertThat(phases.sending()).isEqualTo(Duration.ofNanos(21));
    assertThat(phases.waiting()).isEqualTo(Duration.ofNanos(300));
    assertThat(phases.receiving()).isEqualTo(Duration.ofNanos(4_000));
  }

  @Test
  void tellsHowLongItWaitedInVain() throws Exception {
    server.answerWith((_, _) -> server.stall());

    RecordedEvents answer =
        Gateways.ask(
            Gateways.provider(
                server.url(), Gateways.HTTP.with(Gateways.timeouts(5_000, 150, 20_000, 20_000))));

    assertThat(answer.failure()).isInstanceOf(Failure.TimedOut.class);
    assertThat(phases(answer).waiting()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    assertThat(phases(answer).receiving()).isNull();
  }

  @Test
  void tellsHowFarACallCameThatWasRefused() throws Exception {
    try (DeafPort deaf = new DeafPort()) {
      RecordedEvents answer = Gateways.ask("http://localhost:" + deaf.number() + "/v1");

      assertThat(answer.failure()).isInstanceOf(Failure.ConnectionLost.class);
      assertThat(phases(answer).lookup()).isPositive();
      assertThat(phases(answer).connect()).isPositive();
      assertThat(phases(answer).sending()).isNull();
    }
  }

  @Test
  void tellsTheTimesOfAGatewayThatSaidNo() throws Exception {
    server.answerWith((_, out) ->
        RawServer.write(
            out, "HTTP/1.1 503 Busy\r\nX-Response-Time: 12.5ms\r\nContent-Length: 0\r\n\r\n"));

    assertThat(phases(Gateways.ask(server.url())).server()).containsEntry("x-response-time", 12.5);
  }

  @Test
  void tellsNothingOfACallThatWasNeverMade() throws Exception {
    Provider refused = Gateways.provider("http://gateway.example.com/v1");

    assertThat(RecordedEvents.of(refused, Gateways.REQUEST).all(PhasesMeasured.class)).isEmpty();
  }

  @Test
  void keepsTheTimesOfTheServerBesideOurs() throws Exception {
    server.answerWith((_, out) ->
        RawServer.write(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
                + "OpenAI-Processing-Ms: 321\r\nServer-Timing: db;dur=5.5, cache;desc=\"a, b\"\r\n"
                + "X-Envoy-Upstream-Service-Time: "
                + Gateways.SECRET
                + "\r\nServer-Timing: "
                + Gateways.SECRET
                + ";dur=3\r\n\r\n"
                + Wire.delta("Hello")
                + Wire.finish("stop")
                + Wire.event(
                    "{'choices':[],'usage':{'prompt_tokens':1,'completion_tokens':1},'timings':"
                        + "{'cache_n':3,'prompt_ms':10.25,'predicted_ms':20,'x_ms':'no','y_ms':-1,"
                        + "'predicted_per_second':48.5}}")
                + Wire.DONE));

    assertThat(phases(Gateways.ask(server.url())).server())
        .isEqualTo(
            Map.of(
                "openai-processing-ms",
                321.0,
                "server-timing:db",
                5.5,
                "prompt_ms",
                10.25,
                "predicted_ms",
                20.0,
                "predicted_per_second",
                48.5));
  }

  @Test
  void tellsWhatThisMachineLostBeforeItSent() throws Exception {
    server.answerWith((_, out) -> RawServer.write(out, RawServer.HEAD + Wire.answer("Hello")));
    Duration lost = Duration.ofMillis(700);

    CallPhases phases = phases(Gateways.ask(Gateways.provider(server.url(), new Halting(lost))));

    assertThat(phases.late()).isGreaterThanOrEqualTo(lost);
    assertThat(phases.waiting()).isNotNull();
  }

  /** This machine stops right after t0: the first reading of the clock lies that far back. */
  private static final class Halting implements NanoClock {
    private final AtomicLong lostNanos;

    Halting(Duration lost) {
      lostNanos = new AtomicLong(lost.toNanos());
    }

    @Override
    public long nanos() {
      return NanoClock.system().nanos() - lostNanos.getAndSet(0);
    }

    @Override
    public Instant now() {
      return NanoClock.system().now();
    }
  }

  @Test
  void countsOnlyWhatIsInNoPhaseAsLate() {
    HandClock hand = new HandClock();
    PhaseWatch watch = new PhaseWatch(hand, new ServerTimes(new UntrustedText(null)));
    Request request = new Request.Builder().url("https://gate.test/v1").build();
    okhttp3.Call call = new OkHttpClient().newCall(request);
    InetSocketAddress address = InetSocketAddress.createUnresolved("gate.test", 443);
    watch.startsAt(hand.nanos());
    hand.pass(3);
    watch.dnsStart(call, "gate.test");
    hand.pass(1_000);
    watch.dnsEnd(call, "gate.test", List.of());
    hand.pass(20);
    watch.connectStart(call, address, Proxy.NO_PROXY);
    hand.pass(1_000);
    watch.connectStart(call, address, Proxy.NO_PROXY);
    hand.pass(1_000);
    watch.secureConnectStart(call);
    hand.pass(1_000);
    watch.secureConnectEnd(call, null);
    watch.connectEnd(call, address, Proxy.NO_PROXY, null);
    hand.pass(100);
    watch.requestHeadersStart(call);
    hand.pass(1_000);

    CallPhases phases = Objects.requireNonNull(watch.phases(hand.nanos()));

    assertThat(phases.late()).isEqualTo(Duration.ofNanos(123));
    assertThat(phases.sending()).isEqualTo(Duration.ofNanos(1_000));
  }

  private static final class HandClock implements NanoClock {
    private long now = 5_000;

    void pass(long nanos) {
      now += nanos;
    }

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }

  private static CallPhases phases(RecordedEvents answer) {
    return answer.all(PhasesMeasured.class).getFirst().phases();
  }
}
