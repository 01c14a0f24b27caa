package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.report.PastAnswers;
import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.Workspace.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The return on a change of model, on the command line. */
@Timeout(120)
class RoiCommandTest {
  private static final List<String> PLAYBOOK =
      List.of(
          "--input-tokens",
          "0",
          "--output-tokens",
          "100M",
          "--from",
          "holysheep/gpt-4.1",
          "--to",
          "api.holysheep.ai/llama-4-scout",
          "--days",
          "3",
          "--day-rate",
          "600",
          "--within",
          "4h");

  private static final String SCOUT = "holysheep/llama-4-scout";
  private static final String QWEN = "holysheep/qwen3-235b";
  private static final String OSS = "openrouter/gpt-oss-120b";

  @TempDir Path home;

  @Test
  void thePlaybooksFourHoursComeOutWithTheTrueFigure() {
    var result = roi(PLAYBOOK);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains(
            "0 input and 100,000,000 output tokens a month; a million cost 2/8 USD before and 0.23/0.35 USD after; 3 days at 600.00 USD")
        .contains(
            "Prices:   holysheep/gpt-4.1 by the migration playbook's price table (HolySheep), 2026-08-21")
        .contains("saved, a month           765.00 USD (95.63 % of before)")
        .contains("saved within 4h          4.19 USD")
        .contains("the change costs         1,800.00 USD")
        .contains("pays back after          2.35 months (1,718 hours)")
        .contains("to pay within 4h         42,941,176,471 tokens a month at the same mix")
        .contains("Net within 4h: -1,795.81 USD.")
        .contains("days of migration        \u2588\u2588\u2588\u2588");
  }

  @Test
  void halfInputAndHalfOutputSave471() {
    JsonNode document =
        JsonMapper.shared()
            .readTree(
                roi(List.of(
                        "--input-tokens",
                        "50M",
                        "--output-tokens",
                        "50_000_000",
                        "--from-price",
                        "2.00/8.00",
                        "--to-price",
                        "0.23/0.35",
                        "--json"))
                    .out());

    assertThat(document.path("saving").asString()).isEqualTo("471");
    assertThat(document.path("costBefore").asString()).isEqualTo("500");
    assertThat(document.path("costAfter").asString()).isEqualTo("29");
    assertThat(document.path("currency").asString()).isEqualTo("USD");
    assertThat(document.path("sensitivity").get(0).path("input").asString())
        .isEqualTo("output price before");
  }

  @Test
  void nothingSavedNeverPays() {
    var result =
        roi(
            List.of(
                "--input-tokens",
                "1M",
                "--output-tokens",
                "1M",
                "--from-price",
                "1/1",
                "--to-price",
                "2/2",
                "--days",
                "1",
                "--day-rate",
                "100",
                "--condition",
                "wins at least 45 % of blind pairs"));
    assertThat(result.out())
        .contains("Only if:  wins at least 45 % of blind pairs")
        .contains("dearer, a month          2.00 USD (100.00 % of before)")
        .contains("pays back after          never: nothing is saved")
        .contains("to pay within 12months   no volume does");
  }

  @Test
  void saysInOneSentenceWhatCannotBe() throws Exception {
    complains("With no tokens a month nothing is saved", change("--output-tokens", "0"));
    complains("Output tokens a month cannot be negative.", change("--output-tokens", "-5"));
    complains("\"lots\" is no number of tokens", change("--output-tokens", "lots"));
    complains("\"1,5M\" is no number of tokens", change("--output-tokens", "1,5M"));
    complains("Days of migration cannot be negative.", change("--days", "-1"));
    complains("--within: \"soon\" is no time", change("--within", "soon"));
    complains("--within must be longer than nothing.", change("--within", "0h"));
    complains(
        "No price is known for holysheep/gpt-4.2. Is it gpt-4.1?",
        change("--from", "holysheep/gpt-4.2"));
    complains("\"gpt\" names no model of a gateway", change("--from", "gpt"));
    complains("gpt-4.1 is priced in USD and the rest is in EUR", with("--currency", "EUR"));
    complains("\"MOON\" is no currency", with("--currency", "moon"));
    complains("--vary must be between 1 and 100.", with("--vary", "0"));
    Path prices =
        Files.writeString(
            home.resolve("yuan.json"),
            """
            {"currency": "CNY", "source": "mine", "date": "2026-11-26", "prices": [
              {"gateway": "gw", "model": "m", "input": "2", "output": "10"}]}
            """);
    assertThat(run("prices", "import", prices.toString(), "--take").exit()).isZero();
    complains(
        "gw/m is priced in CNY and the rest is in USD: without a rate", change("--to", "gw/m"));
    complains("\"half\" is no rate: write it as CNY/USD=0.14.", with("--rate", "half"));
    complains("--from-tier goes with --from-price", with("--from-tier", "1k:1/2"));
    complains("between 0 and 100 per cent", with("--cached", "101"));
  }

  /**
   * 1M in, half of it cached, and 1M out. From 2/8/0.50 and above 1k 4/16/1: 0.5 x 4 + 0.5 x 1 + 16
   * = 18.50 USD. To 14/28 CNY at 0.14: (14 + 28) x 0.14 = 5.88 USD.
   */
  @Test
  void countsLongPromptsTheCacheAndCurrencies() {
    List<String> arguments =
        new ArrayList<>(
            List.of("--input-tokens", "1M", "--output-tokens", "1M", "--prompt-tokens", "1.5k"));
    arguments.addAll(List.of("--cached", "50", "--from-price", "2/8/0.50"));
    arguments.addAll(List.of("--from-tier", "1k:4/16/1", "--to-price", "14/28"));
    arguments.addAll(List.of("--to-currency", "cny"));
    complains("--to-price is priced in CNY and the rest is in USD: without a rate", arguments);
    List<String> rated = new ArrayList<>(arguments);
    rated.addAll(List.of("--rate", "CNY/USD=0.14"));
    assertThat(roi(rated).out())
        .contains("before, a month          18.50 USD", "after, a month           5.88 USD")
        .contains("Prices:   1 CNY = 0.14 USD (given here, ")
        .contains("Note:     Before, a prompt of 1,500 tokens pays the prices above 1,000");
    assertThat(run("prices", "rate", "CNY", "USD", "0.28", "--source", "ECB").exit()).isZero();
    assertThat(roi(arguments).out()).contains("after, a month           11.76 USD");
  }

  /** 48 of 120 are 40.0 % (31.7 % to 48.9 %), as Wilson has it. */
  @Test
  void holdsWhatWasMeasuredAgainstTheQualityThreshold() {
    assertThat(asking("30").out())
        .contains(
            "Quality:  The quality threshold is met: the whole 95 % interval lies at or above 30 %.")
        .contains("765.00 USD (95.63 % of before), and the quality threshold is met")
        .contains("quality threshold        at least 30 % of the verdicts, ties half")
        .contains(
            "quality measured         40.0 % (31.7 % to 48.9 %), 48 of 120 verdicts, typed, taken for independent");
    assertThat(asking("50 %").out())
        .contains("765.00 USD (95.63 % of before), but the quality threshold is not met")
        .contains("saved within 4h          4.19 USD, but the quality threshold is not met")
        .contains("2.35 months (1,718 hours), but the quality threshold is not met")
        .contains("Net within 4h: -1,795.81 USD, but the quality threshold is not met. With each");
    assertThat(asking("45").out())
        .contains("Whether the quality threshold is met is not known: 45 % lies within")
        .contains("with about 612 more, in four of five cases, if the share stays what it is.");
    assertThat(roi(with("--quality-threshold", "45")).out())
        .contains("Quality:  No measured quality is held against the threshold: the return counts")
        .contains("quality measured         nothing yet");
    assertThat(roi(PLAYBOOK).out()).doesNotContain("uality");

    List<String> checked = with("--quality-threshold", "45");
    checked.addAll(
        List.of("--quality-checks", "48/120", "--condition", "the contract allows it", "--json"));
    JsonNode document = JsonMapper.shared().readTree(roi(checked).out());
    JsonNode quality = document.path("quality");
    assertThat(quality.path("thresholdPercent").asString()).isEqualTo("45");
    assertThat(quality.path("standing").asString()).isEqualTo("not-known");
    assertThat(quality.path("wouldTell").asString()).isEqualTo("more-checks");
    assertThat(quality.path("more").asInt()).isEqualTo(612);
    assertThat(quality.path("measured").path("of").asString()).isEqualTo("checks");
    assertThat(quality.path("measured").path("independent").asInt()).isEqualTo(120);
    assertThat(quality.path("measured").path("source").asString())
        .isEqualTo("typed, taken for independent");
    assertThat(quality.path("measured").path("low").asDouble()).isBetween(0.3167, 0.3168);
    assertThat(quality.path("measured").path("high").asDouble()).isBetween(0.4894, 0.4895);
    assertThat(document.path("assumed").path("condition").asString())
        .isEqualTo("the contract allows it");

    JsonNode beyond =
        JsonMapper.shared()
            .readTree(roi(asking("40", "--quality-votes", "48/120", "--json")).out())
            .path("quality");
    assertThat(beyond.path("wouldTell").asString()).isEqualTo("beyond");
    assertThat(beyond.has("more")).as("nobody has counted further").isFalse();
  }

  @Test
  void refusesAQualityThatCannotBe() {
    complains("above 0 and at most 100 per cent", with("--quality-threshold", "101"));
    complains("above 0 and at most 100 per cent", with("--quality-threshold", "-1"));
    complains("\"0.5\" may be 0.5 % or 50 %", with("--quality-threshold", "0.5"));
    complains("\"much\" is no percentage", with("--quality-threshold", "much"));
    complains("goes with --quality-threshold", with("--quality-votes", "48/120"));
    complains("goes with --quality-threshold", with("--quality-session", "x"));
    complains("of no verdicts nothing is known", asking("45", "--quality-votes", "0/0/0"));
    complains("121 of 120 verdicts cannot be.", asking("45", "--quality-votes", "121/120"));
    complains("is no count of checks", asking("45", "--quality-checks", "a lot"));
    complains("go with --quality-session", asking("45", "--quality-of", "gw/m"));
    List<String> both = asking("45", "--quality-votes", "1/2");
    both.addAll(List.of("--quality-checks", "1/2"));
    complains("Give one of --quality-votes", both);
    complains("Nothing is saved here yet.", asking("45", "--quality-session", "past-0"));
  }

  /** Votes of a real session, in which models have other names than in the price book. */
  @Test
  void takesTheVerdictsOfASession() throws Exception {
    SavedSession session = PastAnswers.session(0);
    record(session);
    record(PastAnswers.session(4));
    Tally votes = counted(session);
    String words = " of %d verdicts, %s against %s, recorded on %d prompts";
    // The model that is gone to is A of the session.
    assertThat(roi(between(SCOUT, QWEN, "past-0")).out())
        .contains(
            half(2 * votes.a() + votes.ties())
                + words.formatted(votes.total(), SCOUT, QWEN, votes.total()))
        .contains("The quality threshold is met");
    assertThat(roi(between(QWEN, SCOUT, "past-0")).out())
        .contains(
            half(2 * votes.b() + votes.ties())
                + words.formatted(votes.total(), QWEN, SCOUT, votes.total()));
    assertThat(roi(between(QWEN, OSS, "past-0", "past-4")).out())
        .contains("No verdict that counts compares %s and %s; left out: ".formatted(QWEN, OSS))
        .contains(" between other models.")
        .contains("quality measured         nothing yet");

    assertThat(
            roi(List.of(
                    "--input-tokens",
                    "0",
                    "--output-tokens",
                    "100M",
                    "--from-price",
                    "2/8",
                    "--to-price",
                    "0.23/0.35",
                    "--quality-threshold",
                    "1 %",
                    "--quality-session",
                    "past-0",
                    "--quality-of",
                    SCOUT))
                .out())
        .as("only prices are known of the model left, so it is the only other one")
        .contains(SCOUT + " against " + QWEN);

    complains(
        "Say with --quality-against which model of these sessions is left. There are: " + QWEN,
        asking("1 %", "--quality-session", "past-0", "--quality-of", SCOUT));
    complains(
        "Say with --quality-of which model of these sessions is gone to. There are: " + SCOUT,
        asking("45", "--quality-session", "past-0"));
    complains(
        "No answer of gw/none is in these sessions.",
        asking("45", "--quality-session", "past-0", "--quality-of", "gw/none"));
    complains(
        "name the same model",
        asking(
            "45",
            "--quality-session",
            "past-0",
            "--quality-of",
            SCOUT,
            "--quality-against",
            SCOUT));
    complains(
        "Say with --quality-against which model of these sessions is left.",
        asking(
            "45",
            "--quality-session",
            "past-0",
            "--quality-session",
            "past-4",
            "--quality-of",
            SCOUT));
    complains("gone", asking("45", "--quality-session", "gone"));
  }

  private static List<String> between(String model, String other, String... sessions) {
    List<String> all = asking("1 %", "--quality-of", model, "--quality-against", other);
    for (String session : sessions) {
      all.addAll(List.of("--quality-session", session));
    }
    return all;
  }

  /** Votes on answers that came to their end; each is on a prompt of its own. */
  private static Tally counted(SavedSession session) {
    List<Verdict> counted = new ArrayList<>();
    for (SavedSession.Whole whole : session.trials()) {
      Vote vote = whole.trial().vote();
      boolean ended =
          whole.trial().answers().values().stream()
              .allMatch(answer -> answer.finishReason() != null);
      if (vote != null && ended) {
        counted.add(vote.verdict());
      }
    }
    return Tally.of(counted);
  }

  private void record(SavedSession session) throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      wiring.openWorkspace(Role.OWNER).sessions().add(session).get(60, TimeUnit.SECONDS);
    }
  }

  private static String half(int twice) {
    return twice % 2 == 0 ? "" + twice / 2 : twice / 2 + ".5";
  }

  private TestCommandLine.Result asking(String percent) {
    return roi(asking(percent, "--quality-votes", "42/12/66"));
  }

  private static List<String> asking(String percent, String... measured) {
    List<String> all = with("--quality-threshold", percent);
    all.addAll(List.of(measured));
    return all;
  }

  private static List<String> change(String option, String value) {
    List<String> changed = new ArrayList<>(PLAYBOOK);
    changed.set(changed.indexOf(option) + 1, value);
    return changed;
  }

  private static List<String> with(String option, String value) {
    List<String> more = new ArrayList<>(PLAYBOOK);
    more.addAll(List.of(option, value));
    return more;
  }

  private void complains(String sentence, List<String> arguments) {
    var result = roi(arguments);
    assertThat(result.exit()).as(result.out()).isEqualTo(2);
    assertThat(result.err()).contains(sentence).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  private TestCommandLine.Result roi(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("roi"));
    all.addAll(arguments);
    return run(all.toArray(String[]::new));
  }

  private TestCommandLine.Result run(String... arguments) {
    return new TestCommandLine(home, Map.of()).run(arguments);
  }
}
