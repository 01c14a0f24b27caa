package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.session.Batches.Standing;
import app.diptych.timing.NanoClock;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code diptych batch} with more than two models, against a gateway on this machine. */
@Timeout(180)
class BatchPairsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path home;

  /** Of any kind; each is counted some time after its answer was written. */
  private final AtomicInteger requests = new AtomicInteger();

  private RehearsalGateway gateway;
  private Path data;

  @BeforeEach
  void open() throws Exception {
    gateway = gateway(Duration.ofMillis(1));
    data = home.resolve("words.csv");
    Files.writeString(data, "id,word\na,one\nb,two\nc,three\n");
  }

  private RehearsalGateway gateway(Duration slowStart) throws Exception {
    RehearsalPlan plan =
        new RehearsalPlan(
            1,
            1_000_000,
            Duration.ofMillis(1),
            slowStart,
            6,
            Duration.ofSeconds(1),
            List.of(),
            1,
            0);
    return RehearsalGateway.open(
        0,
        plan,
        Thread.ofPlatform().daemon().factory(),
        NanoClock.system(),
        _ -> requests.incrementAndGet());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aDryRunCountsEveryPairAndAllTogether() throws Exception {
    prices();
    String[] asked = {
      "length,burst", "--b", "slow", "-p", "Say {{word}}", "-p", "Tell {{word}}", "--dry-run"
    };
    var told = run(asked);
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out())
        .contains("3 pairs x 3 rows x 2 prompts = 18 rows, 36 requests")
        .contains("rehearse/rehearsal/steady against rehearse/rehearsal/slow\n")
        .contains("  B: no price is known")
        .containsPattern("All pairs: about at least [0-9.]+ USD for the prompts")
        .contains("A is asked anew in each pair");
    List<String> json = new ArrayList<>(List.of(asked));
    json.addAll(List.of("--temperature", "0,0.7", "--json"));
    JsonNode document = MAPPER.readTree(run(json.toArray(String[]::new)).out());
    assertThat(document.path("items").asInt()).isEqualTo(36);
    assertThat(document.path("requests").asInt()).isEqualTo(72);
    assertThat(document.path("pairs"))
        .extracting(pair -> pair.path("b").asString(""))
        .containsExactly(
            "rehearse/rehearsal/length", "rehearse/rehearsal/burst", "rehearse/rehearsal/slow");
    // Each pair costs A's prompts and its own; those of the third are A's alone.
    JsonNode first = document.path("pairs").path(0).path("cost");
    JsonNode third = document.path("pairs").path(2).path("cost");
    assertThat(usd(document.path("cost").path("prompt")))
        .isEqualByComparingTo(
            usd(first.path("A").path("prompt"))
                .multiply(BigDecimal.valueOf(3))
                .add(usd(first.path("B").path("prompt")))
                .add(usd(document.path("pairs").path(1).path("cost").path("B").path("prompt"))));
    assertThat(third.path("B").path("prompt").path("unpriced").asInt()).isEqualTo(12);
    assertThat(requests.get()).isZero();
  }

  @Test
  void eachPairIsABatchOfItsOwnAndATableTellsWhatCameOfEachModel() throws Exception {
    Path checks = home.resolve("checks.yaml");
    Files.writeString(checks, "- {type: icontains, value: rehearsal}\n");
    Path out = home.resolve("out.jsonl");
    Files.writeString(data, "id,word\na,one\nb,two\nc,\n");
    var result =
        run(
            "burst,error",
            "-p",
            "Say {{word}}",
            "--shuffle",
            "7",
            "--title",
            "Words",
            "--checks",
            checks.toString(),
            "--out",
            out.toString());
    assertThat(result.exit()).as("the worst of the pairs: " + result.err()).isEqualTo(1);
    assertThat(gateway.completions()).isEqualTo(8);
    assertThat(result.err())
        .contains("2 pairs x 3 rows = 6 rows, 2 of them cannot be asked, 8 requests")
        .contains("pair 2 of 2: rehearse/rehearsal/steady against rehearse/rehearsal/error")
        .contains("pair 1 of 2: 3 of 3 (100 %)");
    List<Standing> batches = batches();
    assertThat(batches)
        .extracting(Standing::title)
        .containsExactly(
            "Words: rehearse/rehearsal/steady, rehearse/rehearsal/error",
            "Words: rehearse/rehearsal/steady, rehearse/rehearsal/burst");
    assertThat(result.out())
        .containsPattern("A +rehearse/rehearsal/steady +4 +0 +unpriced +4 of 4 +in each\n")
        .containsPattern("B +rehearse/rehearsal/burst +2 +0 +unpriced +2 of 2 +" + session(1))
        .containsPattern("B +rehearse/rehearsal/error +0 +2 +unpriced +0 of 2 +" + session(0));
    List<JsonNode> lines = Files.readAllLines(out).stream().map(MAPPER::readTree).toList();
    assertThat(lines)
        .extracting(line -> line.path("models").path("B").asString(""))
        .containsExactly(
            "rehearse/rehearsal/burst",
            "rehearse/rehearsal/burst",
            "rehearse/rehearsal/burst",
            "rehearse/rehearsal/error",
            "rehearse/rehearsal/error",
            "rehearse/rehearsal/error");
    assertThat(lines).filteredOn(line -> line.has("problem")).hasSize(2);
    assertThat(lines)
        .filteredOn(line -> line.has("sides"))
        .hasSize(4)
        .allSatisfy(line ->
            assertThat(line.path("sides").path("B").path("model").asString(""))
                .isEqualTo(line.path("models").path("B").asString("")));
    var report = line("report", session(1), "--out", home.resolve("r.html").toString());
    assertThat(report.exit()).as(report.err()).isZero();
  }

  @Test
  void resumeAsksNoFinishedPairAgainAndBeginsWhatHasNotBegun() throws Exception {
    assertThat(run("burst", "-p", "Say {{word}}").exit()).isZero();
    assertThat(gateway.completions()).isEqualTo(6);
    var more = run("burst,whole", "-p", "Say {{word}}", "--resume", "--json");
    assertThat(more.exit()).as(more.err()).isZero();
    assertThat(more.err()).contains("12 requests\n", "What is settled is not asked again.");
    assertThat(gateway.completions()).isEqualTo(12);
    JsonNode pairs = MAPPER.readTree(more.out()).path("pairs");
    assertThat(pairs).extracting(pair -> pair.path("settled").asInt()).containsExactly(3, 3);
    assertThat(pairs)
        .extracting(pair -> pair.path("session").asString(""))
        .containsExactly(session(1), session(0));
    assertThat(run("whole,burst", "-p", "Say {{word}}", "--resume").exit()).isZero();
    assertThat(gateway.completions()).isEqualTo(12);
    assertThat(batches()).hasSize(2);
  }

  @Test
  void endedInTheSecondPairItGoesOnThereAndWithTheThird() throws Exception {
    StringBuilder rows = new StringBuilder("id,word\n");
    for (int i = 0; i < 12; i++) {
      rows.append("r%d,w%d\n".formatted(i, i));
    }
    Files.writeString(data, rows);
    RehearsalGateway quick = gateway;
    gateway = gateway(Duration.ofMinutes(30));
    Process program = start("burst,slow-start,whole");
    // The second model does not begin to answer, so the program is in that pair until it is ended.
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (requests.get() < 24 + 2) {
      assertThat(System.nanoTime()).as("so slow that something hangs").isLessThan(patience);
      assertThat(program.isAlive()).as(Files.readString(home.resolve("log"))).isTrue();
      program.waitFor(2, TimeUnit.MILLISECONDS);
    }
    program.destroy();
    assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(home.resolve("log"))).contains("Stopped in pair 2 of 3 after 0");
    assertThat(batches()).extracting(Standing::settled).containsExactly(0L, 0L, 12L);
    assertThat(batches()).noneMatch(Standing::running);
    gateway.close();
    gateway = quick;
    var again = run("burst,slow-start,whole", "-p", "Say {{word}}", "--resume");
    assertThat(again.exit()).as(again.err()).isZero();
    // Answers of A that had come in the second pair stay; only four rows were under way.
    assertThat(gateway.completions()).as("nothing of the first pair").isBetween(44L, 48L);
    assertThat(batches()).extracting(Standing::settled).containsExactly(12L, 12L, 12L);
  }

  @Test
  void aBudgetThatIsReachedEndsAllPairs() throws Exception {
    prices();
    assertThat(line("budget", "set", "Daily", "0.05", "USD").exit()).isZero();
    var result = run("length,burst,whole", "-p", "Say {{word}}");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("Ended early, in pair 2 of 3. ")
        .contains("--resume goes on, also with what has not begun")
        .doesNotContain("pair 3 of 3");
    assertThat(gateway.completions()).isEqualTo(6);
    assertThat(result.out()).contains("B  rehearse/rehearsal/length  3");
    assertThat(batches()).extracting(Standing::settled).containsExactly(0L, 0L, 3L);
  }

  @Test
  void modelsOfThisMachineTakeTheirTurnsOnSideB() {
    var result =
        line(
            "batch",
            data.toString(),
            "-p",
            "What is {{word}}?",
            "--max-tokens",
            "8",
            "--concurrency",
            "3",
            "--gateway",
            "rehearse=" + gateway.url(),
            "--a",
            "demo/small",
            "--b",
            "demo/base,rehearse/rehearsal/steady",
            "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err().lines().filter(line -> line.contains("one at a time"))).hasSize(1);
    for (JsonNode pair : MAPPER.readTree(result.out()).path("pairs")) {
      assertThat(pair.path("sides").path("A").path("answered").asInt()).isEqualTo(3);
      assertThat(pair.path("sides").path("B").path("answered").asInt()).isEqualTo(3);
    }
  }

  @Test
  void modelsThatMakeNoPairsAreRefusedInOneSentenceAndNothingStarts() throws Exception {
    for (String[] bad :
        new String[][] {
          {"burst,burst", "named twice"},
          {"burst,steady", "on side A already"},
          {"burst,", "No model is named"},
          {"burst,,whole", "No model is named"},
          {"burst,whole", "one pair at a time", "--engine", "openai-batch"},
          {"burst,whole", "one pair at a time", "--export-batch", "out.jsonl"},
        }) {
      List<String> more = new ArrayList<>(List.of(bad));
      more.remove(1);
      more.addAll(List.of("-p", "Say {{word}}"));
      var result = run(more.toArray(String[]::new));
      assertThat(result.exit()).as(bad[0]).isEqualTo(2);
      assertThat(result.err()).contains(bad[1]);
      assertThat(result.err().strip().lines()).as(result.err()).hasSize(1);
    }
    Path file = Files.writeString(home.resolve("a,b.gguf"), "no model");
    String twice = home + "/./a,b.gguf";
    var same =
        line(
            "batch",
            data.toString(),
            "-p",
            "Say {{word}}",
            "--b",
            "demo/base,file:" + file,
            "--b",
            "file:" + twice);
    assertThat(same.exit()).isEqualTo(2);
    assertThat(same.err()).contains("a,b.gguf is named twice");
    assertThat(requests.get()).isZero();
  }

  private void prices() throws Exception {
    Path file = home.resolve("mine.json");
    Files.writeString(
        file,
        """
        {"currency": "USD", "source": "mine", "date": "2026-11-26", "prices": [
          {"gateway": "rehearse", "model": "rehearsal/steady", "input": "0.01", "output": "0.01"},
          {"gateway": "rehearse", "model": "rehearsal/length", "input": "0.02", "output": "0.01"},
          {"gateway": "rehearse", "model": "rehearsal/burst", "input": "50", "output": "900"}]}
        """);
    assertThat(line("prices", "import", file.toString(), "--take").exit()).isZero();
  }

  private static BigDecimal usd(JsonNode cost) {
    return new BigDecimal(cost.path("sums").path("USD").asString("0"));
  }

  /** Newest first. */
  private List<Standing> batches() throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      return wiring.workspace().orElseThrow().batches().standings();
    }
  }

  private String session(int place) throws Exception {
    return batches().get(place).batch().session();
  }

  /**
   * @param others names of faults, with commas
   */
  private TestCommandLine.Result run(String others, String... more) {
    List<String> all = new ArrayList<>(List.of(data.toString(), "--b", named(others)));
    List<String> rest = new ArrayList<>(List.of(more));
    int second = rest.indexOf("--b");
    if (second >= 0) {
      rest.set(second + 1, named(rest.get(second + 1)));
    }
    all.addAll(rest);
    return run(all);
  }

  private TestCommandLine.Result run(String[] asked) {
    return run(asked[0], List.of(asked).subList(1, asked.length).toArray(String[]::new));
  }

  private TestCommandLine.Result run(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("batch"));
    all.addAll(arguments);
    all.addAll(
        List.of("--gateway", "rehearse=" + gateway.url(), "--a", "rehearse/rehearsal/steady"));
    return line(all.toArray(String[]::new));
  }

  private static String named(String faults) {
    List<String> names = new ArrayList<>();
    for (String fault : faults.split(",", -1)) {
      names.add(fault.isEmpty() ? "" : "rehearse/rehearsal/" + fault);
    }
    return String.join(",", names);
  }

  private TestCommandLine.Result line(String... arguments) {
    return new TestCommandLine(home, Map.of()).run(arguments);
  }

  private Process start(String others) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "app.diptych.Diptych",
            "--home",
            home.toString(),
            "batch",
            data.toString(),
            "-p",
            "Say {{word}}",
            "--gateway",
            "rehearse=" + gateway.url(),
            "--a",
            "rehearse/rehearsal/steady",
            "--b",
            named(others))
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log").toFile())
        .start();
  }
}
