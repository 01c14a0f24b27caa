package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.completion.RecordedEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a gateway can say no, or not be there. */
class GatewayFailuresTest {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // status | body | kind | retryable | part of message | part of hint
        "400 | {'error':{'message':'bad temperature','type':'invalid_request_error'}} | InvalidRequest | false | bad temperature | message",
        "400 | {'error':'unknown field'} | InvalidRequest | false | unknown field | message",
        "400 | {'object':'error','message':'no stop allowed','code':400} | InvalidRequest | false | no stop allowed | message",
        "400 | [{'error':{'code':400,'message':'in a list','status':'INVALID_ARGUMENT'}}] | InvalidRequest | false | in a list | message",
        "400 | {'error':{'message':'x is not there','code':'model_not_found'}} | ModelNotFound | false | x is not there | lists",
        "422 | {'detail':[{'loc':['body','stop'],'msg':'too many stops'}]} | InvalidRequest | false | too many stops | message",
        "422 | not json at all | InvalidRequest | false | not json at all | message",
        "400 | ~~ | InvalidRequest | false | (HTTP 400). | message",
        "400 | <html>canary page</html> | InvalidRequest | false | (HTTP 400). | message",
        "400 | {'error':{'message':'Too long.','code':'context_length_exceeded'}} | ContextExceeded | false | Too long. | Shorten",
        "400 | {'error':{'message':'Too long.','type':'exceed_context_size_error','n_prompt_tokens':5000,'n_ctx':4096}} | ContextExceeded | false | Too long. | Shorten",
        "413 | {'error':'input is too long for this model'} | ContextExceeded | false | too long | Shorten",
        "413 | Payload Too Large | InvalidRequest | false | Payload Too Large | Shorten",
        "401 | {'error':{'message':'Incorrect API key','code':'invalid_api_key'}} | Unauthorized | false | refused the key (HTTP 401): Incorrect API key | still valid",
        "403 | {'error':{'message':'no access'}} | Unauthorized | false | no access | right to use",
        "402 | {'error':{'message':'Insufficient Balance'}} | ProviderError | false | Insufficient Balance | Top up",
        "404 | {'error':{'message':'The model `model-7b` does not exist','code':'model_not_found'}} | ModelNotFound | false | does not exist | lists",
        "404 | {'error':'model `model-7b` not found, try pulling it first'} | ModelNotFound | false | not found | lists",
        "404 | {'detail':'Not Found'} | InvalidRequest | false | /v1/chat/completions | /v1",
        "404 | <html>404</html> | InvalidRequest | false | /v1/chat/completions | base URL",
        "405 | ~~ | InvalidRequest | false | (HTTP 405) | base URL",
        "408 | ~~ | TimedOut | true | (HTTP 408) | Run again",
        "409 | ~~ | ProviderError | true | (HTTP 409) | Run again",
        "418 | ~~ | InvalidRequest | false | (HTTP 418) | message",
        "429 | {'error':{'message':'Slow down','code':'rate_limit_exceeded'}} | RateLimited | true | Slow down | Wait",
        "429 | {'error':{'message':'You exceeded your current quota','code':'insufficient_quota'}} | ProviderError | false | You exceeded your current quota | Top up",
        "500 | {'error':{'message':'boom'}} | ProviderError | true | boom | Run again",
        "501 | ~~ | ProviderError | true | (HTTP 501) | Run again",
        "502 | <html>Bad Gateway</html> | Overloaded | true | (HTTP 502) | Wait",
        "503 | {'error':{'message':'Loading model','type':'unavailable_error','code':503}} | Overloaded | true | Loading model | Wait",
        "504 | upstream timed out | Overloaded | true | upstream timed out | Wait",
        "529 | {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}} | Overloaded | true | Overloaded | Wait",
      })
  void turnsEachStatusIntoItsFailure(
      int status, String body, String kind, boolean retryable, String message, String hint)
      throws Exception {
    respond(status, Wire.json(body));

    Failure failure = ask();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retryable()).isEqualTo(retryable);
    assertThat(failure.message()).contains(message).doesNotContain("<html>");
    assertThat(failure.hint()).contains(hint);
    assertThat(server.getRequestCount()).as("sent once").isEqualTo(1);
  }

  /** Messages as the projects themselves write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 10231 tokens. Please reduce the length of the messages. | 10231 | 8192",
        "This model's maximum context length is 4097 tokens. However, you requested 5000 tokens (4000 in the messages, 1000 in the completion). | 4000 | 4097",
        "This model's maximum context length is 4096 tokens. However, your request has 5000 input tokens. Please reduce the length of the input messages. | 5000 | 4096",
        "the request exceeds the available context size. try increasing the context size or enable context shift | | ",
        "request (5010 tokens) exceeds the available context size (4096 tokens), try increasing it | 5010 | 4096",
        "This endpoint's maximum context length is 131072 tokens. However, you requested about 150002 tokens (150000 of text input, 2 in the output). | 150000 | 131072",
      })
  void readsHowFarThePromptWasTooLong(String message, Integer prompt, Integer context)
      throws Exception {
    respond(400, Wire.json("{'error':{'message':'") + message + Wire.json("'}}"));

    assertThat(ask())
        .isInstanceOfSatisfying(
            Failure.ContextExceeded.class,
            exceeded -> {
              assertThat(exceeded.promptTokens()).isEqualTo(prompt);
              assertThat(exceeded.contextTokens()).isEqualTo(context);
            });
  }

  @Test
  void tellsHowLongTheGatewayAsksToWait() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "7").build());

    assertThat(ask())
        .isEqualTo(
            new Failure.RateLimited(
                "gate got too many requests (HTTP 429).",
                "Run again in 7 s.",
                Duration.ofSeconds(7)));
  }

  @Test
  void takesAnInsaneWaitAsNone() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(429).addHeader("Retry-After", "99999999").build());

    assertThat(ask())
        .isInstanceOfSatisfying(
            Failure.RateLimited.class, limited -> assertThat(limited.retryAfter()).isNull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'error':{'message':'boom'}} | ProviderError | true | boom",
        "{'error':'boom'} | ProviderError | true | boom",
        "{'error':{'message':'boom','code':500}} | ProviderError | true | boom",
        "{'error':{'message':'slow','code':429}} | RateLimited | true | slow",
        "{'error':{'message':'slow','type':'rate_limit_error'}} | RateLimited | true | slow",
        "{'error':{'message':'broke','code':'insufficient_quota'}} | ProviderError | false | quota is used up: broke",
        "{'error':{'message':'gone','code':502}} | Overloaded | true | gone",
        "{'error':{'message':'busy','type':'overloaded_error'}} | Overloaded | true | busy",
        "{'error':{'message':'who?','code':401}} | Unauthorized | false | who?",
        "{'error':{'message':'long','code':'context_length_exceeded'}} | ContextExceeded | false | long",
        "{'error':{'message':'bad','code':400}} | InvalidRequest | false | bad",
        "{'choices':[{'delta':{},'finish_reason':'error'}]} | ProviderError | true | reported an error",
      })
  void reportsAnErrorInsideAGoodStream(String chunk, String kind, boolean retryable, String message)
      throws Exception {
    for (String end : List.of("", Wire.DONE)) {
      stream(Wire.delta("Hello") + Wire.event(chunk) + end);

      RecordedEvents answer = Gateways.ask(url());

      assertThat(answer.text()).isEqualTo("Hello");
      assertThat(answer.failure().kind()).isEqualTo(kind);
      assertThat(answer.failure().retryable()).isEqualTo(retryable);
      assertThat(answer.failure().message()).contains(message).doesNotContain("HTTP");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'message':'boom'}", "{'error':{'message':'boom'}}", "boom"})
  void reportsAnEventOfTypeError(String data) throws Exception {
    stream(Wire.delta("Hello") + "event: error\n" + Wire.event(data) + Wire.finish("stop"));

    assertThat(ask())
        .isInstanceOfSatisfying(
            Failure.ProviderError.class, error -> assertThat(error.message()).endsWith("boom"));
  }

  @Test
  void reportsAnErrorInAGoodDocument() throws Exception {
    respond(200, Wire.json("{'error':{'message':'boom','code':429}}"));

    assertThat(ask()).isInstanceOf(Failure.RateLimited.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirectWithTheKey(int status) throws Exception {
    try (MockWebServer elsewhere = new MockWebServer()) {
      elsewhere.start();
      server.enqueue(
          new MockResponse.Builder()
              .code(status)
              .addHeader("Location", elsewhere.url("/v1/chat/completions"))
              .build());

      Failure failure = ask();

      assertThat(failure).isInstanceOf(Failure.InvalidRequest.class);
      assertThat(failure.message()).contains(elsewhere.url("/v1").toString(), "not followed");
      assertThat(elsewhere.getRequestCount()).isZero();
    }
  }

  @Test
  void neverShowsAKeyThatAGatewayQuotes() throws Exception {
    for (int status : new int[] {400, 401, 403, 404, 429, 500, 503}) {
      respond(status, Wire.json("{'error':{'message':'bad key %s'}}".formatted(Gateways.SECRET)));
      // The canary is looked for in every event.
      assertThat(ask().message()).contains("ApiKey[...1a2b]");
    }
  }

  @Test
  void readsOnlyTheBeginningOfAnEndlessErrorBody() throws Exception {
    respond(500, "no ".repeat(2_000_000));

    assertThat(ask().message()).startsWith("gate failed (HTTP 500): no no").hasSizeLessThan(400);
  }

  @Test
  void keepsControlCharactersOutOfTheMessage() throws Exception {
    respond(500, "{\"error\":{\"message\":\"a\\u001b[31mb\\r\\nc\\u202ed\"}}");

    assertThat(ask().message()).endsWith(": a [31mb cd");
  }

  @Test
  void saysThatAGatewayWantsAKeyWhenItHasNone() throws Exception {
    respond(401, "");
    GatewayProvider open =
        new GatewayProvider(
            GatewayProfile.of("gate", url()),
            null,
            Gateways.HTTP,
            Thread.ofVirtual().factory(),
            new StepClock());

    Failure failure = RecordedEvents.of(open, Gateways.REQUEST).failure();

    assertThat(failure)
        .isEqualTo(
            new Failure.Unauthorized("gate asks for a key (HTTP 401).", "Give gate its key."));
  }

  @Test
  void saysThatAConnectionWasRefused() throws Exception {
    try (DeafPort deaf = new DeafPort()) {
      Failure failure = Gateways.ask("http://127.0.0.1:" + deaf.number() + "/v1").failure();

      assertThat(failure).isInstanceOf(Failure.ConnectionLost.class);
      assertThat(failure.message())
          .isEqualTo("127.0.0.1:" + deaf.number() + " refused the connection.");
      assertThat(failure.hint()).contains("port");
    }
  }

  @Test
  void saysThatAHostIsUnknown() throws Exception {
    Failure failure = Gateways.ask("https://no-such-host.invalid/v1").failure();

    assertThat(failure).isInstanceOf(Failure.ConnectionLost.class);
    assertThat(failure.message()).isEqualTo("There is no host named no-such-host.invalid.");
    assertThat(failure.hint()).contains("spelling");
  }

  @Test
  void saysThatNoSecureConnectionCouldBeMade() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerInPlainHttp(plain));

      Failure failure = Gateways.ask("https://localhost:" + plain.getLocalPort() + "/v1").failure();

      assertThat(failure).isInstanceOf(Failure.ConnectionLost.class);
      assertThat(failure.message()).startsWith("No secure connection to localhost");
      assertThat(failure.hint()).contains("certificate", "plain http");
    }
  }

  @Test
  void saysThatACertificateIsNotTrusted(@TempDir Path folder) throws Exception {
    LoopbackCertificate unknown = new LoopbackCertificate(folder);
    try (StampingServer secure = new StampingServer("https", unknown.serverSockets())) {
      Failure failure = Gateways.ask(secure.url("localhost")).failure();

      assertThat(failure).isInstanceOf(Failure.ConnectionLost.class);
      assertThat(failure.message())
          .isEqualTo("The certificate of localhost:" + secure.port() + " is not trusted.");
      assertThat(failure.hint()).contains("self-signed", "trust store", "base URL");
      assertThat(secure.take()).as("requests that got through").isEmpty();
    }
  }

  private static void answerInPlainHttp(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      client.getInputStream().read(new byte[1024]);
      RawServer.write(client.getOutputStream(), "HTTP/1.1 400 Bad Request\r\n\r\n");
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    } catch (IOException gone) {
      // The client hung up first.
    }
  }

  @ParameterizedTest
  @EnumSource(CallPhase.class)
  void hasASentenceOfItsOwnForTheTimeLimitOfEachPhase(CallPhase phase) {
    Addressee to =
        new Addressee(
            "gate",
            HttpUrl.get("https://example.com:8443/v1"),
            "model-7b",
            true,
            new UntrustedText(null));
    Failure failure =
        new NetworkFailures(to, Gateways.timeouts(5_000, 30_000, 60_000, 600_000))
            .of(new SocketTimeoutException("timeout"), phase, null);

    assertThat(failure).isInstanceOf(Failure.TimedOut.class);
    assertThat(failure.message())
        .contains(
            switch (phase) {
              case LOOKING_UP, CONNECTING ->
                  "example.com:8443 did not take the connection within 5 s";
              case SECURING -> "did not finish the TLS handshake within 30 s";
              case SENDING -> "did not take the request within 60 s";
              case WAITING -> "did not begin to answer within 30 s";
              case ANSWERING -> "fell silent for 60 s";
            });
    assertThat(failure.hint())
        .endsWith(
            switch (phase) {
                  case LOOKING_UP, CONNECTING -> "\"Connect\"";
                  case SECURING, WAITING -> "\"First byte\"";
                  case SENDING, ANSWERING -> "\"Silence\"";
                }
                + " of gate in Settings > Gateways.");
  }

  private void respond(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private void stream(String body) {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(body)
            .build());
  }

  private String url() {
    return server.url("/v1").toString();
  }

  private Failure ask() throws InterruptedException {
    return Gateways.ask(url()).failure();
  }
}
