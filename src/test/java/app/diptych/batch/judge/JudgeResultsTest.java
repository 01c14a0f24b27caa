package app.diptych.batch.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.batch.judge.Said.NoVerdict;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.Judgings.SavedJudgement;
import app.diptych.session.Judgings.SavedJudging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a judge's verdicts come to, and when they are believed. */
class JudgeResultsTest {
  private static final JudgePlan PLAN =
      new JudgePlan("gate/judge", JudgeRubric.usual(JudgeKind.PAIRWISE), "", 500);
  private static final Instant THEN = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path folder;

  private final List<SavedJudgement> said = new ArrayList<>();
  private final Map<String, List<Vote>> votes = new HashMap<>();

  @Test
  void aJudgeThatAgreesWithPeopleIsBelieved() {
    for (int i = 0; i < 40; i++) {
      Verdict verdict = i % 3 == 0 ? Verdict.TIE : i % 2 == 0 ? Verdict.A : Verdict.B;
      pair("t" + i, verdict, verdict, i % 10 == 0 ? Verdict.A : verdict);
    }
    Calibration calibration = results("one", "two").calibration();
    assertThat(calibration.common()).isEqualTo(40);
    assertThat(calibration.agreement().orElseThrow().value()).isEqualTo(38 / 40.0);
    assertThat(calibration.isBelieved()).isTrue();
    assertThat(calibration.sentence()).startsWith("Calibrated: on 40 pairs").contains("95 %");
  }

  @Test
  void thePublishedTableGivesThePublishedKappa() {
    // Two raters, 20 + 5 + 10 + 15: kappa 0.4 (J. Cohen's measure, as on Wikipedia).
    Calibration.Count count = new Calibration.Count();
    for (int i = 0; i < 50; i++) {
      count.add(
          i < 25 ? Verdict.A : Verdict.B, i < 20 || (i >= 25 && i < 35) ? Verdict.A : Verdict.B);
    }
    Calibration calibration = count.result();
    assertThat(calibration.kappa().orElseThrow().value()).isCloseTo(0.4, within());
    assertThat(calibration.agreement().orElseThrow().value()).isEqualTo(0.7);
  }

  @Test
  void fewCommonPairsOrChanceAgreementAreNotBelieved() {
    for (int i = 0; i < 29; i++) {
      Verdict verdict = i % 2 == 0 ? Verdict.A : Verdict.B;
      pair("t" + i, verdict, verdict, verdict);
    }
    assertThat(results("one", "two").calibration().state()).isEqualTo(Calibration.State.TOO_FEW);
    for (int i = 29; i < 60; i++) {
      Verdict verdict = i % 2 == 0 ? Verdict.A : Verdict.B;
      pair("t" + i, verdict, verdict, i % 4 < 2 ? Verdict.A : Verdict.B);
      votes.put("t" + (i - 29), List.of(vote(i % 4 < 2 ? Verdict.A : Verdict.B)));
    }
    Calibration chance = results("one", "two").calibration();
    assertThat(chance.state()).isEqualTo(Calibration.State.DISAGREES);
    assertThat(chance.sentence()).startsWith("Not calibrated").contains("kappa");
  }

  @Test
  void verdictsAllAlikeAreNoAgreementBeyondChance() {
    for (int i = 0; i < 50; i++) {
      pair("t" + i, Verdict.A, Verdict.A, Verdict.A);
    }
    Calibration calibration = results("one", "two").calibration();
    assertThat(calibration.agreement().orElseThrow().value()).isEqualTo(1);
    assertThat(calibration.isBelieved()).isFalse();
    assertThat(calibration.sentence()).contains("all verdicts are alike");
  }

  @Test
  void theSameSeenFromTheOtherModelIsTheSame() {
    pair("t1", Verdict.A, Verdict.A, Verdict.A);
    pair("t2", Verdict.A, Verdict.B, Verdict.B);
    pair("t3", Verdict.B, Verdict.B, Verdict.TIE);
    pair("t4", Verdict.B, Verdict.B, Verdict.B);
    JudgeResults one = results("one", "two");
    JudgeResults other = results("two", "one");
    assertThat(List.of(one.a(), one.b(), one.ties())).containsExactly(1L, 2L, 1L);
    assertThat(List.of(other.a(), other.b(), other.ties())).containsExactly(2L, 1L, 1L);
    assertThat(one.flips()).isEqualTo(other.flips());
    assertThat(one.flips().orElseThrow().value()).isEqualTo(0.25);
    assertThat(one.calibration()).isEqualTo(other.calibration());
    // The answer of "one" is always the longer.
    assertThat(one.longer().orElseThrow().value()).isCloseTo(1 / 3.0, within());
    assertThat(one.longer()).isEqualTo(other.longer());
  }

  @Test
  void aTieOfPeopleIsATieAndHalfAPairIsNoVerdict() {
    assertThat(JudgeSum.people(List.of(vote(Verdict.A), vote(Verdict.B)))).contains(Verdict.TIE);
    assertThat(JudgeSum.people(List.of(vote(Verdict.A), vote(Verdict.A), vote(Verdict.BOTH_BAD))))
        .contains(Verdict.A);
    add("t1", Part.A_FIRST, "{\"verdict\": \"A\", \"a\": \"one\", \"b\": \"two\"}");
    JudgeResults results = results("one", "two");
    assertThat(results.n()).isZero();
    assertThat(results.without()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "Answer 1 is better",
        "{\"verdict\": \"1\"} {\"verdict\": \"2\"}",
        "{\"verdict\": \"1\", \"verdict\": \"2\"}",
        "Sure! {\"verdict\": \"1\"}",
        "{\"verdict\": \"A\"}",
        "{\"verdict\": 3}",
        "{\"verdict\": null}",
        "[\"1\"]",
        "{\"verdict\": \"1\"",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}},\"verdict\":\"1\"}"
      })
  void nonsenseIsNeverGuessedAt(String reply) {
    assertThat(Reply.read(reply, Part.A_FIRST)).isEqualTo(new Said.None(NoVerdict.NONSENSE));
    assertThat(Reply.read(reply, Part.SCORE_A)).isEqualTo(new Said.None(NoVerdict.NONSENSE));
  }

  @Test
  void aFenceAndThinkingAroundAVerdictAreTakenOff() {
    assertThat(
            Reply.read(
                "<think>1 or 2? {\"verdict\": \"1\"}</think>\n```json\n{\"verdict\": \"2\"}\n```",
                Part.A_FIRST))
        .isEqualTo(new Said.Preferred(Verdict.B));
    assertThat(Reply.read("{\"reason\": \"x\", \"verdict\": \"2\"}", Part.B_FIRST))
        .isEqualTo(new Said.Preferred(Verdict.A));
    assertThat(Reply.read("{\"score\": 4}", Part.SCORE_B)).isEqualTo(new Said.Scored(4));
    assertThat(Reply.read("{\"score\": 6}", Part.SCORE_B))
        .isEqualTo(new Said.None(NoVerdict.NONSENSE));
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aReplyOfManyLinesIsReadAtOnce() {
    String lines = "\n".repeat(199_900);
    for (String reply :
        List.of("```json" + lines + "x", "```" + lines + "``", "<think>" + lines, lines)) {
      assertThat(Reply.read(reply, Part.A_FIRST)).isEqualTo(new Said.None(NoVerdict.NONSENSE));
    }
    assertThat(Reply.read("```json" + lines + "{\"verdict\": \"1\"}\n```", Part.A_FIRST))
        .isEqualTo(new Said.Preferred(Verdict.A));
    assertThat(Reply.read("\n".repeat(200_000) + "{}", Part.A_FIRST))
        .isEqualTo(new Said.None(NoVerdict.NONSENSE));
  }

  @Test
  void rubricsOfTheProgramAndOfFilesAreRead() throws Exception {
    assertThat(JudgeRubric.bundled())
        .extracting(JudgeRubric::name)
        .containsExactly("helpfulness", "factual", "quality");
    Path own = folder.resolve("polite.md");
    Files.writeString(own, "version: 3\nkind: single\n---\nIs it polite?\n");
    JudgeRubric rubric = JudgeRubric.find(own.toString(), null);
    assertThat(rubric)
        .isEqualTo(new JudgeRubric("polite", 3, JudgeKind.SINGLE, false, "Is it polite?"));
    Files.writeString(own, "Which one is more polite?");
    assertThat(JudgeRubric.find(own.toString(), JudgeKind.PAIRWISE).words())
        .isEqualTo("Which one is more polite?");
    JudgePlan plan = new JudgePlan("gate/judge", rubric, "ab", 300);
    assertThat(JudgePlan.of(plan.json())).isEqualTo(plan);
    assertThat(plan.key())
        .isNotEqualTo(PLAN.key())
        .isNotEqualTo(new JudgePlan("gate/judge", rubric, "cd", 300).key())
        .isEqualTo(new JudgePlan("gate/judge", rubric, "ab", 3_000).key());
    for (String bad :
        List.of("kind: both\n---\nx", "version: 0\n---\nx", "no colon\n---\nx", " ")) {
      Files.writeString(own, bad);
      assertThatThrownBy(() -> JudgeRubric.find(own.toString(), null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private JudgeResults results(String a, String b) {
    return JudgeResults.of(
        new SavedJudging("j", "s", PLAN.key(), PLAN.json(), THEN), said, votes, a, b);
  }

  private void pair(String trial, Verdict aFirst, Verdict bFirst, Verdict people) {
    add(trial, Part.A_FIRST, detail(aFirst));
    add(trial, Part.B_FIRST, detail(bFirst));
    votes.put(trial, List.of(vote(people)));
  }

  private static String detail(Verdict verdict) {
    return "{\"verdict\": \"%s\", \"a\": \"one\", \"b\": \"two\", \"lengthA\": 9, \"lengthB\": 5}"
        .formatted(verdict.name());
  }

  private void add(String trial, Part part, String detail) {
    said.add(new SavedJudgement(trial, part.name(), detail));
  }

  private static Vote vote(Verdict verdict) {
    return new Vote(verdict, "", "ann", THEN);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-6);
  }
}
