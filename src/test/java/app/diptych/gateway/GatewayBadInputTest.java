package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.Failure;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no gateway should send, from real sockets: a clear failure, bounded, and nothing lost. */
class GatewayBadInputTest {
  private static final String ZIPPED =
      RawServer.HEAD.replace("Connection", "Content-Encoding: gzip\r\nConnection");
  private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final long MEGABYTE = 1024 * 1024;

  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer((_, _) -> {});
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json", "text/event-stream", "nonsense"})
  void saysThatAWebPageIsNoAnswer(String type) throws Exception {
    respond("Content-Type: " + type, "<!DOCTYPE html><html><body>Log in</body></html>");

    assertUnlikeAnAnswer(Gateways.ask(server.url()).failure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "image/png", "application/octet-stream"})
  void saysThatSomethingElseIsNoAnswer(String type) throws Exception {
    respond("Content-Type: " + type, "Welcome to nginx!\n\n");

    assertUnlikeAnAnswer(Gateways.ask(server.url()).failure());
  }

  @Test
  void saysThatGarbageIsNoGzip() throws Exception {
    respond("Content-Type: text/event-stream\r\nContent-Encoding: gzip", Wire.answer("Hello"));

    Failure failure = Gateways.ask(server.url()).failure();

    assertThat(failure).isInstanceOf(Failure.BrokenStream.class);
    assertThat(failure.message()).isEqualTo("gate sent gzip that cannot be unpacked.");
  }

  @Test
  void keepsWhatWasUnpackedBeforeTheGarbage() throws Exception {
    RecordedEvents answer = new RecordedEvents();
    Buffer zipped = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(zipped))) {
      sink.writeUtf8(Wire.delta("Hello"));
      sink.flush();
      server.answerWith((_, out) -> {
        RawServer.write(out, ZIPPED);
        byte[] garbage = new byte[4_000];
        Arrays.fill(garbage, (byte) 0xFF);
        out.write(zipped.readByteArray());
        answer.awaitFirstDelta();
        out.write(garbage);
      });

      Gateways.provider(server.url()).start(Gateways.REQUEST, answer).await();

      assertThat(answer.text()).isEqualTo("Hello");
      assertThat(answer.failure().message()).isEqualTo("gate sent gzip that cannot be unpacked.");
    }
  }

  @Test
  void saysThatAnEncodingIsUnknown() throws Exception {
    respond("Content-Type: text/event-stream\r\nContent-Encoding: br", "\u000b\u0002\u0080");

    assertThat(Gateways.ask(server.url()).failure().message())
        .startsWith("gate packed its answer in a way that was not asked for");
  }

  @Test
  void readsLittleOfALineOfAGigabyte() throws Exception {
    long before = allocated();
    AtomicLong written = new AtomicLong();
    CountDownLatch hungUp = new CountDownLatch(1);
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD + Wire.delta("Hello") + "data: ");
      pour(out, "x".repeat(64 * 1024).getBytes(UTF_8), 1024 * MEGABYTE, written, hungUp);
    });

    RecordedEvents answer = Gateways.ask(server.url());

    assertThat(answer.text()).isEqualTo("Hello");
    assertThat(answer.failure().message()).contains("One line of the stream", "1,048,576 bytes");
    assertThat(hungUp.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(written.get()).as("bytes taken").isLessThan(64 * MEGABYTE);
    assertThat(allocated() - before).as("memory taken").isLessThan(256 * MEGABYTE);
  }

  @Test
  void readsLittleOfAnEventOfAGigabyte() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch hungUp = new CountDownLatch(1);
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD);
      byte[] line = ("data: " + "x".repeat(64 * 1024) + "\n").getBytes(UTF_8);
      pour(out, line, 1024 * MEGABYTE, written, hungUp);
    });

    assertThat(Gateways.ask(server.url()).failure().message())
        .contains("One event of the stream", "8,388,608 bytes");
    assertThat(hungUp.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(written.get()).isLessThan(128 * MEGABYTE);
  }

  @Test
  void readsLittleOfAGigabyteThatIsPackedSmall() throws Exception {
    Buffer zipped = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(zipped))) {
      byte[] zeros = new byte[(int) MEGABYTE];
      for (int megabyte = 0; megabyte < 64; megabyte++) {
        sink.write(zeros);
      }
    }
    byte[] bomb = zipped.readByteArray();
    server.answerWith((_, out) -> {
      RawServer.write(out, ZIPPED);
      out.write(bomb);
    });

    assertThat(Gateways.ask(server.url()).failure().message()).contains("1,048,576 bytes");
  }

  @Test
  void endsAnAnswerThatNeverEnds() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch hungUp = new CountDownLatch(1);
    byte[] deltas = Wire.delta("x".repeat(50_000)).repeat(8).getBytes(UTF_8);
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD);
      pour(out, deltas, 1024 * MEGABYTE, written, hungUp);
    });

    RecordedEvents answer = Gateways.ask(server.url());

    assertThat(answer.failure()).isInstanceOf(Failure.BrokenStream.class);
    assertThat(answer.failure().message()).contains("went on beyond 8,000,000 characters");
    assertThat(answer.text()).hasSize(AnswerEvents.MOST_CHARACTERS);
    assertThat(hungUp.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesADocumentWithoutEnd() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch hungUp = new CountDownLatch(1);
    byte[] blanks = " ".repeat(64 * 1024).getBytes(UTF_8);
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD + "{\"choices\":[]");
      pour(out, blanks, 1024 * MEGABYTE, written, hungUp);
    });

    assertThat(Gateways.ask(server.url()).failure().message()).contains("33,554,432 bytes");
    assertThat(hungUp.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesJsonNestedTenThousandDeep() throws Exception {
    String deep = "{\"choices\":[],\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    respond("Content-Type: text/event-stream", Wire.delta("Hello") + "data: " + deep + "\n\n");

    RecordedEvents answer = Gateways.ask(server.url());

    assertThat(answer.text()).isEqualTo("Hello");
    assertThat(answer.failure()).isInstanceOf(Failure.BrokenStream.class);
    assertThat(answer.failure().message()).contains("nested too deeply");
  }

  @Test
  void refusesADocumentNestedTenThousandDeep() throws Exception {
    respond("Content-Type: application/json", "[".repeat(10_000) + "]".repeat(10_000));

    assertUnlikeAnAnswer(Gateways.ask(server.url()).failure());
  }

  @Test
  void readsAnErrorNestedTenThousandDeep() throws Exception {
    String deep = "{\"error\":".repeat(10_000) + "1" + "}".repeat(10_000);
    server.answerWith((_, out) ->
        RawServer.write(
            out, "HTTP/1.1 500 No\r\nContent-Length: %d\r\n\r\n%s".formatted(deep.length(), deep)));

    assertThat(Gateways.ask(server.url()).failure().message()).isEqualTo("gate failed (HTTP 500).");
  }

  @Test
  void finishesOnceHoweverOftenTheEndIsMarked() throws Exception {
    respond("Content-Type: text/event-stream", Wire.answer("Hello") + Wire.DONE + Wire.DONE);

    RecordedEvents answer = Gateways.ask(server.url());

    assertThat(answer.text()).isEqualTo("Hello");
    assertThat(answer.events().stream().filter(CompletionEvent::isLast)).hasSize(1);
    assertThat(answer.finishReason().wire()).isEqualTo("stop");
  }

  @Test
  void believesNoUsageBelowZero() throws Exception {
    respond(
        "Content-Type: text/event-stream",
        Wire.delta("Hello") + Wire.finish("stop") + Wire.usage(-9, -1) + Wire.DONE);

    RecordedEvents answer = Gateways.ask(server.url());

    assertThat(answer.finishReason().wire()).isEqualTo("stop");
    assertThat(answer.usage()).isNull();
    assertThat(answer.events()).contains(new CompletionEvent.UsageRefused());
  }

  @Test
  void passesOverChunksWithoutChoices() throws Exception {
    respond(
        "Content-Type: text/event-stream",
        Wire.event("{'choices':null}")
            + Wire.delta("Hello")
            + Wire.event("{'choices':null,'usage':null}")
            + Wire.finish("stop")
            + Wire.event("{'choices':null,'usage':{'prompt_tokens':9,'completion_tokens':1}}")
            + Wire.DONE);

    RecordedEvents answer = Gateways.ask(server.url());

    assertThat(answer.text()).isEqualTo("Hello");
    assertThat(answer.usage()).isEqualTo(new Usage(9, 1, 0, 0, Usage.Source.REPORTED));
  }

  @Test
  void followsNoRedirectToItself() throws Exception {
    AtomicLong requests = new AtomicLong();
    server.answerWith((_, out) -> {
      requests.incrementAndGet();
      RawServer.write(
          out,
          "HTTP/1.1 307 Elsewhere\r\nLocation: /v1/chat/completions\r\nContent-Length: 0\r\n\r\n");
    });

    Failure failure = Gateways.ask(server.url()).failure();

    assertThat(failure).isInstanceOf(Failure.InvalidRequest.class);
    assertThat(failure.message()).contains("not followed");
    assertThat(requests).hasValue(1);
  }

  @Test
  void saysThatACertificateHasExpired(@TempDir Path folder) throws Exception {
    LoopbackTls tls = LoopbackCertificate.expired(folder).tls();
    try (RawServer secure = new RawServer((_, _) -> {}, tls::server)) {
      Failure failure =
          Gateways.ask(
                  Gateways.provider(
                      "https://localhost:" + secure.port() + "/v1",
                      Gateways.HTTP.onLoopback(tls, Duration.ofSeconds(30))))
              .failure();

      assertThat(failure).isInstanceOf(Failure.ConnectionLost.class);
      assertThat(failure.message())
          .isEqualTo("The certificate of localhost:" + secure.port() + " has expired.");
      assertThat(failure.hint()).contains("date of this machine");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"})
  void saysThatAProxyRefused(String status) throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(proxy, status));

      Failure failure =
          Gateways.ask(
                  Gateways.provider(
                      "https://gateway.example.com/v1", through(proxy.getLocalPort())))
              .failure();

      assertThat(failure).isInstanceOf(Failure.ConnectionLost.class);
      assertThat(failure.message())
          .isEqualTo(
              "The proxy localhost:%d gave no way to gateway.example.com."
                  .formatted(proxy.getLocalPort()));
      assertThat(failure.hint()).contains("proxy settings");
    }
  }

  @Test
  void saysThatAProxyIsNotThere() throws Exception {
    try (DeafPort proxy = new DeafPort()) {
      assertThat(
              Gateways.ask(
                      Gateways.provider("https://gateway.example.com/v1", through(proxy.number())))
                  .failure()
                  .message())
          .startsWith("The proxy localhost:");
    }
  }

  @Test
  void reachesAnIpv6Literal() throws Exception {
    ServerSocket socket;
    try {
      socket = new ServerSocket(0, 5, InetAddress.getByAddress(IPV6_LOOPBACK));
    } catch (IOException noIpv6) {
      assumeTrue(false, "this machine has no IPv6 loopback");
      return;
    }
    try (socket) {
      Thread.ofVirtual().start(() -> refuse(socket, "503 Busy"));
      Failure failure = Gateways.ask("http://[::1]:" + socket.getLocalPort() + "/v1").failure();

      assertThat(failure).isInstanceOf(Failure.Overloaded.class);
    }
    try (DeafPort deaf = new DeafPort()) {
      assertThat(Gateways.ask("http://[::1]:" + deaf.number() + "/v1").failure().message())
          .isEqualTo("[::1]:" + deaf.number() + " refused the connection.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v1", "/v1/", "/v1//", "/v1/chat/completions"})
  void asksTheSameAddressHoweverTheBaseUrlIsWritten(String path) throws Exception {
    AtomicReference<String> asked = new AtomicReference<>("");
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread gateway = Thread.ofVirtual().start(() -> asked.set(refuse(socket, "503 Busy")));

      Gateways.ask("http://127.0.0.1:" + socket.getLocalPort() + path);
      gateway.join();
    }
    assertThat(asked.get()).startsWith("POST /v1/chat/completions HTTP/1.1");
  }

  /** Reads one request head and answers with that status and nothing else. */
  private static String refuse(ServerSocket socket, String status) {
    StringBuilder head = new StringBuilder();
    try (Socket client = socket.accept()) {
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) client.getInputStream().read());
      }
      RawServer.write(
          client.getOutputStream(),
          "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    } catch (IOException gone) {
      // The client hung up first.
    }
    return head.toString();
  }

  /** A client is bound to the proxies known when it is made. */
  private static GatewayHttp through(int proxyPort) {
    ProxySelector usual = ProxySelector.getDefault();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort);
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, address));
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failed) {
            // There is no other to try.
          }
        });
    try {
      return GatewayHttp.create(Gateways.timeouts(5_000, 20_000, 20_000, 60_000));
    } finally {
      ProxySelector.setDefault(usual);
    }
  }

  private void respond(String head, String body) {
    server.answerWith((_, out) ->
        RawServer.write(
            out, "HTTP/1.1 200 OK\r\n" + head + "\r\nConnection: close\r\n\r\n" + body));
  }

  private static void assertUnlikeAnAnswer(Failure failure) {
    assertThat(failure).isInstanceOf(Failure.BrokenStream.class);
    assertThat(failure.message()).contains("does not look like an OpenAI-compatible endpoint");
  }

  /** Writes until that many bytes are written or the client has hung up, as it should. */
  private static void pour(
      OutputStream out, byte[] bytes, long most, AtomicLong written, CountDownLatch hungUp)
      throws IOException {
    try {
      while (written.get() < most) {
        out.write(bytes);
        written.addAndGet(bytes.length);
      }
    } catch (IOException gone) {
      hungUp.countDown();
      throw gone;
    }
  }

  /** Bytes this process ever allocated. */
  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }
}
