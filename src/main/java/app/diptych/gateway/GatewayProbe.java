package app.diptych.gateway;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.Sampling;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tries a gateway step by step: is it there, is the way to it safe, does it take the key, which
 * models has it, and does one of them answer. The last step asks for one token, which may cost as
 * much. One check each; it can be cancelled from another thread.
 */
public final class GatewayProbe {
  /** Short, because somebody sits and waits. */
  private static final GatewayTimeouts LIMITS =
      new GatewayTimeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          Duration.ofSeconds(20));

  /** A model may have to be loaded before it gives its one token. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

  /** A limit lets everybody through in the end. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** A short question and one token, about. */
  private static final long CALL_TOKENS = 16;

  private static final int REFUSED = 401;
  private static final int FORBIDDEN = 403;

  /** Models that do not chat, by what is usually part of their names. */
  private static final Pattern NO_CHAT =
      Pattern.compile(
          "(?i).*(embed|whisper|tts|dall-e|image|moderation|rerank|speech|transcri|audio|realtime"
              + "|guard|flux|sora|ocr).*");

  private final GatewayProfile profile;
  private final @Nullable ApiKey key;
  private final GatewayHttp http;
  private final Turns turns;
  private final ThreadFactory threads;
  private final NanoClock clock;
  private final Accounts accounts;
  private final Consumer<ProbeResult> listener;
  private final ProbeWatch watch;
  private final Map<ProbeStep, ProbeResult> results = new EnumMap<>(ProbeStep.class);
  private volatile @Nullable Call call;
  private volatile Turns.@Nullable Turn turn;

  /** Whoever has to know of the one request of a check that may be charged. */
  @FunctionalInterface
  public interface Accounts {
    /** Nobody keeps any. */
    Accounts NONE = (_, provider) -> provider;

    /**
     * The same provider, whose requests may be refused before they are sent, and are noted. Whoever
     * waits for a call of it waits until it is noted.
     *
     * @param model to be asked, as the user names it: {@code GATEWAY/MODEL}
     */
    Provider of(String model, Provider provider);
  }

  /**
   * @param key null for a gateway that asks for none
   * @param turns lets each request of the check queue with everything else for this gateway
   * @param threads makes the thread that reads the answer of the call
   * @param accounts are asked before that call, and told what came of it
   * @param listener is told each step as soon as it is known; a later result of the same step
   *     replaces the earlier one
   */
  public GatewayProbe(
      GatewayProfile profile,
      @Nullable ApiKey key,
      GatewayHttp http,
      Turns turns,
      ThreadFactory threads,
      NanoClock clock,
      Accounts accounts,
      Consumer<ProbeResult> listener) {
    this.profile = profile;
    this.key = key;
    this.http = http;
    this.turns = turns;
    this.threads = threads;
    this.clock = clock;
    this.accounts = accounts;
    this.listener = listener;
    this.watch = new ProbeWatch(clock);
  }

  /** Ends it early; what is not known yet fails as stopped. */
  public void cancel() {
    watch.cancel();
    Turns.Turn queued = turn;
    if (queued != null) {
      queued.cancel();
    }
    Call running = call;
    if (running != null) {
      running.cancel();
    }
  }

  /**
   * Runs all steps and returns their results in order. Blocks for as long as that takes.
   *
   * @param model what to call, as the user names it; empty for one that is likely to do
   */
  public List<ProbeResult> run(String model) throws InterruptedException {
    Failure refusal = profile.refusalOf(key).orElse(null);
    if (refusal != null) {
      tell(ProbeResult.failed(ProbeStep.KEY, null, refusal));
      return rest("Nothing was sent.");
    }
    http.warmUp(profile.models().isHttps(), threads, clock);
    if (!queue(ProbeStep.REACH, 0)) {
      return rest("Stopped.");
    }
    ModelListing listing = list();
    long listed = clock.nanos();
    Failure failure = failureOf(listing);
    if (!reached(failure)) {
      return rest("Not tried, because the gateway was not reached.");
    }
    if (!taken(failure)) {
      return rest("Not tried, because of the key.");
    }
    List<String> ids = listing instanceof ModelListing.Models(List<String> all) ? all : List.of();
    if (failure == null) {
      Duration took = between(watch.answered(), listed);
      tell(ProbeResult.fine(ProbeStep.MODELS, took, "It lists " + count(ids.size()) + "."));
    } else {
      tell(ProbeResult.failed(ProbeStep.MODELS, between(watch.acquired(), listed), failure));
    }
    call(model, ids);
    return rest("Stopped.");
  }

  /** Waits for the turn of that step's request; false when it was stopped meanwhile. */
  private boolean queue(ProbeStep step, long tokens) throws InterruptedException {
    Turns.Turn next =
        turns.of(
            profile,
            tokens,
            wait ->
                listener.accept(
                    ProbeResult.waiting(
                        step,
                        "Waits for its turn, about %d s: other requests to %s come first."
                            .formatted(wait.plusMillis(999).toSeconds(), profile.id()))));
    turn = next;
    if (watch.isCancelled()) {
      return false;
    }
    return next.await(LONGEST_WAIT) == null;
  }

  private void end(@Nullable Failure failure) {
    Turns.Turn over = turn;
    if (over != null) {
      over.end(failure);
    }
  }

  private ModelListing list() {
    ModelListing listing = new ModelListing.Unavailable(new Failure.Cancelled());
    try {
      GatewayModels models = new GatewayModels(http.with(LIMITS).watchedBy(watch), clock);
      listing = models.list(profile, key);
    } finally {
      end(failureOf(listing));
    }
    return listing;
  }

  private static @Nullable Failure failureOf(ModelListing listing) {
    return listing instanceof ModelListing.Unavailable(Failure why) ? why : null;
  }

  private boolean reached(@Nullable Failure failure) {
    boolean secure = profile.models().isHttps();
    long there = secure ? watch.connected() : watch.acquired();
    if (there == 0) {
      tell(
          ProbeResult.failed(
              ProbeStep.REACH, between(watch.begun(), clock.nanos()), known(failure)));
      return false;
    }
    tell(
        ProbeResult.fine(
            ProbeStep.REACH,
            between(watch.begun(), there),
            "Connected to " + profile.origin() + "."));
    if (!secure) {
      tell(
          ProbeResult.skipped(
              ProbeStep.TLS,
              profile.isLoopback()
                  ? "Plain http, which stays on this machine."
                  : "Plain http: everything can be read on the way."));
    } else if (watch.acquired() == 0) {
      tell(ProbeResult.failed(ProbeStep.TLS, between(there, clock.nanos()), known(failure)));
      return false;
    } else {
      tell(
          ProbeResult.fine(
              ProbeStep.TLS,
              between(there, watch.secured()),
              watch.tls() + ", and the certificate is trusted."));
    }
    return true;
  }

  private boolean taken(@Nullable Failure failure) {
    Duration took = watch.answered() == 0 ? null : between(watch.acquired(), watch.answered());
    if (failure != null && (watch.status() == REFUSED || watch.status() == FORBIDDEN)) {
      tell(ProbeResult.failed(ProbeStep.KEY, took, failure));
      return false;
    }
    if (failure != null || took == null) {
      tell(ProbeResult.skipped(ProbeStep.KEY, "The list did not show whether it is accepted."));
    } else {
      tell(
          ProbeResult.fine(
              ProbeStep.KEY,
              took,
              key == null ? "None is set, and none is asked for." : "The gateway accepts it."));
    }
    return true;
  }

  private void call(String wanted, List<String> ids) throws InterruptedException {
    String model = wanted.isEmpty() ? likely(ids).orElse("") : wanted;
    if (watch.isCancelled()) {
      return;
    }
    if (model.isEmpty()) {
      tell(
          ProbeResult.skipped(
              ProbeStep.CALL, "No model is known to call: name one, or give it an alias."));
      return;
    }
    CompletionRequest request =
        new CompletionRequest(
            profile.idOf(model),
            List.of(Message.user("Hi")),
            new Sampling(null, null, 1, null, List.of()));
    AtomicReference<CompletionEvent> last = new AtomicReference<>();
    GatewayHttp patient =
        http.with(
            new GatewayTimeouts(LIMITS.connect(), LONGEST_CALL, LIMITS.silence(), LONGEST_CALL));
    if (!queue(ProbeStep.CALL, CALL_TOKENS)) {
      return;
    }
    long begun = clock.nanos();
    Call running =
        accounts
            .of(
                profile.id() + "/" + model,
                new GatewayProvider(profile, key, patient, threads, clock))
            .start(
                request,
                (event, _) -> {
                  if (event.isLast()) {
                    last.set(event);
                  }
                });
    call = running;
    if (watch.isCancelled()) {
      running.cancel();
    }
    try {
      running.await();
    } finally {
      end(last.get() instanceof Failed(Failure failure) ? failure : null);
    }
    called(model, last.get(), between(begun, clock.nanos()));
  }

  private void called(String model, @Nullable CompletionEvent last, Duration took) {
    if (last instanceof Finished) {
      tell(ProbeResult.fine(ProbeStep.CALL, took, model + " answered."));
      return;
    }
    Failure failure = last instanceof Failed failed ? failed.failure() : new Failure.Cancelled();
    if (failure instanceof Failure.Unauthorized) {
      // Many list their models to anybody, so only this tells.
      tell(ProbeResult.failed(ProbeStep.KEY, took, failure));
    }
    tell(ProbeResult.failed(ProbeStep.CALL, took, failure));
  }

  private Optional<String> likely(List<String> ids) {
    return profile.aliases().values().stream()
        .filter(id -> ids.isEmpty() || ModelNames.has(ids, id))
        .findFirst()
        .or(() -> ids.stream().filter(id -> !NO_CHAT.matcher(id).matches()).findFirst());
  }

  private void tell(ProbeResult result) {
    results.put(result.step(), result);
    listener.accept(result);
  }

  /** Skips what has no result, for that reason. */
  private List<ProbeResult> rest(String why) {
    for (ProbeStep step : ProbeStep.values()) {
      if (!results.containsKey(step)) {
        tell(ProbeResult.skipped(step, why));
      }
    }
    return List.copyOf(results.values());
  }

  private Failure known(@Nullable Failure failure) {
    return failure == null || watch.isCancelled() ? new Failure.Cancelled() : failure;
  }

  private static String count(int models) {
    return models == 1 ? "1 model" : "%,d models".formatted(models);
  }

  private static Duration between(long from, long to) {
    return Duration.ofNanos(from == 0 ? 0 : Math.max(0, to - from));
  }
}
