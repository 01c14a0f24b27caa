package app.diptych.gateway;

import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

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
  private final Supplier<OkHttpClient> maker;
  private final GatewayTimeouts timeouts;

  private final WarmUp plain;
  private final WarmUp secure;
  private @Nullable OkHttpClient made;

  /**
   * @param maker makes the client for its first call: hundreds of classes that a start without one
   *     need not wait for
   */
  private GatewayHttp(
      Supplier<OkHttpClient> maker, GatewayTimeouts timeouts, WarmUp plain, WarmUp secure) {
    this.maker = maker;
    this.timeouts = timeouts;
    this.plain = plain;
    this.secure = secure;
  }

  public static GatewayHttp create() {
    return create(GatewayTimeouts.DEFAULTS);
  }

  public static GatewayHttp create(GatewayTimeouts timeouts) {
    return create(timeouts, ServerSocketFactory.getDefault());
  }

  /**
   * @param warmUp makes the loopback sockets of the warm-up
   */
  static GatewayHttp create(GatewayTimeouts timeouts, ServerSocketFactory warmUp) {
    return new GatewayHttp(
        maker(timeouts), timeouts, new WarmUp(false, warmUp), new WarmUp(true, warmUp));
  }

  /** A client like this one, with other limits. What is warm stays warm. */
  public GatewayHttp with(GatewayTimeouts other) {
    return other.equals(timeouts) ? this : new GatewayHttp(maker(other), other, plain, secure);
  }

  /** A client like this one, whose calls tell that listener how far they have come. */
  GatewayHttp watchedBy(EventListener listener) {
    return new GatewayHttp(
        () -> client().newBuilder().eventListener(listener).build(), timeouts, plain, secure);
  }

  /** Waits until the way to a gateway of that scheme has been used once: see {@link WarmUp}. */
  void warmUp(boolean https, ThreadFactory threads, NanoClock clock) throws InterruptedException {
    (https ? secure : plain).await(this, threads, clock);
  }

  /** A client like this one for servers on this machine, whose calls no proxy may see. */
  public GatewayHttp withoutProxy() {
    return new GatewayHttp(
        () -> client().newBuilder().proxy(Proxy.NO_PROXY).build(), timeouts, plain, secure);
  }

  /**
   * This client for calls inside this process, which no proxy may see.
   *
   * @param tls null for plain HTTP
   */
  GatewayHttp onLoopback(@Nullable LoopbackTls tls, Duration longestCall) {
    OkHttpClient.Builder here =
        client().newBuilder().proxy(Proxy.NO_PROXY).callTimeout(longestCall);
    if (tls != null) {
      tls.trustedBy(here);
    }
    return new GatewayHttp(here::build, timeouts, plain, secure);
  }

  /** The client itself, made by whoever asks first. */
  synchronized OkHttpClient client() {
    OkHttpClient there = made;
    if (there == null) {
      there = maker.get();
      made = there;
    }
    return there;
  }

  GatewayTimeouts timeouts() {
    return timeouts;
  }

  /** The proxies are those of now, whenever the client is made. */
  private static Supplier<OkHttpClient> maker(GatewayTimeouts timeouts) {
    ProxySelector proxies = ProxySelector.getDefault();
    return () -> client(timeouts, proxies);
  }

  private static OkHttpClient client(GatewayTimeouts timeouts, @Nullable ProxySelector proxies) {
    OkHttpClient.Builder builder = new OkHttpClient.Builder();
    if (proxies != null) {
      builder.proxySelector(proxies);
    }
    return builder
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

  /**
   * The client knows one limit for every read; in the body first the rest of the one for the first
   * byte holds and then that for silence, which {@link Exchange} sees to. The socket's own limit
   * must not be reached before either.
   */
  private static Response answer(Interceptor.Chain chain, GatewayTimeouts timeouts)
      throws IOException {
    Response response = chain.proceed(chain.request());
    Duration longer =
        timeouts.silence().compareTo(timeouts.firstByte()) < 0
            ? timeouts.firstByte()
            : timeouts.silence();
    Objects.requireNonNull(chain.connection())
        .socket()
        .setSoTimeout(Math.toIntExact(longer.toMillis()));
    return response;
  }
}
