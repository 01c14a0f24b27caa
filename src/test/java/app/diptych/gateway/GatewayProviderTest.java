package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.completion.TestImages;
import app.diptych.completion.Usage;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is sent, and what becomes of each kind of good response. */
class GatewayProviderTest {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesTheEventsOfAnAnswerInOrder() throws Exception {
    stream(
        Wire.event("{'model':'model-7b','choices':[{'delta':{'role':'assistant','content':''}}]}")
            + Wire.event("{'model':'model-7b','choices':[{'delta':{'reasoning':'hm'}}]}")
            + Wire.delta("Hello")
            + Wire.delta(" world")
            + Wire.finish("length")
            + Wire.usage(9, 3)
            + Wire.DONE);

    RecordedEvents answer = ask();

    assertThat(withoutPhases(answer))
        .containsExactly(
            new Started(Origin.gateway("gate/model-7b", null), answer.started().sentAtNanos()),
            new ReasoningDelta("hm"),
            new TextDelta("Hello"),
            new TextDelta(" world"),
            new UsageReported(new Usage(9, 3, 0, 0, Usage.Source.REPORTED)),
            new Finished(FinishReason.LENGTH));
  }

  @Test
  void sendsOnlyTheValuesThatArePresent() throws Exception {
    stream(Wire.answer("Hello"));
    ask();

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/chat/completions");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + Gateways.SECRET);
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
    assertThat(body(request))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    Wire.json(
                        "{'model':'model-7b','messages':[{'role':'user','content':'Say hello.'}],"
                            + "'stream':true,'stream_options':{'include_usage':true}}")));
  }

  @Test
  void sendsEveryValueThatIsPresent() throws Exception {
    stream(Wire.answer("Hello"));
    Sampling sampling = new Sampling(0.5, 0.9, 100, 4_294_967_294L, List.of("END", "\n"));
    List<Message> messages =
        List.of(
            Message.system("Be \"brief\"."),
            Message.user("Hi 😀"),
            Message.assistant("Yes?"),
            Message.user("lone \uD83D half"));
    ask(Gateways.provider(url()), new CompletionRequest("a/b:c", messages, sampling));

    assertThat(body(server.takeRequest()))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    Wire.json(
                        "{'model':'a/b:c','messages':["
                            + "{'role':'system','content':'Be \\'brief\\'.'},"
                            + "{'role':'user','content':'Hi 😀'},"
                            + "{'role':'assistant','content':'Yes?'},"
                            + "{'role':'user','content':'lone \uFFFD half'}],"
                            + "'stream':true,'stream_options':{'include_usage':true},"
                            + "'temperature':0.5,'top_p':0.9,'max_tokens':100,"
                            + "'seed':4294967294,'stop':['END','\\n']}")));
  }

  @Test
  void sendsImagesAsPartsAfterTheTextAndPlainTextWithoutThem() throws Exception {
    stream(Wire.answer("A cat"));
    AttachedImage small = TestImages.image(20, 1);
    AttachedImage large = TestImages.image(1_000_003, 2);
    List<Message> messages =
        List.of(
            Message.user("What is \"this\"?", List.of(small, large)),
            Message.assistant("A cat"),
            Message.user("Sure?"));
    ask(
        Gateways.provider(url()),
        new CompletionRequest("m", messages, Sampling.providerDefaults()));

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Content-Length"))
        .isEqualTo(String.valueOf(Objects.requireNonNull(request.getBody()).size()));
    JsonNode sent = body(request).path("messages");
    JsonNode parts = sent.at("/0/content");
    assertThat(parts.size()).isEqualTo(3);
    assertThat(parts.path(0))
        .isEqualTo(
            JsonMapper.shared().readTree("{\"type\":\"text\",\"text\":\"What is \\\"this\\\"?\"}"));
    assertThat(parts.at("/1/type").asString()).isEqualTo("image_url");
    assertThat(parts.at("/1/image_url/url").asString())
        .isEqualTo("data:image/png;base64," + small.base64());
    assertThat(parts.at("/2/image_url/url").asString())
        .isEqualTo("data:image/png;base64," + large.base64());
    assertThat(sent.at("/2/content").asString()).isEqualTo("Sure?");
  }

  @Test
  void sendsNoKeyToAGatewayThatHasNone() throws Exception {
    stream(Wire.answer("Hello"));
    GatewayProvider open =
        new GatewayProvider(
            GatewayProfile.of("gate", url()),
            null,
            Gateways.HTTP,
            Thread.ofVirtual().factory(),
            NanoClock.system());

    assertThat(ask(open, Gateways.REQUEST).text()).isEqualTo("Hello");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void sendsAPromptOfTwoMegabytes() throws Exception {
    stream(Wire.answer("Hello"));
    String prompt = "wört ".repeat(400_000);

    RecordedEvents answer = ask(Gateways.provider(url()), Gateways.asking(prompt));

    assertThat(answer.text()).isEqualTo("Hello");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getBodySize()).isGreaterThan(2_000_000);
    assertThat(body(request).at("/messages/0/content").asString()).isEqualTo(prompt);
  }

  @Test
  void countsFromJustBeforeTheCallAndStampsWithTheRead() throws Exception {
    stream(Wire.answer("a", "b", "c"));
    long before = NanoClock.system().nanos();
    RecordedEvents answer = ask();
    long after = NanoClock.system().nanos();

    assertThat(answer.started().sentAtNanos()).isBetween(before, after);
    assertThat(answer.recorded())
        .extracting(RecordedEvents.Recorded::atNanos)
        .isSorted()
        .allMatch(at -> at > answer.started().sentAtNanos() && at <= after);
  }

  @Test
  void tellsWhoAnsweredAsTheGatewaySaysIt() throws Exception {
    stream(
        Wire.event("{'model':'','choices':[],'prompt_filter_results':[]}")
            + Wire.event(
                "{'model':'other-3b','system_fingerprint':'fp_9','choices':[{'delta':{'content':'Hi'}}]}")
            + Wire.finish("stop")
            + Wire.DONE);

    assertThat(ask().started().origin()).isEqualTo(Origin.gateway("gate/other-3b", "fp_9"));
  }

  @Test
  void takesTheModelAskedForWhenTheGatewayNamesNone() throws Exception {
    stream(
        Wire.event("{'choices':[{'delta':{'content':'Hi'}}]}")
            + Wire.event("{'choices':[{'delta':{},'finish_reason':'stop'}]}"));

    assertThat(ask().started().origin()).isEqualTo(Origin.gateway("gate/model-7b", null));
  }

  @Test
  void showsNoKeyThatAGatewayEchoesAsTheModel() throws Exception {
    stream(
        Wire.event(
                "{'model':'m "
                    + Gateways.SECRET
                    + "\\u001b[2J','system_fingerprint':'"
                    + Gateways.SECRET
                    + "','choices':[{'delta':{},'finish_reason':'"
                    + Gateways.SECRET
                    + "'}]}")
            + Wire.DONE);

    assertThat(ask().started().origin().answeredBy()).isEqualTo("gate/m ApiKey[...1a2b] [2J");
  }

  @Test
  void joinsAnEmojiThatTheGatewayCutInTwo() throws Exception {
    stream(Wire.delta("a\\ud83d") + Wire.delta("\\ude00b") + Wire.finish("stop") + Wire.DONE);

    assertThat(ask().textDeltas()).containsExactly(new TextDelta("a"), new TextDelta("😀b"));
  }

  @Test
  void finishesWithoutAnEndMarkAndWithUsageInTheFinishChunk() throws Exception {
    stream(
        Wire.delta("Hello")
            + Wire.event(
                "{'choices':[{'delta':{},'finish_reason':'stop'}],"
                    + "'usage':{'prompt_tokens':9,'completion_tokens':1}}"));

    RecordedEvents answer = ask();

    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.usage()).isEqualTo(new Usage(9, 1, 0, 0, Usage.Source.REPORTED));
  }

  @Test
  void reportsUsageThatComesWithEveryChunkOnlyWhenItChanges() throws Exception {
    String chunk =
        "{'choices':[{'delta':{'content':'a'}}],'usage':{'prompt_tokens':9,'completion_tokens':%d}}";
    stream(
        Wire.event(chunk.formatted(1))
            + Wire.event(chunk.formatted(1))
            + Wire.event(chunk.formatted(2))
            + Wire.finish("stop"));

    assertThat(ask().all(UsageReported.class)).hasSize(2);
  }

  @Test
  void keepsAFinishReasonItDoesNotKnow() throws Exception {
    stream(Wire.delta("Hello") + Wire.finish("eos_token") + Wire.DONE);

    assertThat(ask().finishReason()).isEqualTo(new FinishReason("eos_token"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/event-stream; charset=utf-8", "text/plain", "application/json", "x"})
  void readsAStreamWhateverItsContentType(String type) throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", type)
            .body("\uFEFF\r\n" + Wire.answer("Hello"))
            .build());

    assertThat(ask().text()).isEqualTo("Hello");
  }

  @Test
  void readsAStreamInSmallHttpChunks() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .chunkedBody(": OPENROUTER PROCESSING\n\n" + Wire.answer("Hé", "llo"), 3)
            .build());

    assertThat(ask().text()).isEqualTo("Héllo");
  }

  @Test
  void readsAStreamThatIsCompressedAllTheSame() throws Exception {
    Buffer zipped = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(zipped))) {
      sink.writeUtf8(Wire.answer("Hello"));
    }
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .addHeader("Content-Encoding", "gzip")
            .body(zipped)
            .build());

    assertThat(ask().text()).isEqualTo("Hello");
  }

  @Test
  void readsAPlainDocumentOfAGatewayThatDoesNotStream() throws Exception {
    document(
        "{'id':'c1','object':'chat.completion','model':'model-7b','choices':[{'index':0,"
            + "'message':{'role':'assistant','content':'Hello world','reasoning_content':'hm'},"
            + "'finish_reason':'stop'}],'usage':{'prompt_tokens':9,'completion_tokens':2}}");

    RecordedEvents answer = ask();

    assertThat(withoutPhases(answer))
        .containsExactly(
            new Started(Origin.gateway("gate/model-7b", null), answer.started().sentAtNanos()),
            new ReasoningDelta("hm"),
            new TextDelta("Hello world"),
            new UsageReported(new Usage(9, 2, 0, 0, Usage.Source.REPORTED)),
            new Finished(FinishReason.STOP));
  }

  @Test
  void doesNotTakeADocumentWithoutFinishReasonForASuccess() throws Exception {
    document("{'choices':[{'message':{'content':'Hello'}}]}");

    RecordedEvents answer = ask();

    assertThat(answer.text()).isEqualTo("Hello");
    assertThat(answer.failure()).isInstanceOf(Failure.BrokenStream.class);
  }

  @Test
  void doesNotTakeAnEndMarkWithoutFinishReasonForASuccess() throws Exception {
    stream(Wire.delta("Hello") + Wire.DONE);

    assertThat(ask().failure()).isInstanceOf(Failure.BrokenStream.class);
  }

  @Test
  void takesTheEndOfBytesWithoutFinishReasonForALostConnection() throws Exception {
    stream(Wire.delta("Hello"));

    assertThat(ask().failure()).isInstanceOf(Failure.ConnectionLost.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><title>Welcome</title>",
        "{'hello':'world'}",
        "[]",
        "{'a':1}\n{'b':2}",
        "{rubbish",
        "data: {'type':'ping'}\n\ndata: {}\n\n"
      })
  void saysWhenThisIsNoSuchEndpoint(String body) throws Exception {
    document(body);

    Failure failure = ask().failure();

    assertThat(failure).isInstanceOf(Failure.BrokenStream.class);
    assertThat(failure.message()).contains("does not look like an OpenAI-compatible endpoint");
    assertThat(failure.hint()).contains("base URL");
  }

  @Test
  void saysWhenAWebPageAnswers() throws Exception {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", "text/html").body("Welcome").build());

    assertThat(ask().failure().message()).contains("does not look like an OpenAI-compatible");
  }

  @Test
  void stopsAtAMalformedChunkAndKeepsTheTextBefore() throws Exception {
    stream(Wire.delta("Hello") + "data: {\"choices\":[{\n\n" + Wire.answer("more"));

    RecordedEvents answer = ask();

    assertThat(answer.text()).isEqualTo("Hello");
    assertThat(answer.failure()).isInstanceOf(Failure.BrokenStream.class);
    assertThat(answer.events().stream().filter(CompletionEvent::isLast)).hasSize(1);
  }

  @Test
  void skipsAnEventWithEmptyData() throws Exception {
    stream("data:\n\n" + Wire.answer("Hello") + "data\n\n");

    assertThat(ask().text()).isEqualTo("Hello");
  }

  @Test
  void stopsAtALineThatNeverEnds() throws Exception {
    stream(Wire.delta("Hello") + "data: " + "x".repeat(SseReader.MOST_LINE));

    Failure failure = ask().failure();

    assertThat(failure).isInstanceOf(Failure.BrokenStream.class);
    assertThat(failure.message()).contains("1,048,576 bytes");
  }

  @Test
  void refusesToSendTheKeyUnencrypted() throws Exception {
    GatewayProvider provider = Gateways.provider("http://gateway.example.com/v1");

    assertThat(provider.prepare()).get().isInstanceOf(Failure.InvalidRequest.class);
    assertThat(Gateways.ask(provider).events())
        .containsExactly(new Failed(provider.prepare().orElseThrow()));
  }

  /** How long each phase took is another test's matter. */
  private static List<CompletionEvent> withoutPhases(RecordedEvents answer) {
    return answer.events().stream().filter(event -> !(event instanceof PhasesMeasured)).toList();
  }

  private void stream(String body) {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .body(body)
            .build());
  }

  private void document(String withSingleQuotes) {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body(Wire.json(withSingleQuotes))
            .build());
  }

  private String url() {
    return server.url("/v1").toString();
  }

  private RecordedEvents ask() throws InterruptedException {
    return Gateways.ask(url());
  }

  private static RecordedEvents ask(GatewayProvider provider, CompletionRequest request)
      throws InterruptedException {
    return RecordedEvents.of(provider, request);
  }

  private static JsonNode body(RecordedRequest request) {
    return JsonMapper.shared().readTree(Objects.requireNonNull(request.getBody()).utf8());
  }
}
