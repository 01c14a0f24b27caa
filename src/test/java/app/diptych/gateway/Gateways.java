package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.List;

/** Providers and requests for tests, and the promise that no event ever shows the key. */
final class Gateways {
  static final String SECRET = "sk-canary-0123456789-1a2b";
  static final ApiKey KEY = ApiKey.of(SECRET);
  static final CompletionRequest REQUEST = asking("Say hello.");
  static final GatewayHttp HTTP = GatewayHttp.create(timeouts(5_000, 20_000, 20_000, 60_000));

  private Gateways() {}

  static CompletionRequest asking(String prompt) {
    return new CompletionRequest(
        "model-7b", List.of(Message.user(prompt)), Sampling.providerDefaults());
  }

  static GatewayTimeouts timeouts(long connect, long firstByte, long silence, long whole) {
    return new GatewayTimeouts(
        Duration.ofMillis(connect),
        Duration.ofMillis(firstByte),
        Duration.ofMillis(silence),
        Duration.ofMillis(whole));
  }

  static GatewayProvider provider(String url) {
    return provider(url, HTTP);
  }

  static GatewayProvider provider(String url, GatewayHttp http) {
    return new GatewayProvider(
        GatewayProfile.of("gate", url),
        KEY,
        http,
        Thread.ofVirtual().factory(),
        NanoClock.system());
  }

  static GatewayProvider provider(String url, NanoClock clock) {
    return new GatewayProvider(
        GatewayProfile.of("gate", url), KEY, HTTP, Thread.ofVirtual().factory(), clock);
  }

  static RecordedEvents ask(String url) throws InterruptedException {
    return ask(provider(url));
  }

  static RecordedEvents ask(GatewayProvider provider) throws InterruptedException {
    RecordedEvents events = RecordedEvents.of(provider, REQUEST);
    assertThat(events.events().toString()).doesNotContain("canary");
    assertThat(provider.profile().toString()).doesNotContain("canary");
    return events;
  }
}
