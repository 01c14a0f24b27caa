package app.diptych.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.guard.policy.Finding.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {
  private static List<Finding> of(String conditions, String further) throws PolicyException {
    return PolicyCheck.of(Policies.with(conditions, further));
  }

  private static String sentence(List<Finding> findings, Level level, String rule) {
    return findings.stream()
        .filter(finding -> finding.level() == level && finding.rule().equals(rule))
        .map(Finding::sentence)
        .findFirst()
        .orElse("none in " + findings);
  }

  @Test
  void findsEveryMistakeOfThePlaybook() throws Exception {
    List<Finding> findings = PolicyCheck.of(PolicyReader.read(Policies.PLAYBOOK));

    assertThat(sentence(findings, Level.CONTRADICTION, "fallback-in-breach"))
        .isEqualTo(
            "The fallback openai/gpt-4.1 has a p95 latency of 2,340 ms by its own record, above the"
                + " 2,000 ms at which holy_sheep is left: it is in breach the moment it is used, and"
                + " traffic would go back and forth.");
    assertThat(findings)
        .filteredOn(finding -> finding.rule().equals("too-loose"))
        .extracting(Finding::sentence)
        .anyMatch(sentence -> sentence.contains("50 times worse than the error rate of 0.02 %"))
        .anyMatch(sentence -> sentence.contains("10 times worse than the availability of 99.95 %"));
    assertThat(sentence(findings, Level.DOUBT, "cost-jump"))
        .isEqualTo(
            "The fallback openai/gpt-4.1 costs 22.86 times as much as the primary"
                + " holy_sheep/llama-4-scout (8 against 0.35 USD for a million output tokens), and"
                + " there is no \"cost_cap\".");
    assertThat(sentence(findings, Level.DOUBT, "no-evidence"))
        .startsWith(
            "The policy has no window, no minimum sample, no confidence, no cooldown, no way back"
                + " (half-open calls). Without them one failure in fewer than 100 calls is more than"
                + " 1 %.");
    assertThat(sentence(findings, Level.NOTE, "which-time")).contains("time to first token");
    assertThat(findings.getFirst().level()).isEqualTo(Level.CONTRADICTION);
  }

  @Test
  void hasNothingAgainstTheSampleWithEvidence() throws Exception {
    assertThat(PolicyCheck.of(PolicyReader.read(Policies.WITH_EVIDENCE)))
        .extracting(Finding::level)
        .containsOnly(Level.NOTE);
  }

  @Test
  void findsAFallbackThatIsThePrimary() throws Exception {
    FallbackPolicy policy =
        Policies.read(
            Policies.AS_IT_STANDS.replace(
                "https://api.openai.com/v1", "https://API.holysheep.ai/v2"));

    assertThat(sentence(PolicyCheck.of(policy), Level.CONTRADICTION, "same-gateway"))
        .isEqualTo(
            "The fallback openai/gpt-4.1 is the same gateway as the primary"
                + " holy_sheep/llama-4-scout: when one is down, so is the other.");
  }

  @Test
  void findsConditionsThatNeverOrAlwaysHold() throws Exception {
    assertThat(sentence(of("'openai.error_rate > 1%'", ""), Level.CONTRADICTION, "other-gateway"))
        .contains("is about openai and not about the primary sheep");
    assertThat(sentence(of("'sheep.availability > 99%'", ""), Level.CONTRADICTION, "wrong-way"))
        .isEqualTo(
            "The condition \"sheep.availability > 99%\" holds as long as sheep is well: write <.");
    assertThat(sentence(of("'sheep.error_rate > 150%'", ""), Level.CONTRADICTION, "out-of-range"))
        .contains("a share lies between 0 % and 100 %");
    assertThat(sentence(of("'sheep.ttft_p95 > 0ms'", ""), Level.CONTRADICTION, "out-of-range"))
        .contains("a time is longer than nothing");
    assertThat(sentence(of("", ""), Level.CONTRADICTION, "no-condition")).contains("sheep");
  }

  @Test
  void findsThresholdsThatTheEvidenceCanNeverCross() throws Exception {
    assertThat(
            sentence(
                of(
                    "'sheep.error_rate > 90%'",
                    "'evidence': {'window_calls': 20, 'minimum_calls': 20}"),
                Level.CONTRADICTION,
                "out-of-reach"))
        .isEqualTo(
            "Even 20 failures of 20 calls show no more than 88.08 % with 95 % confidence, so a"
                + " threshold of 90 % is never crossed: widen the window or lower the threshold.");
    assertThat(
            sentence(
                of("'sheep.ttft_p95 > 2s'", "'evidence': {'window_calls': 10}"),
                Level.CONTRADICTION,
                "out-of-reach"))
        .contains("A window of 10 calls can never tell a p95, which takes 20");
  }

  @Test
  void findsEvidenceThatIsNone() throws Exception {
    assertThat(
            sentence(
                of("'sheep.error_rate > 1%'", "'evidence': {'minimum_failures': 1}"),
                Level.DOUBT,
                "one-failure"))
        .contains("One failure among 20 calls is enough");
    assertThat(
            sentence(
                of("'sheep.error_rate > 1%'", "'consecutive_failures': 1"),
                Level.DOUBT,
                "one-failure"))
        .isEqualTo("\"consecutive_failures\" is 1, so every single failure leaves sheep for 60 s.");
    assertThat(
            sentence(
                of("'sheep.ttft_p95 > 2s'", "'evidence': {'minimum_calls': 5}"),
                Level.DOUBT,
                "p95-of-few"))
        .contains("The p95 of 5 calls is their maximum");
    assertThat(
            sentence(
                of("'sheep.error_rate > 1%'", "'evidence': {'confidence': '150%'}"),
                Level.CONTRADICTION,
                "out-of-range"))
        .isEqualTo("\"evidence.confidence\" must be above 50% and below 100%, not 150 %.");
    assertThat(
            sentence(
                of("'sheep.error_rate > 1%'", "'half_open_calls': 0"),
                Level.CONTRADICTION,
                "out-of-range"))
        .isEqualTo("\"half_open_calls\" must be 1 to 100, not 0.");
  }

  @Test
  void findsACapThatForbidsTheFallback() throws Exception {
    String capped =
        Policies.AS_IT_STANDS
            .replace(
                "\"model\": \"llama-4-scout\"",
                "\"model\": \"s\", \"record\": {\"output_price\": 0.5}")
            .replace(
                "\"model\": \"gpt-4.1\"", "\"model\": \"g\", \"record\": {\"output_price\": 8}")
            .replaceFirst("\\{", "{\"cost_cap\": {\"ratio\": 4},");

    assertThat(sentence(PolicyCheck.of(Policies.read(capped)), Level.CONTRADICTION, "cost-jump"))
        .contains("costs 16 times as much", "and the cap is 4 times: it is never asked.");
  }

  @Test
  void tellsAKeyInTheFileAndFieldsNobodyReads() throws Exception {
    List<Finding> findings = of("'sheep.error_rate > 1%'", "'api_key': 'sk-canary', 'fallbak': 1");

    assertThat(sentence(findings, Level.CONTRADICTION, "key-in-file"))
        .contains("\"api_key\" is not read")
        .doesNotContain("canary");
    assertThat(sentence(findings, Level.DOUBT, "unknown-field")).contains("\"fallbak\"");
  }
}
