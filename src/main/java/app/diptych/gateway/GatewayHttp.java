package app.diptych.gateway;

import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

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
    return new GatewayHttp(client(new OkHttpClient.Builder(), timeouts), timeouts);
  }

  /** The same client with other limits. */
  public GatewayHttp with(GatewayTimeouts other) {
    return new GatewayHttp(client(client.newBuilder(), other), other);
  }

  OkHttpClient client() {
    return client;
  }

  GatewayTimeouts timeouts() {
    return timeouts;
  }

  private static OkHttpClient client(OkHttpClient.Builder builder, GatewayTimeouts timeouts) {
    return builder
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .connectTimeout(timeouts.connect())
        .readTimeout(timeouts.firstByte())
        .writeTimeout(timeouts.silence())
        .callTimeout(timeouts.whole())
        .build();
  }
}
