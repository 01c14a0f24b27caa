package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.completion.RecordedEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each limit reached on a real socket: its own sentence, where to change it, the partial kept. */
class GatewayTimeoutsTest {
  private static final long PATIENT = 20_000;
  private static final long SHORT = 300;

  @Test
  void saysThatNobodyTookTheConnection() throws Exception {
    // Linux answers no knock once the queue of a socket that nobody accepts from is full.
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    List<Socket> queue = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int place = 0; place < 3; place++) {
        Socket waiting = new Socket();
        queue.add(waiting);
        knock(waiting, deaf);
      }

      Failure failure = ask(url("http", deaf), SHORT, PATIENT, PATIENT, PATIENT).failure();

      assertThat(failure).isInstanceOf(Failure.TimedOut.class);
      assertThat(failure.message())
          .isEqualTo(
              "127.0.0.1:%d did not take the connection within 300 ms."
                  .formatted(deaf.getLocalPort()));
      assertThat(failure.hint()).endsWith("\"Connect\" of gate in Settings > Gateways.");
    } finally {
      for (Socket waiting : queue) {
        waiting.close();
      }
    }
  }

  @Test
  void saysThatTheHandshakeTookTooLong() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Failure failure = ask(url("https", silent), PATIENT, SHORT, PATIENT, PATIENT).failure();

      assertThat(failure).isInstanceOf(Failure.TimedOut.class);
      assertThat(failure.message()).endsWith("did not finish the TLS handshake within 300 ms.");
      assertThat(failure.hint()).endsWith("\"First byte\" of gate in Settings > Gateways.");
    }
  }

  @Test
  void saysThatTheRequestWasNotTaken() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Provider provider =
          Gateways.provider(
              url("http", deaf),
              Gateways.HTTP.with(Gateways.timeouts(PATIENT, PATIENT, SHORT, PATIENT)));

      // Larger than what the two ends of a connection buffer.
      Failure failure =
          RecordedEvents.of(provider, Gateways.asking("x".repeat(7_900_000))).failure();

      assertThat(failure).isInstanceOf(Failure.TimedOut.class);
      assertThat(failure.message()).endsWith("did not take the request within 300 ms.");
      assertThat(failure.hint()).endsWith("\"Silence\" of gate in Settings > Gateways.");
    }
  }

  @Test
  void saysThatTheAnswerDidNotBegin() throws Exception {
    try (RawServer server = new RawServer((_, _) -> {})) {
      server.answerWith((_, _) -> server.stall());
      Failure failure = ask(server.url(), PATIENT, SHORT, PATIENT, PATIENT).failure();

      assertThat(failure.message()).isEqualTo("gate did not begin to answer within 300 ms.");
      assertThat(failure.hint()).endsWith("\"First byte\" of gate in Settings > Gateways.");
    }
  }

  @Test
  void headersAloneAreNoBeginning() throws Exception {
    try (RawServer server = new RawServer((_, _) -> {})) {
      server.answerWith((_, out) -> {
        RawServer.write(out, RawServer.HEAD);
        server.stall();
      });
      Failure failure = ask(server.url(), PATIENT, SHORT, PATIENT, PATIENT).failure();

      assertThat(failure).isInstanceOf(Failure.TimedOut.class);
      assertThat(failure.message()).isEqualTo("gate did not begin to answer within 300 ms.");
      assertThat(failure.hint()).endsWith("\"First byte\" of gate in Settings > Gateways.");
    }
  }

  @Test
  void waitsForTheFirstByteLongerThanForAnyOther() throws Exception {
    try (RawServer server = new RawServer((_, _) -> {})) {
      server.answerWith((_, out) -> {
        RawServer.write(out, RawServer.HEAD);
        server.pause(4 * SHORT);
        RawServer.write(out, Wire.delta("Hello"));
        server.stall();
      });
      RecordedEvents answer = ask(server.url(), PATIENT, PATIENT, SHORT, PATIENT);

      assertThat(answer.text()).isEqualTo("Hello");
      assertThat(answer.failure().message())
          .isEqualTo("gate fell silent for 300 ms while answering.");
    }
  }

  @Test
  void keepsWhatCameBeforeTheSilence() throws Exception {
    try (RawServer server = new RawServer((_, _) -> {})) {
      server.answerWith((_, out) -> {
        RawServer.write(out, RawServer.HEAD + Wire.delta("Hello"));
        server.stall();
      });
      RecordedEvents answer = ask(server.url(), PATIENT, PATIENT, SHORT, PATIENT);

      assertThat(answer.text()).isEqualTo("Hello");
      assertThat(answer.failure().message())
          .isEqualTo("gate fell silent for 300 ms while answering.");
      assertThat(answer.failure().hint()).endsWith("\"Silence\" of gate in Settings > Gateways.");
    }
  }

  @Test
  void keepsWhatCameBeforeTheCallWasOver() throws Exception {
    try (RawServer server = new RawServer((_, _) -> {})) {
      server.answerWith((_, out) -> {
        RawServer.write(out, RawServer.HEAD);
        while (true) {
          RawServer.write(out, Wire.delta("x"));
          server.pause(10);
        }
      });
      RecordedEvents answer = ask(server.url(), PATIENT, PATIENT, PATIENT, 4_000);

      assertThat(answer.text()).startsWith("x");
      assertThat(answer.failure().message()).isEqualTo("The answer was not complete after 4 s.");
      assertThat(answer.failure().hint())
          .endsWith("\"Whole call\" of gate in Settings > Gateways.");
    }
  }

  private static void knock(Socket socket, ServerSocket at) {
    try {
      socket.connect(at.getLocalSocketAddress(), 200);
    } catch (IOException full) {
      // Then the queue is full, which is what this is for.
    }
  }

  private static RecordedEvents ask(
      String url, long connect, long firstByte, long silence, long whole)
      throws InterruptedException {
    GatewayHttp http = Gateways.HTTP.with(Gateways.timeouts(connect, firstByte, silence, whole));
    return Gateways.ask(Gateways.provider(url, http));
  }

  private static String url(String scheme, ServerSocket socket) {
    return scheme + "://127.0.0.1:" + socket.getLocalPort() + "/v1";
  }
}
