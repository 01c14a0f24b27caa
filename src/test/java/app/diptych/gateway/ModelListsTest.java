package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelListsTest {
  private final MockWebServer server = new MockWebServer();
  private final AtomicLong now = new AtomicLong(1);
  private final ModelLists lists = new ModelLists(Gateways.HTTP, Turns.FREE, new HandClock());

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksOnceAndAgainWhenTheListIsOldOrSomebodyWantsItFresh() {
    respond("a");
    respond("b");
    respond("c");
    assertThat(ids(lists.list(profile(), null))).containsExactly("a");
    assertThat(ids(lists.list(profile(), null))).containsExactly("a");
    now.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(lists.age(profile())).contains(Duration.ofMinutes(2));
    assertThat(ids(lists.refresh(profile(), null))).containsExactly("b");
    now.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(ids(lists.list(profile(), null))).containsExactly("c");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void keepsWhatWasKnownWhenTheGatewayGivesNoListAnyMore() {
    respond("a");
    server.enqueue(new MockResponse.Builder().code(500).build());
    lists.refresh(profile(), null);
    assertThat(lists.refresh(profile(), null)).isInstanceOf(ModelListing.Unavailable.class);
    assertThat(ids(lists.list(profile(), null))).containsExactly("a");
  }

  @Test
  void failsAnUnknownModelBeforeAnythingIsSentOnceTheListIsKnown() throws Exception {
    SpellingProvider provider = provider("Qwen-3-72B");
    assertThat(provider.prepare()).isEmpty();
    respond("qwen-3-72b", "llama-4-scout");
    lists.refresh(profile(), null);

    assertThat(provider.prepare())
        .get()
        .isInstanceOfSatisfying(
            Failure.ModelNotFound.class,
            failure -> {
              assertThat(failure.message())
                  .contains("lists no model Qwen-3-72B", "nothing was sent");
              assertThat(failure.hint()).isEqualTo("Did you mean gate/qwen-3-72b?");
            });
    assertThat(provider("qwen-3-72b").prepare()).isEmpty();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void knowsAliases() {
    respond("vendor/llama-4-scout-17b", "qwen-3-72b");
    lists.refresh(profile(), null);
    assertThat(lists.doubtAbout(profile(), "scout")).isEmpty();
    assertThat(lists.doubtAbout(profile(), "Scout").orElseThrow().hint()).contains("gate/scout");
    assertThat(lists.doubtAbout(profile(), "stale").orElseThrow().message())
        .contains("gone/model, which stale stands for");
  }

  @Test
  void doesNotTrustAnOldListNorAnEmptyOne() {
    respond("a");
    lists.refresh(profile(), null);
    assertThat(lists.doubtAbout(profile(), "b")).isPresent();
    now.addAndGet(Duration.ofMinutes(31).toNanos());
    assertThat(lists.doubtAbout(profile(), "b")).isEmpty();
    server.enqueue(new MockResponse.Builder().body("{\"data\":[]}").build());
    lists.refresh(profile(), null);
    assertThat(lists.doubtAbout(profile(), "b")).isEmpty();
  }

  @Test
  void addsTheNearestNamesWhenTheGatewayItselfKnowsNoSuchModel() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(404)
            .body("{\"error\":{\"code\":\"model_not_found\",\"message\":\"no\"}}")
            .build());
    respond("qwen-3-72b");
    RecordedEvents events =
        RecordedEvents.of(
            provider("qwen3-72b"),
            new CompletionRequest(
                "qwen3-72b", List.of(Message.user("Hi")), Sampling.providerDefaults()));
    assertThat(events.failure().hint()).isEqualTo("Did you mean gate/qwen-3-72b?");
  }

  private SpellingProvider provider(String model) {
    GatewayProvider inner =
        new GatewayProvider(
            profile(), null, Gateways.HTTP, Thread.ofVirtual().factory(), NanoClock.system());
    return new SpellingProvider(inner, profile(), null, model, lists);
  }

  private GatewayProfile profile() {
    GatewayProfile plain = new GatewayProfile("gate", URI.create(server.url("/v1").toString()));
    return new GatewayProfile(
        plain.id(),
        plain.name(),
        plain.baseUrl(),
        plain.key(),
        Map.of("scout", "vendor/llama-4-scout-17b", "stale", "gone/model"),
        plain.limits(),
        plain.timeouts(),
        Map.of(),
        "");
  }

  private void respond(String... ids) {
    String list = String.join("\"},{\"id\":\"", ids);
    server.enqueue(
        new MockResponse.Builder().body("{\"data\":[{\"id\":\"" + list + "\"}]}").build());
  }

  private static List<String> ids(ModelListing listing) {
    return listing instanceof ModelListing.Models(List<String> ids) ? ids : List.of();
  }

  private final class HandClock implements NanoClock {
    @Override
    public long nanos() {
      return now.get();
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }
}
