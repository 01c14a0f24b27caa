package app.diptych.gateway;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * The one HTTP client every gateway shares. What it does not do matters:
 *
 * <ul>
 *   <li>It never sends a request twice: retrying is decided in one place, outside.
 *   <li>It follows no redirect, so a key goes to the origin it belongs to and nowhere else.
 *   <li>It keeps no idle connection and speaks HTTP/1.1, so each call opens a connection of its
 *       own. Two sides of a comparison then pay the same set-up, neither waits for bytes of the
 *       other, and none meets a connection that went stale.
 * </ul>
 */
public final class GatewayHttp {
  private final OkHttpClient client;
  private final GatewayTimeouts timeouts;

  private GatewayHttp(OkHttpClient client, GatewayTimeouts timeouts) {
    this.client = client;
    this.timeouts = timeouts;
  }

  public static GatewayHttp create() {
    return create(GatewayTimeouts.DEFAULTS);
  }

  public static GatewayHttp create(GatewayTimeouts timeouts) {
    return new GatewayHttp(client(timeouts), timeouts);
  }

  /** A client like this one, with other limits. */
  public GatewayHttp with(GatewayTimeouts other) {
    return create(other);
  }

  OkHttpClient client() {
    return client;
  }

  GatewayTimeouts timeouts() {
    return timeouts;
  }

  private static OkHttpClient client(GatewayTimeouts timeouts) {
    return new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .connectTimeout(timeouts.connect())
        .readTimeout(timeouts.firstByte())
        .addNetworkInterceptor(chain -> answer(chain, timeouts))
        .writeTimeout(timeouts.silence())
        .callTimeout(timeouts.whole())
        .build();
  }

  /** The client knows one limit for every read; once an answer has begun, another one holds. */
  private static Response answer(Interceptor.Chain chain, GatewayTimeouts timeouts)
      throws IOException {
    Response response = chain.proceed(chain.request());
    Objects.requireNonNull(chain.connection())
        .socket()
        .setSoTimeout(Math.toIntExact(timeouts.silence().toMillis()));
    return response;
  }
}
