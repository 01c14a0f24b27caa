package app.diptych.promise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.app.TestCommandLine;
import app.diptych.app.TestCommandLine.Result;
import app.diptych.app.TestThreads;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.gateway.ApiKey;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayProvider;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.SideState;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The promise: no wrong success. An answer that did not come to its end is never told as one,
 * wherever and however it broke off; what came is kept.
 */
@Timeout(300)
class NoWrongSuccessTest {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  private static final String FIRST =
      "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hé\"}}]}\n\n";
  private static final String SECOND =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"llo\"}}]}\n\n";
  private static final String STOP =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  /** What a gateway may send instead of an end, each with two words before it. */
  private static Map<String, String> wrongEnds() {
    String error = "data: {\"error\":{\"message\":\"overloaded\",\"code\":529}}\n\n";
    String begun = HEAD + FIRST + SECOND;
    Map<String, String> ends = new LinkedHashMap<>();
    ends.put("nothing", begun);
    ends.put("[DONE] without a reason", begun + DONE);
    ends.put("an error", begun + error);
    ends.put("an error, then [DONE]", begun + error + DONE);
    ends.put("an error, then a reason", begun + error + STOP + DONE);
    ends.put("the reason error", begun + STOP.replace("\"stop\"", "\"error\"") + DONE);
    ends.put("a torn chunk, then a reason", begun + "data: {\"choices\":[{\n\n" + STOP + DONE);
    ends.put(
        "usage alone",
        begun
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n"
            + DONE);
    ends.put("a reason whose event is not closed", begun + STOP.strip());
    ends.put(
        "a page", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>");
    ends.put("an empty stream", HEAD);
    ends.put("[DONE] at once", HEAD + DONE);
    ends.put("an error at once", HEAD + error + DONE);
    ends.put("no body", "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    return ends;
  }

  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final TestThreads threads = new TestThreads();
  private final NanoClock clock = NanoClock.system();

  @TempDir Path home;
  private ServerSocket server;
  private volatile byte[] answer = new byte[0];

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    workers.execute(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    workers.shutdownNow();
    threads.close();
  }

  @Test
  void isNeverFinishedWhereverTheBytesEnd() throws Exception {
    byte[] whole = (HEAD + FIRST + SECOND + STOP + DONE).getBytes(UTF_8);
    int end = (HEAD + FIRST + SECOND + STOP).getBytes(UTF_8).length;
    GatewayHttp http = GatewayHttp.create();
    for (int length = 0; length <= whole.length; length++) {
      answer = java.util.Arrays.copyOf(whole, length);
      Answer side = ask(http);
      String where = "cut at " + length;
      if (length < end) {
        assertThat(side.state()).as(where).isEqualTo(SideState.FAILED);
        assertThat(side.failure()).as(where).isInstanceOf(Failure.ConnectionLost.class);
        assertThat(side.finishReason()).as(where).isNull();
        assertThat("Héllo").as(where).startsWith(side.text());
      } else {
        assertThat(side.state()).as(where).isEqualTo(SideState.FINISHED);
        assertThat(side.text()).as(where).isEqualTo("Héllo");
      }
    }
  }

  @Test
  void isNeverFinishedForTheWholeProgramHoweverItBreaksOff() throws IOException {
    for (Map.Entry<String, String> end : wrongEnds().entrySet()) {
      String how = end.getKey();
      answer = end.getValue().getBytes(UTF_8);
      Result result = compare();
      assertThat(result.exit()).as(how + ": " + result.err()).isEqualTo(1);
      JsonNode side = JsonMapper.builder().build().readTree(result.out()).at("/sides/A");
      assertThat(side.path("finishReason").isNull()).as(how).isTrue();
      assertThat(side.at("/failure/kind").asString()).as(how).isNotEmpty();
      assertThat(side.at("/failure/hint").asString()).as(how).isNotEmpty();
      if (end.getValue().contains("llo")) {
        assertThat(side.path("text").asString()).as(how).isEqualTo("Héllo");
      }
    }
  }

  @Test
  void isFinishedWhenTheGatewaySaysSo() throws IOException {
    answer = (HEAD + FIRST + SECOND + STOP + DONE).getBytes(UTF_8);
    Result result = compare();
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(
            JsonMapper.builder()
                .build()
                .readTree(result.out())
                .at("/sides/A/finishReason")
                .asString())
        .isEqualTo("stop");
  }

  private Result compare() {
    return new TestCommandLine(home, Map.of())
        .run(
            "compare",
            "-p",
            "hi",
            "--a",
            "gate/m",
            "--b",
            "gate/m",
            "--gateway",
            "gate=" + url(),
            "--json");
  }

  private Answer ask(GatewayHttp http) throws Exception {
    GatewayProvider provider =
        new GatewayProvider(
            GatewayProfile.of("gate", url()),
            ApiKey.of("sk-0123456789"),
            http,
            threads.gateway(),
            clock);
    CompletionRequest request =
        new CompletionRequest(
            "m", java.util.List.of(Message.user("hi")), Sampling.providerDefaults());
    return new TrialRunner(workers, clock)
        .start(
            Map.of(Side.A, new SideSetup("gate/m", false, provider, request)), TrialListener.NONE)
        .await()
        .answers()
        .get(Side.A);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        read(socket);
        socket.getOutputStream().write(answer);
        socket.getOutputStream().flush();
      } catch (IOException closed) {
        // The next one, or the test is over.
      }
    }
  }

  /** Reads the request whole: closing a socket with bytes unread would break off our answer too. */
  private static void read(Socket socket) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    for (int i = 0; i < length; i++) {
      if (in.read() < 0) {
        return;
      }
    }
  }
}
