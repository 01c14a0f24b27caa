package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.Failure;
import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
import app.diptych.review.CastVote.Span;
import app.diptych.review.CastVote.Strength;
import app.diptych.review.Review;
import app.diptych.review.Rubric;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Rubric.Scale;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reviews and ballots on a real file. */
@Timeout(60)
class ReviewsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Rubric RUBRIC =
      new Rubric(
          "Help",
          3,
          List.of(
              new Criterion("Correct", Scale.PASS_FAIL, List.of("no", "yes"), true, true),
              new Criterion("Tone", Scale.FIVE, List.of(), false, false)));

  @TempDir Path home;

  @Test
  void givesBackAReviewAndItsBallotsAsTheyWere() throws Exception {
    CastVote ballot;
    Review review;
    try (OpenWorkspace open = open()) {
      String trial = open.trial(open.session("s"), "p", "a", "b");
      review =
          new Review(
              "r1",
              "Friday",
              NOON,
              List.of(trial),
              Long.MIN_VALUE,
              new Review.Settings(Review.Reveal.AFTER_EACH, true, true, false, 2, RUBRIC));
      ballot =
          new CastVote(
              trial,
              1,
              "ann",
              Verdict.BOTH_BAD,
              Strength.MUCH,
              true,
              Duration.ofMillis(4_321),
              "neither \ud83e\udd8a",
              NOON,
              Map.of(new Scored("Correct", Verdict.A), 2, new Scored("Tone", null), 4),
              List.of(new Span(Verdict.B, 3, 9, "wrong")));
      OpenWorkspace.done(open.workspace.reviews().add(review));
      OpenWorkspace.done(open.workspace.reviews().cast("r1", ballot));
    }
    try (OpenWorkspace open = open()) {
      assertThat(open.workspace.reviews().find("r1")).contains(review);
      assertThat(open.workspace.reviews().ballots("r1")).containsExactly(ballot);
      assertThat(open.workspace.verdicts())
          .as("a repetition is no second verdict on the trial")
          .isEmpty();
      open.workspace.lookAfter();
    }
  }

  @Test
  void bringsRubricsThatSurviveBeingKept() {
    List<Rubric> rubrics = BundledRubrics.all();
    assertThat(rubrics)
        .extracting(Rubric::name)
        .containsExactly(
            "Helpfulness",
            "Correctness",
            "Instruction following",
            "Style",
            "Safety",
            "Translation quality",
            "Code");
    for (Rubric rubric : rubrics) {
      assertThat(ReviewJson.rubric(ReviewJson.rubric(rubric))).isEqualTo(rubric);
      assertThat(rubric.criteria()).allMatch(criterion -> !criterion.anchors().isEmpty());
    }
  }

  @Test
  void offersOnlyPairsThatCanBeJudgedAndSaysWhyNotTheOthers() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String good = open.trial(session, "p", "one", "another");
      open.trial(session, "p", "the same", "the same ");
      open.trial(session, "q", null, Map.of(Side.A, open.answering("demo/small", "q", "alone")));
      open.trial(
          session,
          "r",
          null,
          Map.of(
              Side.A,
              open.failing("x/y", "r", new Failed(new Failure.Cancelled())),
              Side.B,
              open.answering("demo/base", "r", "whole")));
      ReviewPairs pairs = open.workspace.reviews().pairs(List.of(session));
      assertThat(pairs.items()).containsExactly(good);
      assertThat(pairs.leftOutWords())
          .isEqualTo(
              "Left out: 1 that has one answer only. Left out: 1 that has an answer that did not come"
                  + " to its end. Left out: 1 that has the same answer on both sides.");
    }
  }

  @Test
  void pairsThatSayWhoseTheyAreAreCountedOrLeftOut() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      open.trial(session, "who are you?", "I am Qwen, made by Alibaba.", "A helper.");
      String clean = open.trial(session, "two and two?", "four", "4");
      ReviewPairs masked = open.workspace.reviews().pairs(List.of(session));
      assertThat(masked.items()).hasSize(2);
      assertThat(masked.leaking()).isEqualTo(1);
      assertThat(masked.leakWords(true)).contains("1 pair").contains("blacked out");
      ReviewPairs without = open.workspace.reviews().pairs(List.of(session), true);
      assertThat(without.items()).containsExactly(clean);
      assertThat(without.leftOutWords())
          .isEqualTo("Left out: 1 that has an answer that says whose it is.");
      assertThat(without.leakWords(true)).isEmpty();
    }
  }

  @Test
  void theLastWordOfARaterHoldsAndCanBeTakenBack() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String trial = open.trial(session, "p", "a", "b");
      Reviews reviews = open.workspace.reviews();
      OpenWorkspace.done(reviews.add(review(trial)));
      OpenWorkspace.done(reviews.cast("r", vote(trial, "", Verdict.A, 0)));
      OpenWorkspace.done(reviews.cast("r", vote(trial, "", Verdict.TIE, 1)));
      OpenWorkspace.done(reviews.cast("r", vote(trial, "bob", Verdict.B, 2)));
      assertThat(reviews.ballots("r"))
          .extracting(CastVote::verdict)
          .containsExactly(Verdict.TIE, Verdict.B);
      assertThat(reviews.list().getFirst())
          .extracting(Reviews.Standing::ballots, Reviews.Standing::raters)
          .containsExactly(2, 2);
      assertThat(open.workspace.verdicts()).isEqualTo(Map.of(trial, Verdict.TIE));
      assertThat(open.sessions().find(session).orElseThrow().votes().total()).isEqualTo(2);
      OpenWorkspace.done(reviews.takeBack("r", vote(trial, "", Verdict.TIE, 1)));
      assertThat(reviews.ballots("r")).extracting(CastVote::rater).containsExactly("bob");
      assertThat(open.workspace.verdicts()).isEmpty();
    }
  }

  @Test
  void aBallotTakesThePlaceOfTheOwnersVerdictWhichIsKeptAndComesBackWithUndo() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String trial = open.trial(session, "p", "a", "b");
      Reviews reviews = open.workspace.reviews();
      OpenWorkspace.done(open.sessions().vote(trial, Verdict.B, "shorter"));
      OpenWorkspace.done(reviews.add(review(trial)));
      assertThat(reviews.alreadyJudged(review(trial), "")).isEqualTo(1);
      assertThat(reviews.alreadyJudged(review(trial), "bob")).isZero();
      OpenWorkspace.done(reviews.cast("r", vote(trial, "", Verdict.TIE, 1)));
      OwnVerdict blind = own(open, session, trial);
      assertThat(blind.vote().verdict()).isEqualTo(Verdict.TIE);
      assertThat(blind.review()).isEqualTo("t");
      assertThat(blind.before())
          .extracting(Vote::verdict, Vote::note)
          .containsExactly(Verdict.B, "shorter");
      assertThat(reviews.alreadyJudged(review(trial), "")).as("it is in the review now").isZero();

      OpenWorkspace.done(reviews.takeBack("r", vote(trial, "", Verdict.TIE, 1)));
      OwnVerdict plain = own(open, session, trial);
      assertThat(plain.vote())
          .extracting(Vote::verdict, Vote::note)
          .containsExactly(Verdict.B, "shorter");
      assertThat(plain.review()).isEmpty();
      assertThat(open.workspace.verdicts()).isEqualTo(Map.of(trial, Verdict.B));
      assertThat(open.sessions().find(session).orElseThrow().votes().total()).isEqualTo(1);
    }
  }

  @Test
  void mergesAPacketOnceHoweverOftenItComesBack() throws Exception {
    try (OpenWorkspace open = open()) {
      String trial = open.trial(open.session("s"), "p", "a", "b");
      Reviews reviews = open.workspace.reviews();
      List<CastVote> packet =
          List.of(vote(trial, "ann", Verdict.A, 5), vote(trial, "bob", Verdict.B, 1));
      OpenWorkspace.done(reviews.add(review(trial)));
      OpenWorkspace.done(reviews.cast("r", vote(trial, "bob", Verdict.TIE, 9)));
      assertThat(reviews.merge(review(trial), packet).get()).isEqualTo(2);
      assertThat(reviews.merge(review(trial), packet).get()).isZero();
      assertThat(reviews.ballots("r"))
          .as("what bob said later holds, whenever his earlier word comes")
          .extracting(CastVote::verdict)
          .containsExactly(Verdict.A, Verdict.TIE);
      assertThat(open.sessions().raters(open.sessions().trial(trial).orElseThrow().session()))
          .extractingByKey(trial)
          .asInstanceOf(
              org.assertj.core.api.InstanceOfAssertFactories.list(app.diptych.review.Vote.class))
          .extracting(app.diptych.review.Vote::verdict)
          .containsExactlyInAnyOrder(Verdict.A, Verdict.TIE);
    }
  }

  @Test
  void aDeletedReviewComesBackWithItsBallots() throws Exception {
    try (OpenWorkspace open = open()) {
      String trial = open.trial(open.session("s"), "p", "a", "b");
      Reviews reviews = open.workspace.reviews();
      OpenWorkspace.done(reviews.add(review(trial)));
      OpenWorkspace.done(reviews.cast("r", vote(trial, "", Verdict.A, 0)));
      OpenWorkspace.done(reviews.delete("r"));
      assertThat(reviews.list()).isEmpty();
      assertThat(open.workspace.verdicts()).as("what was said stays said").hasSize(1);
      OpenWorkspace.done(reviews.bringBack("r"));
      assertThat(reviews.list()).hasSize(1);
      assertThat(reviews.ballots("r")).hasSize(1);
    }
  }

  private static OwnVerdict own(OpenWorkspace open, String session, String trial) throws Exception {
    return Objects.requireNonNull(open.sessions().own(session).get(trial));
  }

  private OpenWorkspace open() throws Exception {
    return new OpenWorkspace(home.resolve("workspace.db"));
  }

  private static Review review(String trial) {
    return new Review("r", "t", NOON, List.of(trial), 1, Review.Settings.USUAL);
  }

  private static CastVote vote(String trial, String rater, Verdict verdict, int second) {
    return CastVote.of(
        trial, rater, verdict, true, Duration.ofSeconds(2), NOON.plusSeconds(second));
  }
}
