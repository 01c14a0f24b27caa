package app.diptych.review.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
import app.diptych.review.CastVote.Span;
import app.diptych.review.CastVote.Strength;
import app.diptych.review.Rubric;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Rubric.Scale;
import app.diptych.review.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What raters score and mark, model by model. */
class CriterionScoresTest {
  private static final Rubric RUBRIC =
      new Rubric(
          "R",
          1,
          List.of(
              new Criterion("Runs", Scale.PASS_FAIL, List.of(), true, true),
              new Criterion("Clear", Scale.FIVE, List.of(), true, false),
              new Criterion("Fair pair", Scale.THREE, List.of(), false, false),
              new Criterion("Never used", Scale.SEVEN, List.of(), true, false)));

  @Test
  void tellsEachModelsScoresTheirDifferenceAndMcNemar() {
    List<Judged> votes = new ArrayList<>();
    // 10 items that only one passes, 8 of them the good one; whoever stands as A changes.
    for (int i = 0; i < 10; i++) {
      boolean turned = i % 2 == 0;
      boolean goodPasses = i < 8;
      votes.add(vote(i, "ann", turned, goodPasses ? 2 : 1, goodPasses ? 1 : 2, 4, 2, List.of()));
    }
    List<CriterionScores> all = CriterionScores.of(RUBRIC, votes, "good", "bad", 1);
    assertThat(all)
        .extracting(one -> one.criterion().name())
        .containsExactly("Runs", "Clear", "Fair pair");
    CriterionScores runs = all.getFirst();
    assertThat(runs.models().get(0).model()).isEqualTo("bad");
    assertThat(runs.models().get(0).mean()).isCloseTo(0.2, within(1e-12));
    assertThat(runs.models().get(1).mean()).isCloseTo(0.8, within(1e-12));
    assertThat(runs.models().get(1).n()).isEqualTo(10);
    McNemar test = runs.passes().orElseThrow();
    assertThat(test.onlyA()).isEqualTo(8);
    assertThat(test.onlyB()).isEqualTo(2);
    assertThat(test.p()).isCloseTo(0.109375, within(5e-7));
    CriterionScores clear = all.get(1);
    assertThat(clear.difference().orElseThrow().value()).isCloseTo(2, within(1e-12));
    assertThat(clear.passes()).isEmpty();
    assertThat(all.get(2).models()).hasSize(1);
  }

  @Test
  void differencesTurnTheirSignWhenTheModelsAreNamedTheOtherWayRound() {
    List<Judged> votes = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      votes.add(
          vote(
              i % 20,
              i % 3 == 0 ? "ann" : "bob",
              random.nextBoolean(),
              1 + random.nextInt(2),
              1 + random.nextInt(2),
              1 + random.nextInt(5),
              1 + random.nextInt(5),
              List.of()));
    }
    var one = CriterionScores.of(RUBRIC, votes, "good", "bad", 1).get(1);
    var other = CriterionScores.of(RUBRIC, votes, "bad", "good", 1).get(1);
    double value = one.difference().orElseThrow().value();
    assertThat(other.difference().orElseThrow().value()).isCloseTo(-value, within(1e-12));
    assertThat(one.agreement().orElseThrow().low())
        .isLessThanOrEqualTo(one.agreement().orElseThrow().high());
  }

  @Test
  void oneVoteHasAMeanAndNoInterval() {
    var only =
        CriterionScores.of(
            RUBRIC, List.of(vote(1, "ann", false, 2, 1, 3, 3, List.of())), "good", "bad", 1);
    assertThat(only.getFirst().models().getFirst().interval()).isEmpty();
    assertThat(only.getFirst().difference()).isEmpty();
    assertThat(CriterionScores.of(RUBRIC, List.of(), "good", "bad", 1)).isEmpty();
  }

  @Test
  void marksAreCountedByTheModelWhoseAnswerTheyAreIn() {
    List<Span> ofA =
        List.of(
            new Span(Verdict.A, 0, 3, "wrong"),
            new Span(Verdict.A, 5, 9, "wrong"),
            new Span(Verdict.B, 0, 1, "excellent"));
    List<Judged> votes =
        List.of(
            vote(1, "ann", false, 1, 1, 1, 1, ofA),
            vote(2, "ann", true, 1, 1, 1, 1, ofA),
            vote(3, "ann", false, 1, 1, 1, 1, List.of()));
    List<Marks> marks = Marks.of(votes);
    assertThat(marks)
        .extracting(one -> one.tag() + " " + one.model() + " " + one.places())
        .containsExactly("excellent bad 1", "excellent good 1", "wrong bad 2", "wrong good 2");
    assertThat(marks.get(3).answers().orElseThrow().value()).isCloseTo(1 / 3d, within(1e-12));
    assertThat(marks.get(3).answers().orElseThrow().n()).isEqualTo(3);
  }

  @Test
  void runsOfOnePromptAreOneRowWithTheirDifferentAnswers() {
    List<Judged> votes = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      Judged one = vote(run, "ann", run == 3, 1, 1, 1, 1, List.of());
      votes.add(new Judged("same prompt", "ann", one.modelA(), one.modelB(), one.vote()));
    }
    votes.add(vote(9, "ann", false, 1, 1, 1, 1, List.of()));
    var texts =
        Map.of(
            "0", new RepeatedPrompt.Texts("yes", "no"),
            "1", new RepeatedPrompt.Texts("yes", "maybe"),
            "2", new RepeatedPrompt.Texts("yes ", "no"),
            "3", new RepeatedPrompt.Texts("no", "yes"));
    List<RepeatedPrompt> rows = RepeatedPrompt.of(votes, texts, "good");
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().items()).isEqualTo(4);
    assertThat(rows.getFirst().distinct())
        .containsEntry("good", new RepeatedPrompt.Distinct(1, 4))
        .containsEntry("bad", new RepeatedPrompt.Distinct(2, 3));
    assertThat(rows.getFirst().a()).isEqualTo(3);
    assertThat(rows.getFirst().b()).isEqualTo(1);
  }

  /** The good model is A unless turned; verdicts are always A's. */
  private static Judged vote(
      int item,
      String rater,
      boolean turned,
      int goodPasses,
      int badPasses,
      int goodClear,
      int badClear,
      List<Span> spans) {
    Verdict good = turned ? Verdict.B : Verdict.A;
    Verdict bad = turned ? Verdict.A : Verdict.B;
    CastVote vote =
        new CastVote(
            Integer.toString(item),
            0,
            rater,
            Verdict.A,
            Strength.UNSAID,
            true,
            Duration.ofSeconds(9),
            "",
            Instant.EPOCH,
            Map.of(
                new Scored("Runs", good), goodPasses,
                new Scored("Runs", bad), badPasses,
                new Scored("Clear", good), goodClear,
                new Scored("Clear", bad), badClear,
                new Scored("Fair pair", null), 2),
            spans);
    return new Judged("p" + item, rater, turned ? "bad" : "good", turned ? "good" : "bad", vote);
  }
}
