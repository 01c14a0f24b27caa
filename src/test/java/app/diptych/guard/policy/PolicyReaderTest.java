package app.diptych.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.guard.BreakerRules;
import app.diptych.guard.Evidence;
import app.diptych.guard.FailoverTerms;
import app.diptych.guard.RouteCost;
import app.diptych.guard.Thresholds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PolicyReaderTest {
  @Test
  void readsThePlaybooksConfigurationAsItStands() throws Exception {
    FallbackPolicy policy = Policies.read(Policies.AS_IT_STANDS);

    assertThat(policy.primary().name()).isEqualTo("holy_sheep/llama-4-scout");
    assertThat(policy.fallback().baseUrl()).isEqualTo("https://api.openai.com/v1");
    assertThat(policy.rules()).isEqualTo(BreakerRules.USUAL);
    assertThat(policy.terms(RouteCost.UNKNOWN).when()).isEqualTo(FailoverTerms.When.TRIPPED);
    assertThat(policy.unknownFields()).isEmpty();
    FallbackPolicy named = Policies.read("{\"FALLBACK_CONFIG\": " + Policies.AS_IT_STANDS + "}");
    assertThat(named).isEqualTo(policy);
  }

  @Test
  void readsTheSamples() throws Exception {
    assertThat(PolicyReader.read(Policies.PLAYBOOK).rules()).isEqualTo(BreakerRules.USUAL);
    assertThat(PolicyReader.read(Policies.PLAYBOOK).unknownFields()).isEmpty();
    FallbackPolicy mended = PolicyReader.read(Policies.WITH_EVIDENCE);
    assertThat(mended.rules()).isEqualTo(BreakerRules.USUAL);
    assertThat(mended.unknownFields()).isEmpty();
    assertThat(mended.costCap()).isEqualTo(1.5);
  }

  @Test
  void readsEverythingOurFormCanSay() throws Exception {
    FallbackPolicy policy =
        Policies.with(
            "'sheep.error_rate >= 0.02', 'sheep.e2e_p95 > 1.5s'",
            """
            'evidence': {'window_calls': 50, 'window': '5m', 'minimum_calls': 30,
              'minimum_failures': 2, 'confidence': 0.99},
            'consecutive_failures': 5, 'cooldown': '2m', 'half_open_calls': 2,
            'fail_over_on': 'failure', 'cost_cap': {'ratio': 3, 'unknown': 'allow'}
            """);

    assertThat(policy.rules())
        .isEqualTo(
            new BreakerRules(
                new Thresholds(0.02, Duration.ofMillis(1500), Thresholds.Time.E2E, null),
                new Evidence(50, Duration.ofMinutes(5), 30, 0.99, 2),
                5,
                Duration.ofMinutes(2),
                2));
    assertThat(policy.terms(RouteCost.UNKNOWN))
        .isEqualTo(new FailoverTerms(FailoverTerms.When.FAILED, 3.0, true, RouteCost.UNKNOWN));
  }

  @Test
  void knowsTheCostWhenTheFileSaysIt() throws Exception {
    FailoverTerms terms = PolicyReader.read(Policies.PLAYBOOK).terms(RouteCost.UNKNOWN);

    assertThat(terms.cost().ratio("", "").orElseThrow()).isBetween(22.8, 22.9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'sheep.error_rate is high' | policy.json: trigger_conditions[0] is no condition",
        "'sheep.throughput > 3' | policy.json: trigger_conditions[0] is about throughput, which is"
            + " not measured",
        "'sheep.error_rate > 5ms' | policy.json: trigger_conditions[0] must be a share such as 1% or"
            + " 0.01, not \"5ms\".",
        "'sheep.ttft_p95 > 2000' | policy.json: trigger_conditions[0] must be a time with its unit",
        "5 | policy.json: trigger_conditions must be a list of texts in quotes.",
      })
  void saysWhatIsWrongWithACondition(String condition, String sentence) {
    assertThatThrownBy(() -> Policies.with(condition.replace('\u2019', '\''), ""))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'cooldown': 'soon' | policy.json: cooldown must be a time with its unit",
        "'fail_over_on': 'monday' | policy.json: fail_over_on must be \"trip\", \"failure\" or"
            + " \"never\", not \"monday\".",
        "'evidence': 5 | policy.json: evidence must be an object in braces.",
        "'evidence': {'window_calls': 'many'} | policy.json: evidence.window_calls must be a whole"
            + " number",
        "'cost_cap': {'ratio': -1} | policy.json: cost_cap.ratio must not be negative.",
        "'cost_cap': {'ratio': 0} | policy.json: cost_cap.ratio must be above 0, not 0.0.",
        "'cost_cap': {'ratio': 1e999999} | policy.json: cost_cap.ratio is no number that makes"
            + " sense here.",
      })
  void saysWhatIsWrongWithAField(String field, String sentence) {
    assertThatThrownBy(() -> Policies.with("'sheep.error_rate > 1%'", field))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void refusesWhatIsNoPolicy() {
    assertThatThrownBy(() -> Policies.read("[]"))
        .hasMessageStartingWith("policy.json is no fallback policy");
    assertThatThrownBy(() -> Policies.read("{\"primary\": "))
        .hasMessage(
            "policy.json ends before its JSON is complete at line 1, column 13: close what is open"
                + " with \", ] or }.");
    assertThatThrownBy(() -> Policies.read("{\"primary\": {}, \"fallback\": {}}"))
        .hasMessage("policy.json: primary.provider is missing.");
    assertThatThrownBy(() -> Policies.read("{\"primary\": 1,\n \"primary\": 2}"))
        .isInstanceOf(PolicyException.class)
        .hasMessageMatching(
            "policy\\.json has the field \"primary\" twice, the second at line 2, column \\d+:"
                + " leave one out\\.");
    assertThatThrownBy(() -> Policies.read("{\"primary\": {},\n \"fallback\" {}}"))
        .hasMessageMatching(
            "policy\\.json is not JSON at line 2, column \\d+: look there for a missing comma,"
                + " colon, quote or brace\\.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'evidence': {'window_calls': 0} | \"evidence.window_calls\" must be 1 to 10,000, not 0.",
        "'evidence': {'window_calls': 50, 'minimum_calls': 60} | \"evidence.minimum_calls\" must be"
            + " 1 to evidence.window_calls, which is 50, not 60.",
        "'evidence': {'minimum_failures': 0} | \"evidence.minimum_failures\" must be 1 to"
            + " evidence.window_calls, which is 100, not 0.",
        "'evidence': {'window': '0s'} | \"evidence.window\" must be longer than nothing, not 0 ms.",
        "'evidence': {'confidence': '40%'} | \"evidence.confidence\" must be above 50% and below"
            + " 100%, not 40 %.",
        "'consecutive_failures': 20000 | \"consecutive_failures\" must be 1 to 10,000, not 20,000.",
        "'cooldown': '48h' | \"cooldown\" must be longer than nothing and at most 24h, not",
        "'half_open_calls': 101 | \"half_open_calls\" must be 1 to 100, not 101.",
      })
  void namesTheFieldOfAValueOutOfRangeAndWhatItMayBe(String field, String sentence)
      throws Exception {
    FallbackPolicy policy = Policies.with("'sheep.error_rate > 1%'", field);

    assertThat(PolicyCheck.of(policy))
        .filteredOn(finding -> finding.rule().equals("out-of-range"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.sentence()).startsWith(sentence));
    assertThatThrownBy(policy::rules)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void refusesHostileFiles(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> Policies.read("[".repeat(10_000))).isInstanceOf(PolicyException.class);
    assertThatThrownBy(
            () -> Policies.read("{\"primary\":\"" + "x".repeat(500_000) + "\",\"fallback\":1}"))
        .isInstanceOf(PolicyException.class);
    Path large = folder.resolve("large.json");
    Files.writeString(large, " ".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> PolicyReader.read(large))
        .hasMessage("large.json is larger than 1 MB, so it is no policy.");
    assertThatThrownBy(() -> PolicyReader.read(folder))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> PolicyReader.read(folder.resolve("none.json")))
        .hasMessageStartingWith("There is no file ");
  }
}
