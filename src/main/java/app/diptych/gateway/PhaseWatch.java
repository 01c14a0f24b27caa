package app.diptych.gateway;

import app.diptych.completion.CallPhases;
import app.diptych.timing.NanoClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Knows how far a call has come, because an exception does not tell, and how long each phase took.
 * Thread-safe: addresses of a host are tried at the same time.
 */
final class PhaseWatch extends EventListener {
  private final NanoClock clock;
  private final ServerTimes server;
  private final Map<InetSocketAddress, Long> tried = new HashMap<>();
  private volatile @Nullable String proxy;
  private volatile CallPhase phase = CallPhase.LOOKING_UP;

  private @Nullable Long zero;
  private @Nullable Long lookup;
  private @Nullable Long lookedUp;
  private @Nullable Long firstConnect;
  private @Nullable Long connect;
  private @Nullable Long connected;
  private @Nullable Long handshake;
  private @Nullable Long secured;
  private @Nullable Long sending;
  private @Nullable Long sent;
  private @Nullable Long answered;

  /**
   * @param server takes what the head of the response tells
   */
  PhaseWatch(NanoClock clock, ServerTimes server) {
    this.clock = clock;
    this.server = server;
  }

  /** Host and port of the proxy between here and the gateway; null when there is none. */
  @Nullable String proxy() {
    return proxy;
  }

  CallPhase phase() {
    return phase;
  }

  /**
   * Where the time went until that reading of the clock. A phase that was not over counts until
   * then.
   *
   * @return null when the call had not begun
   */
  synchronized @Nullable CallPhases phases(long untilNanos) {
    if (lookup == null && connect == null && sending == null) {
      return null;
    }
    return new CallPhases(
        late(),
        between(lookup, lookedUp, untilNanos),
        between(connect, connected, untilNanos),
        between(handshake, secured, untilNanos),
        between(sending, sent, untilNanos),
        between(sent, answered, untilNanos),
        between(answered, null, untilNanos),
        server.times());
  }

  /** Nanoseconds since the request was sent; 0 when it was not. */
  synchronized long waited() {
    Long from = sent;
    return from == null ? 0 : clock.nanos() - from;
  }

  /** The clock's reading at t0, from which on every latency of the call is counted. */
  synchronized void startsAt(long zeroNanos) {
    zero = zeroNanos;
  }

  /**
   * Nobody but this machine has to do with the time before the first phase, and between the end of
   * one and the beginning of the next up to the sending. Addresses that were tried in vain are not
   * in it.
   */
  private @Nullable Duration late() {
    if (zero == null) {
      return null;
    }
    Long begun = lookup != null ? lookup : firstConnect != null ? firstConnect : sending;
    long lost =
        gap(zero, begun)
            + (firstConnect == null ? 0 : gap(lookedUp, firstConnect))
            + gap(secured != null ? secured : connected, sending);
    return Duration.ofNanos(lost);
  }

  private static long gap(@Nullable Long from, @Nullable Long to) {
    return from == null || to == null ? 0 : Math.max(0, to - from);
  }

  @Override
  public synchronized void dnsStart(Call call, String host) {
    lookup = clock.nanos();
  }

  @Override
  public synchronized void dnsEnd(Call call, String host, List<InetAddress> addresses) {
    lookedUp = clock.nanos();
  }

  @Override
  public synchronized void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    phase = CallPhase.CONNECTING;
    this.proxy = proxy.type() == Proxy.Type.DIRECT ? null : text(proxy);
    long now = clock.nanos();
    tried.put(address, now);
    firstConnect = firstConnect == null ? Long.valueOf(now) : firstConnect;
    connect = connect == null ? Long.valueOf(now) : connect;
  }

  @Override
  public synchronized void secureConnectStart(Call call) {
    phase = CallPhase.SECURING;
    connected = clock.nanos();
    handshake = connected;
  }

  @Override
  public synchronized void secureConnectEnd(Call call, @Nullable Handshake made) {
    secured = clock.nanos();
  }

  @Override
  public synchronized void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    // Only the address that answered counts: another one may have been tried in vain before it.
    connect = tried.getOrDefault(address, clock.nanos());
    connected = handshake == null ? Long.valueOf(clock.nanos()) : connected;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    phase = CallPhase.SENDING;
  }

  @Override
  public synchronized void requestHeadersStart(Call call) {
    sending = clock.nanos();
  }

  @Override
  public synchronized void requestHeadersEnd(Call call, Request request) {
    boolean whole = request.body() == null;
    phase = whole ? CallPhase.WAITING : CallPhase.SENDING;
    sent = whole ? Long.valueOf(clock.nanos()) : null;
  }

  @Override
  public synchronized void requestBodyEnd(Call call, long byteCount) {
    phase = CallPhase.WAITING;
    sent = clock.nanos();
  }

  @Override
  public synchronized void responseHeadersEnd(Call call, Response response) {
    phase = CallPhase.ANSWERING;
    answered = clock.nanos();
    server.readHead(response.headers());
  }

  private static @Nullable String text(Proxy proxy) {
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : null;
  }

  private static @Nullable Duration between(
      @Nullable Long from, @Nullable Long to, long untilNanos) {
    if (from == null) {
      return null;
    }
    return Duration.ofNanos(Math.max(0, (to == null ? untilNanos : to) - from));
  }
}
