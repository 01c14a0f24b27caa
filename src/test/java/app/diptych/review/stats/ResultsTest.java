package app.diptych.review.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import app.diptych.review.Blinding;
import app.diptych.review.Verdict;
import app.diptych.review.stats.StoppingRule.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All that is told of votes, from none to many, and of those nothing can be told of. */
class ResultsTest {
  private static final Instant START = Instant.parse("2026-11-01T09:00:00Z");

  @Test
  void tellsThatThereAreNoVotes() throws Unanswerable {
    Results results = Results.of(new Ballots(), Question.PLAIN);

    assertThat(results.sentence()).isEqualTo("There are no votes yet, so nothing can be said.");
    assertThat(results.winRate()).isEmpty();
    assertThat(results.rated()).isEmpty();
    assertThat(results.stopping().decision()).isEqualTo(Decision.KEEP_VOTING);
  }

  @Test
  void tellsAWinnerWithItsNumbers() throws Unanswerable {
    Results results = Results.of(votes(30, 10, 5, 5), Question.PLAIN);

    assertThat(results.sentence())
        .isEqualTo("alpha is better: alpha won 30 and beta 10 of 50 votes (5 ties, 5 both bad).");
    assertThat(results.n()).isEqualTo(50);
    // Both bad is apart: (30 + 5/2) of 45.
    assertThat(results.winRate().orElseThrow().value()).isCloseTo(32.5 / 45, within(1e-12));
    assertThat(results.decisive().orElseThrow().value()).isCloseTo(0.75, within(1e-12));
    assertThat(results.bothBadShare().orElseThrow().value()).isCloseTo(0.1, within(1e-12));
    assertThat(results.signTest().p()).isCloseTo(SignTest.of(30, 10).p(), within(1e-12));
    assertThat(results.stopping().moreVotes()).isZero();
    assertThat(results.notes()).isEmpty();
  }

  @Test
  void tellsOneAgreementOfTwoRatersAndOfHowManyPairs() throws Unanswerable {
    Verdict[][] said = {
      {Verdict.A, Verdict.A},
      {Verdict.B, Verdict.B},
      {Verdict.A, Verdict.B},
      {Verdict.TIE, Verdict.BOTH_BAD},
      {Verdict.A, Verdict.TIE}
    };
    Ballots ballots = new Ballots();
    for (int item = 0; item < said.length; item++) {
      ballots.add(new Ballot("item " + item, "ann", "alpha", "beta", said[item][0]));
      ballots.add(new Ballot("item " + item, "bob", "alpha", "beta", said[item][1]));
    }
    Results results = Results.of(ballots, Question.PLAIN);

    Estimate raw = results.agreement().raw().orElseThrow();
    assertThat(raw.value()).as("both bad is a tie").isCloseTo(3d / 5, within(1e-12));
    assertThat(raw.n()).isEqualTo(5);
    Estimate decided = results.agreement().rawDecisive().orElseThrow();
    assertThat(decided.value()).isCloseTo(2d / 3, within(1e-12));
    assertThat(decided.n()).as("what both decided").isEqualTo(3);
    for (RaterRow rater : results.raters().list()) {
      Estimate others = rater.withOthers().orElseThrow();
      assertThat(others.value()).as(rater.rater()).isCloseTo(raw.value(), within(1e-12));
      assertThat(others.n()).isEqualTo(5);
    }
  }

  @Test
  void takesAnswersWhoseModelsNobodyKnowsHereForNoNoise() throws Unanswerable {
    Ballots ballots = new Ballots();
    for (int item = 0; item < 10; item++) {
      ballots.add(new Ballot("item " + item, "ann", Blinding.HIDDEN, Blinding.HIDDEN, Verdict.A));
    }
    Results results = Results.of(ballots, Question.PLAIN);
    assertThat(results.noise().n()).isZero();
    assertThat(results.noise().winRate()).isEmpty();
    assertThat(results.sentence()).contains("known to the sender of the packet only");
  }

  @Test
  void countsBothBadAsATieWhereAsked() throws Unanswerable {
    Question asked = new Question(null, null, null, 1, true, BradleyTerry.Ties.HALF_WINS);
    assertThat(Results.of(votes(30, 10, 5, 5), asked).winRate().orElseThrow().value())
        .isCloseTo(35d / 50, within(1e-12));
  }

  @Test
  void tellsHowManyMoreVotesWouldDo() throws Unanswerable {
    Results results = Results.of(votes(12, 8, 0, 0), Question.PLAIN);
    assertThat(results.sentence())
        .startsWith("Not decided yet: alpha won 12 and beta 8 of 20 votes. Keep voting, about ");
    assertThat(results.stopping().moreVotes()).isBetween(50L, 1_500L);
  }

  /** A share of two votes is anybody's guess, and so is every forecast that is made from it. */
  @Test
  void forecastsNothingFromAHandfulOfVotes() throws Unanswerable {
    Results results = Results.of(votes(1, 1, 0, 0), Question.PLAIN);
    assertThat(results.sentence())
        .matches(
            "Not decided yet: alpha won 1 and beta 1 of 2 votes\\. Keep voting, at least \\d+ more"
                + " decisive votes; with fewer than 20 of them there is no forecast\\.");
    assertThat(results.stopping().early()).isTrue();
    assertThat(results.stopping().moreVotes()).isBetween(8L, 20L);
  }

  @Test
  void asksForNoMoreVotesWhereEveryPairIsJudged() throws Unanswerable {
    assertThat(Results.of(votes(12, 8, 0, 0), Question.PLAIN).sentenceOfAll())
        .isEqualTo(
            "No difference is shown: alpha won 12 and beta 8 of 20 votes. Every pair is judged, so"
                + " only more pairs could show one.");
    assertThat(Results.of(votes(35, 5, 0, 0), Question.PLAIN).sentenceOfAll())
        .startsWith("alpha is better");
  }

  @Test
  void tellsThatAllAreTiesOrBad() throws Unanswerable {
    assertThat(Results.of(votes(0, 0, 9, 0), Question.PLAIN).sentence())
        .startsWith("No winner: all 9 votes are ties or both bad");
    assertThat(Results.of(votes(3, 1, 0, 9), Question.PLAIN).sentence())
        .isEqualTo("Neither: raters found both answers bad in 69 % of 13 votes.");
  }

  @Test
  void oneModelTwiceIsTheNoiseFloor() throws Unanswerable {
    Ballots ballots = new Ballots();
    for (int i = 0; i < 40; i++) {
      ballots.add(new Ballot("same" + i, "ann", "alpha", "alpha", i < 30 ? Verdict.A : Verdict.B));
    }
    Results alone = Results.of(ballots, Question.PLAIN);
    assertThat(alone.sentence()).startsWith("Every vote is on two answers of one model");
    assertThat(alone.noise().winRate().orElseThrow().value()).isCloseTo(0.75, within(1e-12));

    ballots.add(new Ballot("other", "ann", "alpha", "beta", Verdict.A));
    Results beside = Results.of(ballots, Question.PLAIN);
    assertThat(beside.n()).isEqualTo(1);
    assertThat(beside.noise().n()).isEqualTo(40);
    assertThat(beside.notes()).anyMatch(note -> note.contains("an effect of that size"));
  }

  @Test
  void theLastVoteOfARaterOnAnItemCountsAndTheFirstIsHistory() throws Unanswerable {
    Ballots ballots = new Ballots();
    ballots.add(timed("q1", "ann", Verdict.A, 60));
    ballots.add(timed("q1", "ann", Verdict.B, 120));
    // Late in the file, but given earlier.
    ballots.add(timed("q1", "ann", Verdict.TIE, 0));
    ballots.add(timed("q2", "ann", Verdict.A, 180));

    Results results = Results.of(ballots, Question.PLAIN);

    assertThat(ballots.size()).isEqualTo(4);
    assertThat(ballots.counting()).isEqualTo(2);
    assertThat(results.a()).isEqualTo(1);
    assertThat(results.b()).isEqualTo(1);
    assertThat(results.ties()).isZero();
    assertThat(results.notes().getFirst()).startsWith("2 votes were replaced by a later vote");
    assertThat(results.hygiene().consistency().orElseThrow().value()).isZero();
  }

  @Test
  void aVoteIsTheSameWithTheModelsTheOtherWayRound() throws Unanswerable {
    Ballots ballots = new Ballots();
    ballots.add(new Ballot("q1", "ann", "alpha", "beta", Verdict.A));
    ballots.add(new Ballot("q2", "ann", "beta", "alpha", Verdict.B));
    ballots.add(new Ballot("q1", "bob", "beta", "alpha", Verdict.A));
    Results results = Results.of(ballots, Question.PLAIN);
    assertThat(results.a()).isEqualTo(2);
    assertThat(results.b()).isEqualTo(1);
    assertThat(results.agreement().items()).isEqualTo(1);
    assertThat(results.agreement().raw().orElseThrow().value()).isZero();
    assertThat(results.disagreements().items()).isEqualTo(1);
    assertThat(results.disagreements().list().getFirst().item()).isEqualTo("q1");
  }

  /** Calling A B and B A turns every number round and changes no other. */
  @Test
  void relabellingChangesNothing() throws Unanswerable {
    SplittableRandom random = new SplittableRandom(31);
    for (int run = 0; run < 25; run++) {
      List<Ballot> ballots = random(random, 2, 150);
      Results one = Results.of(gathered(ballots), question("m0", "m1"));
      Results other = Results.of(gathered(ballots), question("m1", "m0"));
      Results flipped =
          Results.of(
              gathered(ballots.stream().map(ResultsTest::flipped).toList()), question("m0", "m1"));
      for (boolean same : new boolean[] {false, true}) {
        Results turned = same ? flipped : other;
        assertThat(turned.a()).isEqualTo(same ? one.a() : one.b());
        assertThat(turned.signTest().p()).isEqualTo(one.signTest().p());
        assertThat(turned.stopping().logE()).isCloseTo(one.stopping().logE(), within(1e-9));
        assertThat(turned.stopping().p()).isCloseTo(one.stopping().p(), within(1e-9));
        assertThat(turned.agreement().nominal().orElseThrow().value())
            .isCloseTo(one.agreement().nominal().orElseThrow().value(), within(1e-9));
        double rate = one.winRate().orElseThrow().value();
        assertThat(turned.winRate().orElseThrow().value())
            .isCloseTo(same ? rate : 1 - rate, within(1e-12));
        for (Rated rated : one.rated()) {
          Rated again =
              turned.rated().stream()
                  .filter(any -> any.model().equals(rated.model()))
                  .findFirst()
                  .orElseThrow();
          assertThat(again.rating().low()).isCloseTo(rated.rating().low(), within(1e-6));
        }
        assertThat(turned.position().map(Estimate::value))
            .isEqualTo(one.position().map(Estimate::value));
      }
    }
  }

  @Test
  void styleExplainsWhatItDoes() throws Unanswerable {
    SplittableRandom random = new SplittableRandom(2);
    Ballots ballots = new Ballots();
    for (int i = 0; i < 6_000; i++) {
      Style long_ = new Style(300, 1, 0, 2);
      Style short_ = new Style(100, 1, 0, 2);
      boolean aIsLong = random.nextDouble() < 0.75;
      // Both models are equally good; length alone wins, and alpha is long more often.
      boolean longWins = random.nextDouble() < 0.7;
      ballots.add(
          new Ballot(
              "q" + i,
              "q" + i,
              null,
              "alpha",
              "beta",
              longWins == aIsLong ? Verdict.A : Verdict.B,
              new Ballot.Extra(
                  null,
                  null,
                  List.of(),
                  new Ballot.Looks(aIsLong ? long_ : short_, aIsLong ? short_ : long_),
                  null,
                  null)));
    }
    Results results = Results.of(ballots, Question.PLAIN);
    StyleControl style = results.style().orElseThrow();
    assertThat(results.stopping().decision()).isEqualTo(Decision.A_BETTER);
    assertThat(style.effects()).hasSize(1);
    // ln(0.7 / 0.3)
    assertThat(style.effects().getFirst().coefficient().value()).isCloseTo(0.847, within(0.06));
    assertThat(results.styleRated())
        .allSatisfy(rated -> assertThat(rated.rating().excludes(1000)).isFalse());
  }

  @Test
  void findsRatersWhoClickOneSideOrTooFast() throws Unanswerable {
    Ballots ballots = new Ballots();
    for (int i = 0; i < 20; i++) {
      boolean aOnLeft = i % 2 == 0;
      ballots.add(placed("q" + i, "lefty", aOnLeft ? Verdict.A : Verdict.B, aOnLeft, i * 30L));
      ballots.add(placed("q" + i, "hasty", i % 3 == 0 ? Verdict.A : Verdict.B, aOnLeft, i));
    }
    Results results = Results.of(ballots, Question.PLAIN);
    assertThat(results.hygiene().oneSided()).isEqualTo(1);
    assertThat(results.hygiene().tooFast()).isEqualTo(19);
    RaterRow lefty =
        results.raters().list().stream()
            .filter(row -> row.rater().equals("lefty"))
            .findFirst()
            .orElseThrow();
    assertThat(lefty.alwaysLeft()).isTrue();
    assertThat(lefty.leftWins().orElseThrow().value()).isEqualTo(1);
    assertThat(lefty.pace().orElseThrow()).hasSeconds(30);
  }

  @Test
  void onePromptManyTimesIsOneVoteForTheStoppingRule() throws Unanswerable {
    Ballots ballots = new Ballots();
    for (int i = 0; i < 50; i++) {
      ballots.add(
          new Ballot("t" + i, "same prompt", "ann", "alpha", "beta", Verdict.A, Ballot.Extra.NONE));
    }
    Results results = Results.of(ballots, Question.PLAIN);
    assertThat(results.stopping().n()).isEqualTo(1);
    assertThat(results.stopping().onePerPrompt()).isTrue();
    assertThat(results.stopping().decision()).isEqualTo(Decision.KEEP_VOTING);
    assertThat(results.repeats().prompts()).isEqualTo(1);
    assertThat(results.repeats().items()).isEqualTo(50);
    assertThat(results.byPrompt()).isEmpty();
  }

  /** Prompts that all say the same are no proof that every prompt would. */
  @Test
  void fewPromptsThatAgreeLeaveTheShareUncertain() throws Unanswerable {
    Ballots ballots = new Ballots();
    for (int i = 0; i < 15; i++) {
      ballots.add(
          new Ballot(
              "t" + i,
              "prompt " + i % 3,
              "ann" + i,
              "alpha",
              "beta",
              Verdict.A,
              Ballot.Extra.NONE));
    }
    Estimate byPrompt = Results.of(ballots, Question.PLAIN).byPrompt().orElseThrow().estimate();
    Estimate threeOfThree = Wilson.share(3, 3).orElseThrow();
    assertThat(byPrompt.value()).isEqualTo(1);
    assertThat(byPrompt.high()).isEqualTo(1);
    assertThat(byPrompt.low()).isEqualTo(threeOfThree.low()).isLessThan(0.5);
  }

  @Test
  void aModelThatLostTheMajoritySinceIsNotToldToBeBetter() throws Unanswerable {
    Ballots ballots = new Ballots();
    for (int i = 0; i < 48; i++) {
      ballots.add(timed("q" + i, "ann", i < 8 ? Verdict.A : Verdict.B, i * 20L));
    }
    Results results = Results.of(ballots, Question.PLAIN);
    assertThat(results.stopping().decision()).as("that call stands").isEqualTo(Decision.A_BETTER);
    assertThat(results.sentence())
        .startsWith("alpha was ahead once, and by all votes it is not: alpha won 8");
  }

  @Test
  void theOrderOfAFileWithoutTimesDecidesNothing() throws Unanswerable {
    // All of A's votes first: looked at one after the other, the eighth would have decided.
    Results results = Results.of(votes(12, 8, 0, 0), Question.PLAIN);
    assertThat(results.stopping().inOrder()).isFalse();
    assertThat(results.stopping().decision()).isEqualTo(Decision.KEEP_VOTING);

    Ballots timed = new Ballots();
    for (int i = 0; i < 20; i++) {
      timed.add(timed("q" + i, "ann", i < 12 ? Verdict.A : Verdict.B, i * 20L));
    }
    Results inOrder = Results.of(timed, Question.PLAIN);
    assertThat(inOrder.stopping().inOrder()).isTrue();
    assertThat(inOrder.stopping().decidedAt()).isEqualTo(8);
    assertThat(inOrder.notes()).anyMatch(note -> note.contains("weaker since"));
  }

  @Test
  void slicesAreCorrectedForHowManyThereAre() {
    double[] adjusted = Corrections.benjaminiYekutieli(new double[] {0.001, 0.02, 0.04, 0.8});
    // R: p.adjust(c(0.001, 0.02, 0.04, 0.8), "BY")
    assertThat(adjusted)
        .containsExactly(new double[] {0.008333333, 0.083333333, 0.111111111, 1}, within(1e-8));
    assertThat(
            Corrections.eBenjaminiHochberg(
                new double[] {Math.log(90), Math.log(45), Math.log(3), 0}, 0.05))
        .containsExactly(true, true, false, false);
  }

  @Test
  void aQuestionAboutWhatIsNotThereIsAnsweredWithWhatIs() {
    Ballots ballots = votes(2, 1, 0, 0);
    assertThatThrownBy(() -> Results.of(ballots, question("gamma", null)))
        .isInstanceOf(Unanswerable.class)
        .hasMessage("There is no vote on the model gamma. There are: alpha, beta.");
    assertThatThrownBy(() ->
            Results.of(
                ballots, new Question(null, null, "code", 1, false, BradleyTerry.Ties.HALF_WINS)))
        .hasMessage("No vote has the tag code: these votes have no tags.");
    assertThatThrownBy(() -> Results.of(ballots, question("beta", "beta")))
        .hasMessageContaining("must be two models");
  }

  @Test
  void whateverTheVotesThereIsNeitherNaNNorAnEndlessLoop() throws Unanswerable {
    SplittableRandom random = new SplittableRandom(77);
    for (int run = 0; run < 150; run++) {
      int models = 1 + random.nextInt(5);
      List<Ballot> ballots = random(random, models, random.nextInt(60));
      Question asked =
          new Question(
              null,
              null,
              null,
              run,
              random.nextBoolean(),
              random.nextBoolean() ? BradleyTerry.Ties.DAVIDSON : BradleyTerry.Ties.HALF_WINS);
      // Every number of results is an Estimate, which refuses what is none.
      Results results = Results.of(gathered(ballots), asked);
      assertThat(results.sentence()).isNotBlank().doesNotContain("NaN", "null");
      assertThat(results.notes()).noneMatch(note -> note.contains("NaN") || note.contains("null"));
      assertThat(results.stopping().eValue()).isFinite();
    }
  }

  @Test
  void theSameSeedGivesTheSameNumbers() throws Unanswerable {
    List<Ballot> ballots = random(new SplittableRandom(4), 3, 200);
    assertThat(Results.of(gathered(ballots), Question.PLAIN))
        .isEqualTo(Results.of(gathered(ballots), Question.PLAIN));
  }

  private static Question question(@Nullable String a, @Nullable String b) {
    return new Question(a, b, null, 1, false, BradleyTerry.Ties.HALF_WINS);
  }

  private static Ballots votes(int a, int b, int ties, int bad) {
    Ballots ballots = new Ballots();
    int[] counts = {a, b, ties, bad};
    int item = 0;
    for (Verdict verdict : Verdict.values()) {
      for (int i = 0; i < counts[VerdictCounts.code(verdict)]; i++) {
        ballots.add(new Ballot("q" + item++, "ann", "alpha", "beta", verdict));
      }
    }
    return ballots;
  }

  private static Ballots gathered(List<Ballot> list) {
    Ballots ballots = new Ballots();
    list.forEach(ballots::add);
    return ballots;
  }

  private static List<Ballot> random(SplittableRandom random, int models, int votes) {
    List<Ballot> list = new ArrayList<>();
    for (int i = 0; i < votes; i++) {
      String item = "q" + random.nextInt(25);
      list.add(
          new Ballot(
              item,
              item,
              random.nextInt(5) == 0 ? null : "r" + random.nextInt(4),
              "m" + random.nextInt(models),
              "m" + random.nextInt(models),
              VerdictCounts.verdict(random.nextInt(4)),
              new Ballot.Extra(
                  random.nextBoolean() ? random.nextBoolean() : null,
                  START.plusSeconds(i),
                  List.of("t" + random.nextInt(3)),
                  new Ballot.Looks(
                      new Style(random.nextInt(3), random.nextInt(2), 0, 1),
                      new Style(random.nextInt(3), random.nextInt(2), 0, 1)),
                  new Ballot.Passed(random.nextBoolean(), random.nextBoolean()),
                  new Ballot.Texts(random.nextInt(3), random.nextInt(3)))));
    }
    return list;
  }

  /** The same vote with its two answers the other way round. */
  private static Ballot flipped(Ballot ballot) {
    Ballot.Extra extra = ballot.extra();
    Verdict verdict =
        switch (ballot.verdict()) {
          case A -> Verdict.B;
          case B -> Verdict.A;
          case TIE -> Verdict.TIE;
          case BOTH_BAD -> Verdict.BOTH_BAD;
        };
    Boolean left = extra.aOnLeft();
    Ballot.Looks looks = extra.looks();
    return new Ballot(
        ballot.item(),
        ballot.prompt(),
        ballot.rater(),
        ballot.b(),
        ballot.a(),
        verdict,
        new Ballot.Extra(
            left == null ? null : Boolean.valueOf(!left),
            extra.at(),
            extra.tags(),
            looks == null ? null : new Ballot.Looks(looks.b(), looks.a()),
            null,
            null));
  }

  private static Ballot timed(String item, String rater, Verdict verdict, long seconds) {
    return extra(item, rater, verdict, null, seconds);
  }

  private static Ballot placed(
      String item, String rater, Verdict verdict, boolean aOnLeft, long seconds) {
    return extra(item, rater, verdict, aOnLeft, seconds);
  }

  private static Ballot extra(
      String item, String rater, Verdict verdict, @Nullable Boolean left, long seconds) {
    return new Ballot(
        item,
        item,
        rater,
        "alpha",
        "beta",
        verdict,
        new Ballot.Extra(left, START.plusSeconds(seconds), List.of(), null, null, null));
  }
}
