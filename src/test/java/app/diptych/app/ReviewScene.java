package app.diptych.app;

import app.diptych.exchange.Sample;
import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
import app.diptych.review.CastVote.Span;
import app.diptych.review.CastVote.Strength;
import app.diptych.review.Review;
import app.diptych.review.Rubric;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Verdict;
import app.diptych.session.BundledRubrics;
import app.diptych.session.SavedSession;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.trial.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A review that two other raters have judged, with rubric scores, marks, tags and repeats. */
final class ReviewScene {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private ReviewScene() {}

  /** The review, whose owner has not voted yet. */
  static Review fill(Workspace workspace) throws Exception {
    SavedSession sample = Sample.PROMPTS.read();
    SavedSession again = sample.copy(Sessions.newId(), "The same prompts again", NOON);
    List<String> items = new ArrayList<>();
    for (SavedSession session : List.of(sample, again)) {
      String tag = session.summary().id().equals(again.summary().id()) ? "again" : "stories";
      workspace.sessions().add(session).get(30, TimeUnit.SECONDS);
      workspace
          .sessions()
          .tag(session.summary().id(), List.of(tag, "demo"))
          .get(30, TimeUnit.SECONDS);
      items.addAll(workspace.reviews().pairs(List.of(session.summary().id())).items());
    }
    Rubric rubric = BundledRubrics.all().get(1);
    Review review =
        new Review(
            "scene",
            "Which tells better stories?",
            NOON,
            items,
            7,
            new Review.Settings(Review.Reveal.AT_THE_END, false, false, true, 0, rubric));
    workspace.reviews().add(review).get(30, TimeUnit.SECONDS);
    Random random = new Random(11);
    for (String rater : List.of("ann", "bob", "\u6e05\u534e")) {
      Instant at = NOON.plusSeconds(60L * rater.length());
      for (String item : items.subList(0, rater.equals("ann") ? 40 : 24)) {
        at = at.plusSeconds(6 + random.nextInt(20));
        workspace
            .reviews()
            .cast(review.id(), vote(workspace, rubric, item, rater, at, random))
            .get(30, TimeUnit.SECONDS);
      }
    }
    return review;
  }

  private static CastVote vote(
      Workspace workspace, Rubric rubric, String item, String rater, Instant at, Random random)
      throws Exception {
    Verdict verdict =
        switch (random.nextInt(10)) {
          case 0, 1 -> Verdict.A;
          case 2 -> Verdict.TIE;
          case 3 -> Verdict.BOTH_BAD;
          default -> Verdict.B;
        };
    Map<Scored, Integer> scores = new HashMap<>();
    for (Criterion criterion : rubric.criteria()) {
      for (Verdict side : List.of(Verdict.A, Verdict.B)) {
        int best = criterion.scale().steps() - (side == verdict ? 0 : 1);
        scores.put(new Scored(criterion.name(), side), Math.max(1, best - random.nextInt(2)));
      }
    }
    List<Span> spans = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      boolean ofA = random.nextBoolean();
      String text =
          workspace
              .sessions()
              .trial(item)
              .orElseThrow()
              .answer(ofA ? Side.A : Side.B)
              .orElseThrow()
              .text();
      spans.add(
          new Span(
              ofA ? Verdict.A : Verdict.B,
              0,
              Math.min(20, text.length()),
              random.nextBoolean() ? "wrong" : "excellent"));
    }
    return new CastVote(
        item,
        0,
        rater,
        verdict,
        Strength.UNSAID,
        random.nextBoolean(),
        Duration.ofSeconds(5 + random.nextInt(9)),
        "",
        at,
        scores,
        spans);
  }
}
