package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.gateway.ModelListing.Models;
import app.diptych.gateway.ModelListing.Unavailable;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayModelsTest {
  private final MockWebServer server = new MockWebServer();
  private final GatewayModels models = new GatewayModels(Gateways.HTTP, NanoClock.system());

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsTheModelsInTheGatewaysOrder() throws Exception {
    respond(
        200,
        "{'object':'list','models':[{'name':'no'}],'data':[{'id':'b/x:1','object':'model','meta':{'id':'no'}},"
            + "{'object':'model','id':'a'},{'id':'b/x:1'},{'id':7},{},3,{'id':''}]}");

    assertThat(list()).isEqualTo(new Models(List.of("b/x:1", "a")));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/models");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + Gateways.SECRET);
  }

  @Test
  void takesABareListAndAnEmptyOne() {
    respond(200, "[{'id':'a'}]");
    respond(200, "{'data':[]}");

    assertThat(list()).isEqualTo(new Models(List.of("a")));
    assertThat(list()).isEqualTo(new Models(List.of()));
  }

  @Test
  void leavesOutNamesThatCannotBeShownAndTheRestOfAHugeList() {
    String many =
        IntStream.range(0, 6_000)
            .mapToObj(number -> "{'id':'m" + number + "'}")
            .collect(Collectors.joining(","));
    respond(200, "{'data':[{'id':'a\\u001b[2J'},{'id':'" + Gateways.SECRET + "'}," + many + "]}");

    assertThat(list())
        .isInstanceOfSatisfying(
            Models.class,
            listed ->
                assertThat(listed.ids()).hasSize(GatewayModels.MOST_MODELS).startsWith("m0", "m1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "<html></html>", "{'data':{}}", "{}", "{'data':[", "3"})
  void saysWhenTheAnswerIsNoList(String body) {
    respond(200, body);

    assertThat(failure()).isInstanceOf(Failure.BrokenStream.class);
  }

  @Test
  void failsAsCompletionsDo() {
    respond(401, "{'error':{'message':'bad key " + Gateways.SECRET + "'}}");
    respond(404, "{'detail':'Not Found'}");
    respond(200, "{'error':{'message':'slow','code':429}}");

    assertThat(failure().message()).contains("ApiKey[...1a2b]").doesNotContain("canary");
    assertThat(failure()).isInstanceOf(Failure.InvalidRequest.class);
    assertThat(failure()).isInstanceOf(Failure.RateLimited.class);
  }

  @Test
  void doesNotWaitForEver() throws Exception {
    try (RawServer silent = new RawServer((_, _) -> {})) {
      silent.answerWith((_, _) -> silent.stall());
      GatewayModels impatient =
          new GatewayModels(
              Gateways.HTTP.with(Gateways.timeouts(5_000, 200, 200, 5_000)), NanoClock.system());

      assertThat(impatient.list(GatewayProfile.of("gate", silent.url()), Gateways.KEY))
          .isInstanceOfSatisfying(
              Unavailable.class,
              unavailable ->
                  assertThat(unavailable.failure()).isInstanceOf(Failure.TimedOut.class));
    }
  }

  @Test
  void refusesToSendTheKeyUnencrypted() {
    assertThat(models.list(GatewayProfile.of("gate", "http://example.com"), Gateways.KEY))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable ->
                assertThat(unavailable.failure()).isInstanceOf(Failure.InvalidRequest.class));
  }

  private ModelListing list() {
    return models.list(GatewayProfile.of("gate", server.url("/v1").toString()), Gateways.KEY);
  }

  private Failure failure() {
    return switch (list()) {
      case Unavailable unavailable -> unavailable.failure();
      case Models listed -> throw new AssertionError("listed " + listed.ids());
    };
  }

  private void respond(int status, String withSingleQuotes) {
    server.enqueue(
        new MockResponse.Builder().code(status).body(Wire.json(withSingleQuotes)).build());
  }
}
