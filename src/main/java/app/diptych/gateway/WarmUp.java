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
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the first use of the whole path out of the measured time. The first call of a process loads
 * a thousand classes and runs them uncompiled, which takes a hundred milliseconds and more, several
 * hundred with TLS; all of it would be counted as the gateway's time. So, once per process, before
 * anything is measured, this room asks itself: real calls, through the same client and the same
 * reader, to a {@link WarmUpServer} on loopback. Nothing leaves this machine and no key is in it.
 *
 * <p>It is a courtesy to the numbers, so whatever goes wrong in it is nobody's failure.
 */
final class WarmUp {
  /** After the first, the rest only gets more code compiled. */
  private static final int MOST_ROUNDS = 12;

  /** As many at once as a trial has sides, so that threads for both are there too. */
  private static final int CALLS_AT_ONCE = 2;

  /** No round begins after this. */
  private static final Duration PATIENCE = Duration.ofMillis(700);

  /** The longest one call may take; met only when something is stuck. */
  private static final Duration LONGEST_CALL = Duration.ofMillis(1_500);

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
  void await(GatewayHttp http, ThreadFactory threads, NanoClock clock)
      throws InterruptedException {
    if (begun.compareAndSet(false, true)) {
      threads.newThread(() -> run(http, threads, clock)).start();
    }
    boolean _ =
        done.await(PATIENCE.plus(LONGEST_CALL).plus(LONGEST_CALL).toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(GatewayHttp http, ThreadFactory threads, NanoClock clock) {
    try {
      long start = clock.nanos();
      LoopbackTls tls = secure ? LoopbackTls.create() : null;
      // The first look-up loads the resolver; this name is known to the machine itself.
      InetAddress.getAllByName("localhost");
      try (WarmUpServer server = new WarmUpServer(sockets, tls, threads)) {
        GatewayProvider provider = provider(http, tls, server.port(), threads, clock);
        int rounds = 0;
        do {
          round(provider);
          rounds++;
        } while (rounds < MOST_ROUNDS && clock.nanos() - start < PATIENCE.toNanos());
      }
    } catch (IOException | GeneralSecurityException | RuntimeException cannot) {
      // The first call will be slow, which is no reason to refuse it.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  private GatewayProvider provider(
      GatewayHttp http, @Nullable LoopbackTls tls, int port, ThreadFactory threads, NanoClock clock) {
    URI url = URI.create((secure ? "https" : "http") + "://127.0.0.1:" + port + "/v1");
    return new GatewayProvider(
        new GatewayProfile("warm-up", url), null, http.onLoopback(tls, LONGEST_CALL), threads, clock);
  }

  private static void round(GatewayProvider provider) throws InterruptedException {
    List<Call> calls = new ArrayList<>();
    for (int call = 0; call < CALLS_AT_ONCE; call++) {
      calls.add(provider.start(REQUEST, (_, _) -> {}));
    }
    for (Call call : calls) {
      call.await();
    }
  }
}
