package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.completion.RecordedEvents;
import app.diptych.timing.NanoClock;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Warming up happens once, on this machine only, without the key, and never gets in the way. */
class WarmUpTest {
  private static final GatewayTimeouts LIMITS = Gateways.timeouts(5_000, 20_000, 20_000, 60_000);
  private static final String ELSEWHERE = "https://gateway.example.com/v1";

  /** Whoever prepares waits no longer than that. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(7);

  private final Doors doors = new Doors();
  private final GatewayHttp http = GatewayHttp.create(LIMITS, doors);

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9/v1", ELSEWHERE})
  void happensOnceHoweverManyPrepare(String url) throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> preparing = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        preparing.add(
            callers.submit(() -> assertThat(Gateways.provider(url, http).prepare()).isEmpty()));
      }
      for (Future<?> caller : preparing) {
        caller.get(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
    assertThat(Gateways.provider(url, http.with(GatewayTimeouts.DEFAULTS)).prepare()).isEmpty();

    doors.awaitEnd();
    assertThat(doors.opened).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9/v1", ELSEWHERE})
  void listensOnLoopbackAndClosesItsSocket(String url) throws Exception {
    long begun = System.nanoTime();
    assertThat(Gateways.provider(url, http).prepare()).isEmpty();

    assertThat(doors.haveEnded() || System.nanoTime() - begun >= LONGEST_NANOS)
        .as("it was waited for")
        .isTrue();
    doors.awaitEnd();
    assertThat(doors.opened)
        .singleElement()
        .satisfies(door -> {
          assertThat(door.getInetAddress().isLoopbackAddress()).isTrue();
          assertThat(door.isClosed()).isTrue();
        });
  }

  @Test
  void makesRealCallsWithoutTheKey() throws Exception {
    assertThat(Gateways.provider("http://127.0.0.1:9/v1", http).prepare()).isEmpty();

    doors.awaitEnd();
    String heard = doors.heard();
    assertThat(heard).contains("POST /v1/chat/completions HTTP/1.1").contains("\"stream\":true");
    assertThat(heard.toLowerCase(Locale.ROOT)).doesNotContain("authorization", "canary");
  }

  @Test
  void sendsNothingToTheGateway() throws Exception {
    try (MockWebServer gateway = new MockWebServer()) {
      gateway.start();

      assertThat(Gateways.provider(gateway.url("/v1").toString(), http).prepare()).isEmpty();

      doors.awaitEnd();
      assertThat(doors.opened).hasSize(1);
      assertThat(gateway.getRequestCount()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void readsTheAnswerOfItsServerToTheEnd(String scheme) throws Exception {
    LoopbackTls tls = scheme.equals("https") ? LoopbackTls.create() : null;
    ThreadFactory threads = Thread.ofVirtual().factory();
    try (WarmUpServer server = new WarmUpServer(ServerSocketFactory.getDefault(), tls, threads)) {
      GatewayProvider provider =
          Gateways.provider(
              scheme + "://127.0.0.1:" + server.port() + "/v1",
              http.onLoopback(tls, LIMITS.firstByte()));
      for (int call = 0; call < 2; call++) {
        RecordedEvents answer = Gateways.ask(provider);

        assertThat(answer.finishReason().wire()).isEqualTo("stop");
        assertThat(answer.textDeltas()).hasSize(270);
        assertThat(answer.text()).contains("wört299");
        assertThat(answer.reasoning()).contains("wört29");
        assertThat(answer.usage()).isNotNull();
      }
    }
  }

  @Test
  void trustsItsOwnServerOnlyDuringTheWarmUp() throws Exception {
    ThreadFactory threads = Thread.ofVirtual().factory();
    LoopbackTls tls = LoopbackTls.create();
    try (WarmUpServer server = new WarmUpServer(ServerSocketFactory.getDefault(), tls, threads)) {
      String url = "https://127.0.0.1:" + server.port() + "/v1";

      assertThat(Gateways.ask(Gateways.provider(url, http)).failure())
          .isInstanceOf(Failure.ConnectionLost.class);
      assertThat(
              Gateways.ask(
                      Gateways.provider(
                          url, http.onLoopback(LoopbackTls.create(), LIMITS.firstByte())))
                  .failure())
          .isInstanceOf(Failure.ConnectionLost.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9/v1", ELSEWHERE})
  void isNobodysFailureWhenLoopbackIsRefused(String url) throws Exception {
    GatewayHttp refused = GatewayHttp.create(LIMITS, new RefusingDoors());

    assertThat(Gateways.provider(url, refused).prepare()).isEmpty();
    assertThat(Gateways.provider(url, refused).prepare()).isEmpty();
  }

  @Test
  void answersAllTheSameWhenItCouldNotWarmUp() throws Exception {
    GatewayHttp refused = GatewayHttp.create(LIMITS, new RefusingDoors());
    try (RawServer server =
        new RawServer((_, out) -> RawServer.write(out, RawServer.HEAD + Wire.answer("Hello")))) {
      GatewayProvider provider = Gateways.provider(server.url(), refused);

      assertThat(provider.prepare()).isEmpty();
      assertThat(Gateways.ask(provider).text()).isEqualTo("Hello");
    }
  }

  @Test
  void doesNotHappenWhenTheKeyIsRefused() throws Exception {
    assertThat(Gateways.provider("http://gateway.example.com/v1", http).prepare()).isPresent();

    assertThat(doors.opened).isEmpty();
  }

  @Test
  void doesNotHappenInsideACall() throws Exception {
    try (RawServer server =
        new RawServer((_, out) -> RawServer.write(out, RawServer.HEAD + Wire.answer("Hello")))) {
      assertThat(Gateways.ask(Gateways.provider(server.url(), http)).text()).isEqualTo("Hello");
    }

    assertThat(doors.opened).isEmpty();
  }

  @Test
  void canBeInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    GatewayProvider provider =
        new GatewayProvider(
            GatewayProfile.of("gate", ELSEWHERE),
            null,
            http,
            // The warm-up does not come to its end before the test does.
            _ -> Thread.ofVirtual().unstarted(() -> awaitQuietly(never)),
            NanoClock.system());
    Thread.currentThread().interrupt();

    assertThatThrownBy(provider::prepare).isInstanceOf(InterruptedException.class);
    never.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes server sockets that remember what they are told. */
  private static final class Doors extends ServerSocketFactory {
    final List<ServerSocket> opened = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);

    boolean haveEnded() {
      return ended.getCount() == 0;
    }

    /** On a drowned machine it takes longer than anybody waits for it who prepares. */
    void awaitEnd() throws InterruptedException {
      assertThat(ended.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("the warm-up ended")
          .isTrue();
    }

    String heard() {
      return heard.toString(StandardCharsets.UTF_8);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      ServerSocket door =
          new ServerSocket(port, backlog, address) {
            @Override
            public Socket accept() throws IOException {
              Socket caller = new ListeningSocket(heard);
              implAccept(caller);
              return caller;
            }

            @Override
            public void close() throws IOException {
              super.close();
              ended.countDown();
            }
          };
      opened.add(door);
      return door;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      throw new IOException("on every address of this machine");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      throw new IOException("on every address of this machine");
    }
  }

  private static final class ListeningSocket extends Socket {
    private final OutputStream heard;

    ListeningSocket(OutputStream heard) {
      this.heard = heard;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int count = super.read(bytes, offset, length);
          if (count > 0) {
            heard.write(bytes, offset, count);
          }
          return count;
        }
      };
    }
  }

  /** A machine that lets nobody listen. */
  private static final class RefusingDoors extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      throw new ConnectException("refused");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      throw new ConnectException("refused");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      throw new ConnectException("refused");
    }
  }
}
