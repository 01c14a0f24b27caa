package app.diptych.report.decision;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A session of two models of which everything is chosen: one change at a time.
 *
 * @param verdict on each trial, from 0; null for none
 * @param priceA of an answer of A in millionths of a dollar; negative for one nobody knows
 * @param firstA milliseconds to the first token of A
 * @param failsB which answers of B fail
 * @param swappedB which answers of B another model gave
 */
record TwoModels(
    String id,
    String title,
    String prompt,
    String a,
    String b,
    int trials,
    IntFunction<@Nullable Verdict> verdict,
    int priceA,
    int priceB,
    int firstA,
    int firstB,
    IntPredicate failsB,
    IntPredicate swappedB) {
  static final Instant DAY = Instant.parse("2026-11-24T12:00:00Z");

  static TwoModels of(int trials, IntFunction<@Nullable Verdict> verdict) {
    return new TwoModels(
        "session-1",
        "Two models",
        "Explain step",
        "gw/one",
        "gw/two",
        trials,
        verdict,
        100,
        200,
        100,
        300,
        _ -> false,
        _ -> false);
  }

  TwoModels named(String nameA, String nameB) {
    return new TwoModels(
        id, title, prompt, nameA, nameB, trials, verdict, priceA, priceB, firstA, firstB, failsB,
        swappedB);
  }

  TwoModels titled(String session, String text, String asked) {
    return new TwoModels(
        session, text, asked, a, b, trials, verdict, priceA, priceB, firstA, firstB, failsB,
        swappedB);
  }

  TwoModels priced(int millionthsA, int millionthsB) {
    return new TwoModels(
        id,
        title,
        prompt,
        a,
        b,
        trials,
        verdict,
        millionthsA,
        millionthsB,
        firstA,
        firstB,
        failsB,
        swappedB);
  }

  TwoModels timed(int millisA, int millisB) {
    return new TwoModels(
        id, title, prompt, a, b, trials, verdict, priceA, priceB, millisA, millisB, failsB,
        swappedB);
  }

  TwoModels failing(IntPredicate which) {
    return new TwoModels(
        id, title, prompt, a, b, trials, verdict, priceA, priceB, firstA, firstB, which, swappedB);
  }

  TwoModels swapped(IntPredicate which) {
    return new TwoModels(
        id, title, prompt, a, b, trials, verdict, priceA, priceB, firstA, firstB, failsB, which);
  }

  SavedSession session() {
    List<SavedSession.Whole> all = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      Recording left = recording(firstA, i);
      Recording right = recording(firstB, i);
      Verdict said = verdict.apply(i);
      Instant at = DAY.plus(Duration.ofMinutes(i));
      Vote vote = said == null ? null : new Vote(said, "", "", at.plusSeconds(30));
      SavedTrial trial =
          new SavedTrial(
              id + "-" + i,
              id,
              i + 1,
              null,
              null,
              at,
              prompt + " " + i,
              Map.of(
                  Side.A, answer(a, left, priceA + i % 3, false, false),
                  Side.B, answer(b, right, priceB + i % 3, failsB.test(i), swappedB.test(i))),
              vote);
      all.add(
          new SavedSession.Whole(
              trial,
              Map.of(Side.A, left, Side.B, right),
              vote == null ? List.of() : List.of(vote)));
    }
    return SavedSession.counted(
        new SessionSummary(
            id,
            title,
            "",
            DAY,
            DAY,
            false,
            false,
            false,
            null,
            trials,
            0,
            Tally.NONE,
            List.of(),
            List.of()),
        all);
  }

  private static Recording recording(int first, int number) {
    long[] offsets = new long[10];
    int[] lengths = new int[10];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (first + number % 7 + 10L * i) * 1_000_000;
      lengths[i] = 6;
    }
    return Recording.of(offsets, lengths, new boolean[offsets.length]);
  }

  private static Answer answer(
      String model, Recording recording, int price, boolean failed, boolean swapped) {
    @Nullable Failure failure =
        failed ? new Failure.TimedOut("No answer for 60 s.", "Try again.") : null;
    return new Answer(
        model,
        false,
        new CompletionRequest(
            model.substring(model.indexOf('/') + 1),
            List.of(Message.user("Explain it")),
            new Sampling(0.7, null, 160, 7L, List.of())),
        failed ? SideState.FAILED : SideState.FINISHED,
        new Origin(swapped ? "gw/another" : model, null, null, "fp_1", null, null),
        "words ".repeat(10),
        "",
        new Usage(12, 40, 0, 0, Usage.Source.REPORTED),
        failed ? null : FinishReason.STOP,
        failure,
        Timeline.of(recording.offsets(), 0),
        Duration.ZERO,
        Delivery.PLAIN,
        price < 0
            ? Cost.Unpriced.UNKNOWN
            : new Cost.Known(Money.of("0.%06d".formatted(price), "USD"), false));
  }
}
