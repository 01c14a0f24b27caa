package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rehearsal gateway, asked over its socket by the product's own client. */
class RehearsalGatewayTest {
  private static final RehearsalPlan FAST = plan(List.of(), 1, 0);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private RehearsalGateway gateway = open(FAST);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void answersAsAModelDoesAndSaysThatItIsARehearsal() throws Exception {
    RecordedEvents answer = ask("rehearsal/steady");

    assertThat(answer.text()).startsWith("Rehearsal: no model wrote this").endsWith(".");
    assertThat(answer.textDeltas()).hasSize(30);
    assertThat(answer.finishReason().wire()).isEqualTo("stop");
    assertThat(answer.usage()).isNotNull();
    assertThat(answer.usage().outputTokens()).isEqualTo(30);
    assertThat(answer.started().origin().answeredBy()).isEqualTo("gate/rehearsal/steady");
    assertThat(answer.started().origin().fingerprint()).isEqualTo("rehearsal");
  }

  @Test
  void saysTheSameToTheSameAndSomethingElseToAnotherPrompt() throws Exception {
    assertThat(ask("m").text()).isEqualTo(ask("m").text());
    assertThat(ask("m").text())
        .isNotEqualTo(RecordedEvents.of(provider(), request("m", "Something else.", null)).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // model | tokens before | failure | part of its message
        "rehearsal/cut | 15 | ConnectionLost | cut before the answer was complete",
        "rehearsal/malformed | 15 | BrokenStream | cannot be read",
        "rehearsal/error | 15 | ProviderError | Rehearsal: the model broke down",
        "rehearsal/429 | 0 | RateLimited | Rehearsal: too many requests",
        "rehearsal/500 | 0 | ProviderError | Rehearsal: the server broke down",
        "rehearsal/503 | 0 | Overloaded | Rehearsal: too much to do",
        "rehearsal/stall | 15 | TimedOut | fell silent",
        "rehearsal/silent | 0 | TimedOut | did not begin to answer",
        "rehearsal/nonsense | 0 | ModelNotFound | a fault named nonsense",
      })
  void goesWrongAsTheModelSays(String model, int tokens, String failure, String message)
      throws Exception {
    // Short only where it must be reached: every other answer may take its time to come.
    GatewayTimeouts limits =
        switch (model) {
          case "rehearsal/stall" -> Gateways.timeouts(5_000, 20_000, 5_000, 60_000);
          case "rehearsal/silent" -> Gateways.timeouts(5_000, 300, 20_000, 60_000);
          default -> Gateways.timeouts(5_000, 20_000, 20_000, 60_000);
        };
    RecordedEvents answer =
        RecordedEvents.of(
            Gateways.provider(gateway.url(), Gateways.HTTP.with(limits)),
            request(model, "Hello", null));

    assertThat(answer.failure().kind()).isEqualTo(failure);
    assertThat(answer.failure().message()).contains(message);
    assertThat(answer.textDeltas()).hasSize(tokens);
  }

  @Test
  void tellsHowLongToWait() throws Exception {
    assertThat(ask("rehearsal/429").failure())
        .isInstanceOfSatisfying(
            Failure.RateLimited.class,
            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
  }

  @Test
  void sendsEverythingInOneBurst() throws Exception {
    RecordedEvents answer = ask("rehearsal/burst");

    assertThat(answer.textDeltas()).hasSize(30);
    assertThat(
            answer.recorded().stream()
                .filter(event -> event.event() instanceof TextDelta)
                .map(RecordedEvents.Recorded::atNanos)
                .distinct())
        .as("reads")
        .hasSizeLessThan(6);
  }

  @Test
  void answersWithoutStreaming() throws Exception {
    RecordedEvents answer = ask("rehearsal/whole");

    assertThat(answer.textDeltas()).hasSize(1);
    assertThat(answer.text()).isEqualTo(ask("rehearsal/steady").text());
    assertThat(answer.finishReason().wire()).isEqualTo("stop");
  }

  @Test
  void tellsNoUsageStopsAtHalfAndAnswersAsAnother() throws Exception {
    assertThat(ask("rehearsal/no-usage").all(UsageReported.class)).isEmpty();
    assertThat(ask("rehearsal/length").finishReason().cutByLength()).isTrue();
    assertThat(ask("rehearsal/swap").started().origin().answeredBy())
        .isEqualTo("gate/rehearsal/another");
  }

  @Test
  void keepsToTheLimitOfTokens() throws Exception {
    RecordedEvents answer = RecordedEvents.of(provider(), request("m", "Hello", 3));

    assertThat(answer.text()).isEqualTo("Rehearsal: no model");
    assertThat(answer.finishReason().cutByLength()).isTrue();
  }

  @Test
  void letsEveryNthRequestGoWrongInTurn() throws Exception {
    restart(plan(List.of(RehearsalFault.SERVER_ERROR, RehearsalFault.CUT), 3, 0));

    List<String> endings = IntStream.range(0, 6).mapToObj(_ -> ending()).toList();

    assertThat(endings)
        .containsExactly("fine", "fine", "ProviderError", "fine", "fine", "ConnectionLost");
  }

  @Test
  void drawsTheSameFaultsWithTheSameSeed() {
    RehearsalPlan plan = plan(List.of(RehearsalFault.CUT), 0, 0.3);

    List<RehearsalFault> faults = IntStream.rangeClosed(1, 1_000).mapToObj(plan::fault).toList();

    assertThat(faults).isEqualTo(IntStream.rangeClosed(1, 1_000).mapToObj(plan::fault).toList());
    assertThat(faults.stream().filter(RehearsalFault.CUT::equals).count()).isBetween(250L, 350L);
  }

  @Test
  void goesWrongAsAHeaderSays() throws Exception {
    String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

    String reply = exchange("X-Rehearsal-Fault: 503\r\n", body);

    assertThat(reply).startsWith("HTTP/1.1 503").contains("X-Rehearsal: true");
    assertThat(exchange("", body)).startsWith("HTTP/1.1 200").contains("\"chat.completion\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'model':'m'} | 400", "rubbish | 400", "[] | 400"})
  void refusesWhatIsNoRequest(String body, int status) throws Exception {
    assertThat(exchange("", Wire.json(body))).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void listsAModelForEachFault() {
    ModelListing listing =
        new GatewayModels(Gateways.HTTP, NanoClock.system())
            .list(GatewayProfile.of("gate", gateway.url()), null);

    assertThat(listing)
        .isInstanceOfSatisfying(
            ModelListing.Models.class,
            models ->
                assertThat(models.ids())
                    .hasSameSizeAs(RehearsalFault.values())
                    .contains("rehearsal/steady", "rehearsal/429"));
  }

  @ParameterizedTest
  @EnumSource(RehearsalFault.class)
  void findsEachFaultByItsWord(RehearsalFault fault) {
    assertThat(RehearsalFault.of(fault.word())).contains(fault);
    assertThat(fault.meaning()).isNotBlank();
  }

  @Test
  void logsOneLineForEachRequest() throws Exception {
    ask("rehearsal/cut");
    gateway.close();

    assertThat(log)
        .singleElement()
        .asString()
        .contains("POST /v1/chat/completions rehearsal/cut > cut, 200, broken off, 15 tokens");
  }

  @Test
  void hangsUpOnEverybodyWhenItIsClosed() throws Exception {
    RecordedEvents answer = new RecordedEvents();
    provider().start(request("rehearsal/stall", "Hello", null), answer);
    answer.awaitFirstDelta();

    int port = port();
    assertThat(models(port)).contains("stall");

    gateway.close();

    assertThat(answer.awaitLast().failure()).isInstanceOf(Failure.ConnectionLost.class);
    gateway.await();
    // Somebody else may have taken the port meanwhile.
    assertThat(models(port)).doesNotContain("stall");
  }

  /** What whoever listens there says when it is asked for its models; empty when nobody does. */
  private static String models(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              "GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8);
    } catch (IOException nobody) {
      return "";
    }
  }

  private String ending() {
    try {
      RecordedEvents answer = ask("m");
      return answer.last() instanceof Finished ? "fine" : answer.failure().kind();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private String exchange(String headers, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      RawServer.write(
          socket.getOutputStream(),
          "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n%s"
              .formatted(headers, body.length(), body));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private int port() {
    return URI.create(gateway.url()).getPort();
  }

  private RecordedEvents ask(String model) throws InterruptedException {
    return RecordedEvents.of(provider(), request(model, "Hello", null));
  }

  private GatewayProvider provider() {
    return Gateways.provider(gateway.url());
  }

  private static CompletionRequest request(String model, String prompt, @Nullable Integer most) {
    return new CompletionRequest(
        model, List.of(Message.user(prompt)), new Sampling(null, null, most, null, List.of()));
  }

  private void restart(RehearsalPlan plan) {
    gateway.close();
    gateway = open(plan);
  }

  private RehearsalGateway open(RehearsalPlan plan) {
    try {
      return RehearsalGateway.open(
          0, plan, Thread.ofVirtual().factory(), NanoClock.system(), log::add);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RehearsalPlan plan(List<RehearsalFault> faults, int every, double rate) {
    return new RehearsalPlan(
        7, 2_000, Duration.ZERO, Duration.ZERO, 30, Duration.ofSeconds(2), faults, every, rate);
  }
}
