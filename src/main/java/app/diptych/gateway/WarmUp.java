package app.diptych.gateway;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the first use of the whole path out of the measured time. The first call of a process loads
 * a thousand classes and runs them uncompiled, which takes a hundred milliseconds and more, several
 * hundred with TLS; all of it would be counted as the gateway's time. So, once per client and
 * scheme, before anything is measured, this room asks itself: real calls, through the same client
 * and the same reader, to a {@link WarmUpServer} on loopback. Nothing leaves this machine and no
 * key is in it.
 *
 * <p>It is a courtesy to the numbers, so whatever goes wrong in it is nobody's failure.
 */
final class WarmUp {
  /** Rounds after the first, which get the code compiled. */
  private static final int MOST_ROUNDS = 12;

  /** As many at once as a trial has sides, so that threads for both are there too. */
  private static final int CALLS_AT_ONCE = 2;

  /** No round begins after this. */
  private static final Duration PATIENCE = Duration.ofMillis(600);

  /** The longest one call may take; met only when something is stuck or the machine drowned. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(3);

  /** How long anybody waits for it; longer than all of it can take. */
  private static final Duration LONGEST = Duration.ofSeconds(7);

  private static final String LOCALHOST = "localhost";

  private static final CompletionRequest REQUEST =
      new CompletionRequest(
          "warm-up",
          List.of(Message.system("Be brief."), Message.user("Hello")),
          new Sampling(0.7, 0.9, 512, 1L, List.of("END")));

  private final boolean secure;
  private final ServerSocketFactory sockets;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * @param secure whether through TLS
   * @param sockets makes the socket of the server
   */
  WarmUp(boolean secure, ServerSocketFactory sockets) {
    this.secure = secure;
    this.sockets = sockets;
  }

  /**
   * Warms up if nobody has, and waits until it is done or has taken too long: at once when it is
   * done already. An interrupt ends the waiting only, because others may wait for it too.
   */
  void await(GatewayHttp http, ThreadFactory threads, NanoClock clock) throws InterruptedException {
    if (begun.compareAndSet(false, true)) {
      threads.newThread(() -> run(http, threads, clock)).start();
    }
    boolean _ = done.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(GatewayHttp http, ThreadFactory threads, NanoClock clock) {
    try {
      long start = clock.nanos();
      LoopbackTls tls = secure ? LoopbackTls.create() : null;
      String host = host();
      try (WarmUpServer server = new WarmUpServer(sockets, tls, threads)) {
        GatewayProvider provider = provider(http, tls, host + ":" + server.port(), threads, clock);
        round(provider, 1);
        for (int round = 0;
            round < MOST_ROUNDS && clock.nanos() - start < PATIENCE.toNanos();
            round++) {
          round(provider, CALLS_AT_ONCE);
        }
      }
    } catch (IOException | GeneralSecurityException | RuntimeException cannot) {
      // The first call will be slow, which is no reason to refuse it.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  /** By name, so that the resolver is used too, if that name really is this machine. */
  private static String host() throws IOException {
    boolean here =
        Stream.of(InetAddress.getAllByName(LOCALHOST)).allMatch(InetAddress::isLoopbackAddress);
    return here ? LOCALHOST : WarmUpServer.ADDRESS;
  }

  private static GatewayProvider provider(
      GatewayHttp http,
      @Nullable LoopbackTls tls,
      String authority,
      ThreadFactory threads,
      NanoClock clock) {
    URI url = URI.create((tls == null ? "http" : "https") + "://" + authority + "/v1");
    return new GatewayProvider(
        new GatewayProfile("warm-up", url),
        null,
        http.onLoopback(tls, LONGEST_CALL),
        threads,
        clock);
  }

  private static void round(GatewayProvider provider, int callsAtOnce) throws InterruptedException {
    List<Call> calls = new ArrayList<>();
    for (int call = 0; call < callsAtOnce; call++) {
      calls.add(provider.start(REQUEST, (_, _) -> {}));
    }
    for (Call call : calls) {
      call.await();
    }
  }
}
