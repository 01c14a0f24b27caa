package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.Waiting;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.gateway.GatewayLimits;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayTimeouts;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  @TempDir Path home;

  @Test
  void listsItsModelsWhileSomebodyElseHoldsItsLock() throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      ModelCatalog catalog = wiring.models();
      String file = "file:" + home.resolve("some.gguf");
      catalog.find(Side.A, file);
      synchronized (catalog) {
        assertThat(CompletableFuture.supplyAsync(catalog::entries).get(30, TimeUnit.SECONDS))
            .extracting(ModelCatalog.Entry::model)
            .containsExactly("demo/small", "demo/base", file);
      }
    }
  }

  @Test
  void keepsTheProviderOfASideThatAsksForTheSameModelAgain() {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      ModelCatalog catalog = wiring.models();
      ModelCatalog.Lookup first = catalog.find(Side.A, "demo/small");
      assertThat(catalog.find(Side.A, "demo/small")).isEqualTo(first);
      assertThat(catalog.find(Side.B, "demo/small")).isNotEqualTo(first);
    }
  }

  @Test
  void tellsWhoWouldAnswerBesideTheSidesAndLeavesThemAsTheyAre() {
    try (Wiring wiring =
        new Wiring(home, List.of("gate=http://127.0.0.1:9/v1"), Map.of("GATE_API_KEY", "key"))) {
      ModelCatalog catalog = wiring.models();
      ModelCatalog.Lookup onB = catalog.find(Side.B, "demo/small");
      assertThat(catalog.beside("gate/m"))
          .isInstanceOfSatisfying(
              ModelCatalog.Found.class, found -> assertThat(found.local()).isFalse());
      assertThat(catalog.beside("demo/base"))
          .isInstanceOfSatisfying(
              ModelCatalog.Found.class, found -> assertThat(found.local()).isTrue());
      assertThat(catalog.beside("nowhere/m")).isInstanceOf(ModelCatalog.Unknown.class);
      assertThat(catalog.find(Side.B, "demo/small")).as("still the same").isEqualTo(onB);
    }
  }

  @Test
  void loadsNothingAnyMoreOnceTheProgramEnds() throws Exception {
    Wiring wiring = new Wiring(home, List.of(), Map.of());
    wiring.close();
    assertThat(wiring.models().find(Side.A, "demo/small"))
        .isInstanceOfSatisfying(
            ModelCatalog.Found.class,
            found -> assertThat(prepare(found)).isInstanceOf(Failure.Cancelled.class));
  }

  @Test
  void aListOfModelsTakesAPlaceInTheQueueOfItsGateway() throws Exception {
    try (MockWebServer server = new MockWebServer();
        Wiring wiring = wiring(server, new GatewayLimits(1, null, null))) {
      server.enqueue(json("{\"data\":[{\"id\":\"m\"}]}"));
      ModelCatalog catalog = wiring.models();
      assertThat(catalog.discover("gate")).isInstanceOf(ModelCatalog.Models.class);

      // The minute is full: a fresh list is told to come later, a completion waits in words.
      assertThat(catalog.refresh("gate"))
          .isInstanceOfSatisfying(
              ModelCatalog.Unreachable.class,
              unreachable ->
                  assertThat(unreachable.failure())
                      .isInstanceOfSatisfying(
                          Failure.RateLimited.class,
                          late ->
                              assertThat(late.message())
                                  .startsWith("The models of gate were not asked for")
                                  .containsPattern("for about \\d+ s\\.$")));
      RecordedEvents events = new RecordedEvents();
      Call call = start(catalog, "m", events);
      until(() -> !events.all(Waiting.class).isEmpty());
      call.cancel();
      call.await();
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void aListOfModelsWaitsForTheOnlySlot() throws Exception {
    try (MockWebServer server = new MockWebServer();
        Wiring wiring = wiring(server, new GatewayLimits(null, null, 1))) {
      server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build());
      server.enqueue(json("{\"data\":[{\"id\":\"m\"}]}"));
      RecordedEvents events = new RecordedEvents();
      Call call = start(wiring.models(), "model7", events);
      until(() -> server.getRequestCount() == 1);
      CompletableFuture<ModelCatalog.Discovery> list =
          CompletableFuture.supplyAsync(() -> wiring.models().discover("gate"));
      until(() -> wiring.guards().look().stream().anyMatch(state -> state.use().waiting() == 1));
      assertThat(server.getRequestCount()).isEqualTo(1);

      call.cancel();
      call.await();

      assertThat(list.get(60, TimeUnit.SECONDS)).isInstanceOf(ModelCatalog.Models.class);
    }
  }

  /** The call holds the only slot while it asks for the names it may have meant. */
  @Test
  void aMisspeltNameFindsTheNearestWithoutASecondSlot() throws Exception {
    try (MockWebServer server = new MockWebServer();
        Wiring wiring = wiring(server, new GatewayLimits(2, null, 1))) {
      server.enqueue(
          new MockResponse.Builder()
              .code(404)
              .body("{\"error\":{\"message\":\"no model\",\"code\":\"model_not_found\"}}")
              .build());
      server.enqueue(json("{\"data\":[{\"id\":\"model-7\"}]}"));
      RecordedEvents events = new RecordedEvents();

      start(wiring.models(), "model7", events).await();

      assertThat(events.failure().hint()).isEqualTo("Did you mean gate/model-7?");
      assertThat(server.getRequestCount()).isEqualTo(2);
    }
  }

  private Wiring wiring(MockWebServer server, GatewayLimits limits) throws IOException {
    server.start();
    Wiring wiring = new Wiring(home, List.of(), Map.of());
    GatewayProfile plain = GatewayProfile.of("gate", server.url("/v1").toString());
    wiring
        .gateways()
        .save(
            new GatewayProfile(
                plain.id(),
                plain.name(),
                plain.baseUrl(),
                plain.key(),
                Map.of(),
                limits,
                GatewayTimeouts.DEFAULTS,
                Map.of(),
                ""),
            null);
    return wiring;
  }

  private static Call start(ModelCatalog catalog, String model, RecordedEvents events)
      throws InterruptedException {
    Provider provider = ((ModelCatalog.Found) catalog.find(Side.A, "gate/" + model)).provider();
    assertThat(provider.prepare()).isEmpty();
    return provider.start(
        new CompletionRequest(model, List.of(Message.user("Hi")), Sampling.providerDefaults()),
        events);
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static Failure prepare(ModelCatalog.Found found) {
    try {
      return found.provider().prepare().orElseThrow();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
