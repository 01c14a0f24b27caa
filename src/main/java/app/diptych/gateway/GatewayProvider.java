package app.diptych.gateway;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model behind an OpenAI-compatible gateway. The time of an answer counts from just before
 * the call, so that setting up the connection is part of it.
 */
public final class GatewayProvider implements Provider {
  private final GatewayProfile profile;
  private final @Nullable ApiKey key;
  private final GatewayHttp http;
  private final ThreadFactory threads;
  private final NanoClock clock;
  private final Map<String, Boolean> switches;

  /**
   * @param key null for a gateway that asks for none
   * @param threads makes one thread for each call, which reads its socket
   * @param clock stamps the events
   */
  public GatewayProvider(
      GatewayProfile profile,
      @Nullable ApiKey key,
      GatewayHttp http,
      ThreadFactory threads,
      NanoClock clock) {
    this(profile, key, http, threads, clock, Map.of());
  }

  /**
   * @param switches fields of the request beyond those of OpenAI, which only this gateway knows
   */
  public GatewayProvider(
      GatewayProfile profile,
      @Nullable ApiKey key,
      GatewayHttp http,
      ThreadFactory threads,
      NanoClock clock,
      Map<String, Boolean> switches) {
    this.profile = profile;
    this.key = key;
    this.http = http;
    this.threads = threads;
    this.clock = clock;
    this.switches = Map.copyOf(switches);
  }

  /**
   * Says why the key must not be sent to this gateway; {@link #start} fails the same way. The first
   * time it also warms the way to a gateway, without speaking to this one, so that the first answer
   * of a process is measured like any other: usually about a second, seven at the very most.
   */
  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    Optional<Failure> refusal = refusal();
    if (refusal.isEmpty()) {
      http.warmUp(profile.completions().isHttps(), threads, clock);
    }
    return refusal;
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    GatewayCall call = new GatewayCall(this, request, sink, threads, clock);
    call.start();
    return call;
  }

  public GatewayProfile profile() {
    return profile;
  }

  Optional<Failure> refusal() {
    return profile.refusalOf(key);
  }

  GatewayHttp http() {
    return http;
  }

  Request request(CompletionRequest request) {
    Request.Builder http = Exchange.request(profile.completions(), key);
    profile.addHeaders(http);
    return http.header("Accept", "text/event-stream, application/json;q=0.5")
        .post(ChatRequest.body(request, profile.maxTokensField(), switches))
        .build();
  }

  Addressee addressee(CompletionRequest request) {
    return new Addressee(
        profile.id(), profile.completions(), request.model(), key != null, new UntrustedText(key));
  }
}
