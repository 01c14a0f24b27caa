package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.batch.Arrivals;
import app.diptych.batch.BatchRecall;
import app.diptych.batch.LoopbackBatchApi;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code diptych batch} against a gateway on this machine. */
@Timeout(120)
class BatchCommandTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path home;

  /** Of any kind; each is counted some time after its answer was written. */
  private final AtomicInteger requests = new AtomicInteger();

  private RehearsalGateway gateway;
  private Path data;

  @BeforeEach
  void open() throws Exception {
    RehearsalPlan plan =
        new RehearsalPlan(
            1,
            1_000_000,
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            6,
            Duration.ofSeconds(1),
            List.of(),
            1,
            0);
    gateway =
        RehearsalGateway.open(
            0,
            plan,
            Thread.ofPlatform().daemon().factory(),
            NanoClock.system(),
            _ -> requests.incrementAndGet());
    data = home.resolve("words.csv");
    Files.writeString(data, "id,word\na,one\nb,two\nc,three\n");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void asksEveryRowOnBothSidesAndTellsWhatCame() throws Exception {
    Path checks = home.resolve("checks.yaml");
    Files.writeString(checks, "- {type: icontains, value: rehearsal}\n- {type: llm-rubric}\n");
    Path out = home.resolve("out.jsonl");
    var result =
        run(
            "steady",
            "-p",
            "Say {{word}}",
            "--checks",
            checks.toString(),
            "--out",
            out.toString(),
            "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("left out").contains("llm-rubric", "diptych judge", "3 of 3");
    JsonNode document = MAPPER.readTree(result.out());
    assertThat(document.path("settled").asInt()).isEqualTo(3);
    assertThat(document.path("sides").path("A").path("passRate").asDouble()).isEqualTo(1);
    assertThat(document.path("mcnemar").path("both").asInt()).isEqualTo(3);
    assertThat(Files.readAllLines(out))
        .hasSize(3)
        .allSatisfy(line -> {
          JsonNode side = MAPPER.readTree(line).path("sides").path("B");
          assertThat(side.path("text").asString("")).startsWith("Rehearsal");
          assertThat(side.path("cost").path("state").asString("")).isEqualTo("unpriced");
        });
    assertThat(gateway.completions()).isEqualTo(6);
    var again = run("steady", "-p", "Say {{word}}", "--checks", checks.toString(), "--resume");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out())
        .contains("3 settled")
        .contains("McNemar")
        .containsPattern("end to end: p50 [0-9.]+ ms, p95 needs 20 answers, p99 needs 100 answers");
    assertThat(gateway.completions()).isEqualTo(6);
  }

  @Test
  void theSheetOfABatchAtARateTellsItFromArrivalToo() throws Exception {
    var result = run("steady", "-p", "Say {{word}}", "--rate", "50");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("from arrival: A row has its place until both sides");
    var sheet = new TestCommandLine(home, Map.of()).run("benchmark");
    assertThat(sheet.out())
        .contains("arrived at 50 a second, and E2E counts from when each request was sent.")
        .containsPattern(
            "From arrival, A \\(.*\\) took [0-9.]+ ms at p50 and \\(needs 20 answers\\)")
        .contains("the faster side waits behind the slower one");
    assertThat(new TestCommandLine(home, Map.of()).run("benchmark", "--by", "model").out())
        .contains("arrived at 50 a second");
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.workspace().orElseThrow();
      String session = workspace.batches().list().getFirst().session();
      assertThat(Arrivals.hints(workspace, Set.of(session)))
          .singleElement()
          .asString()
          .contains("arrived at 50 a second");
      assertThat(Arrivals.hints(workspace, Set.of("another"))).isEmpty();
    }
  }

  @Test
  void theWindowCanGoOnWithABatchThatHasChecksAndARate() throws Exception {
    Path checks = home.resolve("checks.yaml");
    Files.writeString(checks, "- {type: icontains, value: rehearsal}\n");
    var result = run("steady", "-p", "Say {{word}}", "--checks", checks.toString(), "--rate", "50");
    assertThat(result.exit()).as(result.err()).isZero();
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.workspace().orElseThrow();
      BatchRecall recall = BatchRecall.of(workspace, workspace.batches().list().getFirst(), null);
      assertThat(recall.origin().checks()).isEqualTo(checks.toAbsolutePath().toString());
      assertThat(recall.origin().items()).isEqualTo(3);
      assertThat(Objects.requireNonNull(recall.origin().pace()).perSecond()).isEqualTo(50);
    }
  }

  @Test
  void repeatsOfARowAreOnePairOfTheTest() throws Exception {
    Path checks = home.resolve("checks.yaml");
    Files.writeString(checks, "- {type: icontains, value: rehearsal}\n");
    var result =
        run(
            "steady",
            "-p",
            "Say {{word}}",
            "--repeat",
            "2",
            "--checks",
            checks.toString(),
            "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode document = MAPPER.readTree(result.out());
    assertThat(document.path("sides").path("A").path("passed").asInt()).isEqualTo(6);
    assertThat(document.path("mcnemar").path("both").asInt()).isEqualTo(3);
  }

  @Test
  void aSideThatFailsEndsWithOneAndEveryRowIsThere() {
    var result = run("error", "-p", "Say {{word}}");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("0 answered, 3 failed").contains("3 answered, 0 failed");
  }

  @Test
  void aDryRunAsksNothing() {
    var result = run("steady", "-p", "Say {{word}}", "--repeat", "2", "--dry-run", "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode document = MAPPER.readTree(result.out());
    assertThat(document.path("rows").asInt()).isEqualTo(3);
    assertThat(document.path("items").asInt()).isEqualTo(6);
    var text = run("steady", "-p", "Say {{wrod}}", "--dry-run");
    assertThat(text.out())
        .contains("3 of them cannot be")
        .contains("wrod")
        .contains("Nothing was asked");
    assertThat(requests.get()).isZero();
  }

  @Test
  void whatMakesNoSenseIsToldInOneLineAndStartsNothing() throws Exception {
    Path empty = home.resolve("empty.jsonl");
    Files.writeString(empty, "\n");
    for (String[] bad :
        new String[][] {
          {empty.toString()},
          {home.resolve("none.csv").toString()},
          {data.toString(), "--rate", "0"},
          {data.toString(), "--concurrency", "0"},
          {data.toString(), "--repeat", "0"},
          {data.toString(), "--retry-failed"},
          {data.toString(), "--resume"},
          {data.toString(), "--checks", home.resolve("none.yaml").toString()},
          {"library:no such words anywhere"},
        }) {
      var result = run(bad);
      assertThat(result.exit()).as(String.join(" ", bad)).isEqualTo(2);
      assertThat(result.err().strip().lines()).as(result.err()).hasSize(1);
    }
    assertThat(requests.get()).isZero();
  }

  @Test
  void theBatchApiOfAGatewayAnswersWithinHours() throws Exception {
    try (LoopbackBatchApi api = LoopbackBatchApi.open()) {
      api.looksToEnd = 1;
      var result = away(api, "--engine", "openai-batch");
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.err()).contains("A far: sending 3 requests").contains("completed, 3 of 3");
      assertThat(result.out()).contains("3 answered, 0 failed").doesNotContain("first token");
      var again = away(api, "--engine", "openai-batch", "--resume");
      assertThat(again.exit()).as(again.err()).isZero();
      assertThat(api.made()).isEqualTo(2);
      assertThat(api.paid).isEqualTo(6);
      var local = away(api, "--engine", "openai-batch", "--a", "demo/small");
      assertThat(local.exit()).isEqualTo(2);
      assertThat(local.err()).contains("demo/small is at no gateway");
    }
  }

  @Test
  void anEngineElsewhereAnswersByFiles() throws Exception {
    Path file = home.resolve("requests.jsonl");
    List<String> same = List.of("batch", data.toString(), "-p", "Say {{word}}");
    List<String> models = List.of("--a", "cluster/one", "--b", "cluster/two");
    List<String> out = new ArrayList<>(same);
    out.addAll(models);
    List<String> in = new ArrayList<>(out);
    out.addAll(List.of("--export-batch", file.toString()));
    var exported = new TestCommandLine(home, Map.of()).run(out.toArray(String[]::new));
    assertThat(exported.exit()).as(exported.err()).isZero();
    assertThat(exported.out()).contains("3 requests are in").contains("requests-a.jsonl");
    try (LoopbackBatchApi engine = LoopbackBatchApi.open()) {
      for (String side : List.of("a", "b")) {
        List<String> answers = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve("requests-" + side + ".jsonl"))) {
          JsonNode asked = MAPPER.readTree(line);
          String id = asked.path("custom_id").asString("");
          answers.addFirst(engine.answer(id, asked.path("body")));
        }
        Files.write(home.resolve("answers-" + side + ".jsonl"), answers);
      }
    }
    in.addAll(List.of("--import-batch", home.resolve("answers-a.jsonl").toString()));
    var half = new TestCommandLine(home, Map.of()).run(in.toArray(String[]::new));
    assertThat(half.exit()).isEqualTo(1);
    assertThat(half.out()).contains("0 settled").contains("3 wait");
    in.set(in.size() - 1, home.resolve("answers-b.jsonl").toString());
    var whole = new TestCommandLine(home, Map.of()).run(in.toArray(String[]::new));
    assertThat(whole.exit()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("3 settled").contains("3 answered, 0 failed");
  }

  @Test
  void answersFindTheBatchTheyWereExportedFromAndABetterOneTakesThePlaceOfAFailure()
      throws Exception {
    Path file = home.resolve("requests.jsonl");
    Path answers = home.resolve("answers.jsonl");
    List<String> same = List.of("--a", "cluster/one", "--b", "cluster/one");
    assertThat(files(same, "--export-batch", file).exit()).isZero();
    List<String> asked = Files.readAllLines(file);
    assertThat(files(same, "--export-batch", home.resolve("again.jsonl")).exit()).isZero();
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    try (LoopbackBatchApi engine = LoopbackBatchApi.open()) {
      for (String line : asked) {
        JsonNode node = MAPPER.readTree(line);
        String id = node.path("custom_id").asString("");
        good.add(engine.answer(id, node.path("body")));
        bad.add(
            "{\"custom_id\": \"%s\", \"response\": {\"status_code\": 500, \"body\": {}}}"
                .formatted(id));
      }
    }
    Files.write(answers, bad);
    var failed = files(same, "--import-batch", answers);
    assertThat(failed.out()).contains("3 settled").contains("0 answered, 3 failed");
    // A failure and a good answer of the same row, in one file.
    Files.write(answers, List.of(bad.get(0), good.get(0)));
    var some = files(same, "--import-batch", answers);
    assertThat(some.out()).contains("1 answered, 2 failed").contains("0 answered, 3 failed");
    Files.write(answers, good);
    var whole = files(same, "--import-batch", answers);
    assertThat(whole.exit()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("3 answered, 0 failed");
    var again = files(same, "--import-batch", answers);
    assertThat(again.err()).contains("Left out: 6 answers to what has its answer already");
  }

  private TestCommandLine.Result files(List<String> models, String how, Path file) {
    List<String> all = new ArrayList<>(List.of("batch", data.toString(), "-p", "Say {{word}}"));
    all.addAll(models);
    all.addAll(List.of(how, file.toString()));
    return new TestCommandLine(home, Map.of()).run(all.toArray(String[]::new));
  }

  @Test
  void aBatchThatRunsAtAGatewayIsLeftToItAndCanStillBeFollowed() throws Exception {
    try (LoopbackBatchApi api = LoopbackBatchApi.open()) {
      api.refuses = "GET batches one";
      assertThat(away(api, "--engine", "openai-batch").exit()).isEqualTo(1);
      var direct = away(api, "--resume");
      assertThat(direct.exit()).isEqualTo(2);
      assertThat(direct.err()).contains("paid twice");
      api.refuses = "";
      api.looksToEnd = 1;
      var followed = away(api, "--engine", "openai-batch", "--resume");
      assertThat(followed.exit()).as(followed.err()).isZero();
      assertThat(api.made()).isEqualTo(2);
    }
  }

  private TestCommandLine.Result away(LoopbackBatchApi api, String... more) {
    List<String> all = new ArrayList<>(List.of("batch", data.toString(), "-p", "Say {{word}}"));
    all.addAll(List.of("--gateway", "far=" + api.url()));
    all.addAll(List.of(more));
    if (!all.contains("--a")) {
      all.addAll(List.of("--a", "far/one"));
    }
    all.addAll(List.of("--b", "far/two"));
    return new TestCommandLine(home, Map.of()).run(all.toArray(String[]::new));
  }

  private TestCommandLine.Result run(String fault, String... more) {
    List<String> all = new ArrayList<>(List.of(data.toString()));
    all.addAll(List.of("--b", "rehearse/rehearsal/" + fault));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  private TestCommandLine.Result run(String[] arguments) {
    List<String> all = new ArrayList<>(List.of("batch"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of("--gateway", "rehearse=" + gateway.url(), "--a", "rehearse/rehearsal/steady"));
    if (!all.contains("--b")) {
      all.addAll(List.of("--b", "rehearse/rehearsal/steady"));
    }
    return new TestCommandLine(home, Map.of()).run(all.toArray(String[]::new));
  }
}
