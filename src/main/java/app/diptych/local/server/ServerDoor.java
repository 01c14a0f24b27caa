package app.diptych.local.server;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.gateway.ApiKey;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayProvider;
import app.diptych.gateway.GatewayTimeouts;
import app.diptych.gateway.LlamaServerStatus;
import app.diptych.gateway.LlamaServerStatus.Health;
import app.diptych.local.Patience;
import app.diptych.local.Printable;
import app.diptych.local.RunningEngine;
import app.diptych.local.Seeds;
import app.diptych.local.Sha256;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The way to one running llama-server: whether it is ready, what it runs, and its answers. */
final class ServerDoor {
  private static final Duration GLANCE = Duration.ofMillis(50);

  /** The server has said it when it is ready; a busy machine may read it later. */
  private static final Duration BACKEND_WAIT = Duration.ofSeconds(2);

  private static final int KEY_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final GatewayTimeouts QUESTION =
      new GatewayTimeouts(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  private final ServerProcess process;
  private final Tools tools;
  private final LlamaServerStatus status;
  private final GatewayProvider gateway;
  private volatile @Nullable Origin origin;
  private volatile @Nullable Integer context;

  /** What every server of a program is spoken to with. */
  record Tools(GatewayHttp http, ThreadFactory threads, NanoClock clock, Patience patience) {

    /** Tells the sink on a thread of its own, as a provider must. */
    Call refuse(Failure failure, CompletionSink sink) {
      CountDownLatch told = new CountDownLatch(1);
      threads
          .newThread(() -> {
            try {
              sink.accept(new Failed(failure), clock.nanos());
            } finally {
              told.countDown();
            }
          })
          .start();
      return new Call() {
        @Override
        public void cancel() {
          // It is over already.
        }

        @Override
        public void await() throws InterruptedException {
          told.await();
        }
      };
    }
  }

  /** What came of asking the server what it runs. */
  sealed interface Introduction {}

  /**
   * @param build as the server tells it; empty when it does not
   * @param backend what computes, from its log; null when the log does not tell
   * @param context tokens of context; null when it does not tell
   */
  record Facts(
      String build,
      @Nullable String backend,
      @Nullable Integer context,
      @Nullable String templateHash)
      implements Introduction {}

  /** It does not speak as llama-server does. */
  record Stranger(Failure failure) implements Introduction {}

  ServerDoor(
      ServerProcess process, int port, String key, String model, boolean promptCache, Tools tools) {
    this.process = process;
    this.tools = tools;
    GatewayProfile profile =
        new GatewayProfile(
            "llama-server", URI.create("http://" + ServerCommandLine.HOST + ":" + port + "/v1"));
    ApiKey secret = ApiKey.of(key);
    this.status =
        new LlamaServerStatus(profile, secret, tools.http().with(QUESTION).withoutProxy());
    Duration silence = tools.patience().silence();
    GatewayTimeouts answers =
        new GatewayTimeouts(QUESTION.connect(), silence, silence, Duration.ofDays(1));
    this.gateway =
        new GatewayProvider(
            profile,
            secret,
            tools.http().with(answers).withoutProxy(),
            tools.threads(),
            tools.clock(),
            Map.of("cache_prompt", promptCache));
  }

  /** A port of this machine that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket free =
        new ServerSocket(0, 1, InetAddress.ofLiteral(ServerCommandLine.HOST))) {
      return free.getLocalPort();
    }
  }

  static String randomKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  ServerProcess process() {
    return process;
  }

  /** Waits until the model is loaded, or tells why it is not. */
  Optional<Failure> awaitReady() throws InterruptedException {
    long deadline = tools.clock().nanos() + tools.patience().load().toNanos();
    while (status.health() != Health.READY) {
      if (process.awaitEnd(GLANCE)) {
        return Optional.of(ServerWords.notLoaded(process));
      }
      if (tools.clock().nanos() - deadline > 0) {
        return Optional.of(ServerWords.ended(process, "was not ready in time, so it was ended"));
      }
    }
    process.meet();
    // Who answers on that port must be the child, and not a stranger who took the port before it.
    return process.isAlive() ? Optional.empty() : Optional.of(ServerWords.notLoaded(process));
  }

  /** Asks what it runs. */
  Introduction facts() throws InterruptedException {
    return switch (status.properties()) {
      case LlamaServerStatus.Told told -> {
        LlamaServerStatus.Properties properties = told.properties();
        String template = properties.template();
        yield new Facts(
            Printable.text(properties.build()),
            process.log().backend(BACKEND_WAIT).orElse(null),
            properties.context() > 0 ? Integer.valueOf(properties.context()) : null,
            template == null || template.isEmpty() ? null : Sha256.of(template));
      }
      case LlamaServerStatus.Foreign foreign ->
          new Stranger(ServerWords.stranger(process, foreign.status()));
    };
  }

  /** Says who answers; before the first request. */
  void answerAs(Origin answerer, @Nullable Integer tokens) {
    origin = answerer;
    context = tokens;
  }

  /** What runs; empty before it was asked. */
  Optional<RunningEngine> running() {
    Origin answerer = origin;
    return answerer == null || answerer.engine() == null
        ? Optional.empty()
        : Optional.of(
            new RunningEngine(
                answerer.engine(), answerer.backend(), context, process.server().orElse(null)));
  }

  /** Uses the client once, so that the first answer does not pay for that. */
  void warmUpClient() throws InterruptedException {
    var _ = gateway.prepare();
  }

  Call ask(CompletionRequest request, CompletionSink sink) {
    Sampling sampling = Seeds.given(request.sampling());
    CompletionRequest seeded = request.with(sampling);
    return gateway.start(seeded, (event, at) -> sink.accept(mine(event, sampling.seed()), at));
  }

  /** An event of the gateway as one of this engine. */
  private CompletionEvent mine(CompletionEvent event, @Nullable Long seed) {
    Origin answerer = origin;
    if (event instanceof Started started && answerer != null) {
      return new Started(answerer.seeded(seed), started.sentAtNanos());
    }
    return event instanceof Failed failed
        ? new Failed(ServerWords.of(failed.failure(), process))
        : event;
  }
}
