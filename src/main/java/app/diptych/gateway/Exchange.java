package app.diptych.gateway;

import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One HTTP request and its response, up to where the good body begins. */
final class Exchange {
  private static final long MOST_ERROR_BODY = 64 * 1024;
  private static final Duration ERROR_BODY_PATIENCE = Duration.ofSeconds(5);

  /** A limit of zero would be none. */
  private static final long SHORTEST_WAIT = 1_000_000;

  private final GatewayHttp http;
  private final Addressee to;
  private final NanoClock clock;
  private final ServerTimes server;
  private final PhaseWatch watch;
  private final Call call;
  private boolean answering;

  Exchange(GatewayHttp http, Request request, Addressee to, NanoClock clock) {
    this.http = http;
    this.to = to;
    this.clock = clock;
    this.server = new ServerTimes(to.text());
    this.watch = new PhaseWatch(clock, server);
    this.call = http.client().newCall(request);
    this.call.addEventListener(watch);
  }

  /** What every request of this room has in common. */
  static Request.Builder request(HttpUrl url, @Nullable ApiKey key) {
    Request.Builder builder = new Request.Builder().url(url).header("User-Agent", "Diptych");
    // Without this the client asks for gzip, and a compressed stream may arrive in lumps.
    builder.header("Accept-Encoding", "identity");
    if (key != null) {
      builder.header("Authorization", key.authorization());
    }
    return builder;
  }

  /** What reads the body of a good response. */
  interface BodyReader {
    /**
     * @param readAtNanos the clock's reading when the read returned that brought the first of it
     */
    void read(BufferedSource body, @Nullable MediaType type, long readAtNanos)
        throws IOException, GatewayException;
  }

  /**
   * Sends the request and has the body read.
   *
   * @throws GatewayException for everything that goes wrong
   */
  void run(BodyReader reader) throws GatewayException {
    try (Response response = call.execute()) {
      BufferedSource plain = response.body().source();
      if (response.isSuccessful()) {
        awaitFirstByte(plain);
      }
      // Before anything else is done, which is not the model's time.
      long readAtNanos = clock.nanos();
      answering = true;
      plain.timeout().timeout(http.timeouts().silence().toNanos(), TimeUnit.NANOSECONDS);
      BufferedSource body = Unpacked.of(plain, response.header("Content-Encoding"));
      if (!response.isSuccessful()) {
        throw new GatewayException(rejection(response, body), response.code());
      }
      reader.read(body, response.body().contentType(), readAtNanos);
    } catch (IOException exception) {
      NetworkFailures network = new NetworkFailures(to, http.timeouts());
      throw new GatewayException(network.of(exception, phaseOf(exception), watch.proxy()));
    }
  }

  /** Headers are no answer yet: who sends them and nothing else has not begun. */
  private void awaitFirstByte(BufferedSource plain) throws IOException {
    long left = http.timeouts().firstByte().toNanos() - watch.waited();
    plain.timeout().timeout(Math.max(SHORTEST_WAIT, left), TimeUnit.NANOSECONDS);
    plain.request(1);
  }

  private CallPhase phaseOf(IOException exception) {
    boolean late = exception instanceof SocketTimeoutException && !answering;
    return late && watch.phase() == CallPhase.ANSWERING ? CallPhase.WAITING : watch.phase();
  }

  PhaseWatch watch() {
    return watch;
  }

  ServerTimes server() {
    return server;
  }

  void cancel() {
    call.cancel();
  }

  private Failure rejection(Response response, BufferedSource body) {
    HttpUrl elsewhere = response.isRedirect() ? target(response) : null;
    if (elsewhere != null) {
      return new Failure.InvalidRequest(
          "%s sends requests on to %s, which was not followed."
              .formatted(to.gateway(), to.text().name(elsewhere.toString())),
          "If you trust that address, make it the base URL.");
    }
    return new Rejection(
            response.code(),
            false,
            error(body),
            RetryAfter.in(response.headers(), clock).orElse(null))
        .failure(to);
  }

  private static @Nullable HttpUrl target(Response response) {
    String location = response.header("Location");
    return location == null ? null : response.request().url().resolve(location);
  }

  private static GatewayError error(BufferedSource body) {
    Buffer start = new Buffer();
    body.timeout().deadline(ERROR_BODY_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    try {
      while (start.size() < MOST_ERROR_BODY
          && body.read(start, MOST_ERROR_BODY - start.size()) >= 0) {
        // Reads on.
      }
    } catch (IOException cut) {
      // The status says enough, and what came of the explanation is shown.
      return error(start.readByteArray());
    }
    return error(start.readByteArray());
  }

  private static GatewayError error(byte[] bytes) {
    GatewayError error = ErrorReader.read(bytes, 0, bytes.length);
    if (!error.equals(GatewayError.UNEXPLAINED)) {
      return error;
    }
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    // Pages and documents are for machines; a plain sentence is for people.
    boolean plain = !text.isEmpty() && "<{[".indexOf(text.charAt(0)) < 0;
    return plain ? GatewayError.saying(text) : error;
  }
}
