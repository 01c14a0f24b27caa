package app.diptych.report;

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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sessions as weeks of work with a few models would leave them: made by a seeded generator. */
public final class PastAnswers {
  private static final int TRIALS = 60;
  private static final int DELTAS = 40;

  /** Answers in a session: two of each trial. */
  public static final int IN_A_SESSION = 2 * TRIALS;

  /** A model that is made up, and how it behaves. */
  private record Kind(
      String name, boolean local, double first, double gap, String price, double wins) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("holysheep/llama-4-scout", false, 160, 7, "0.58", 0.45),
          new Kind("holysheep/qwen3-235b", false, 320, 14, "0.70", 0.6),
          new Kind("openrouter/gpt-oss-120b", false, 240, 5, "0.95", 0.7),
          new Kind("demo/base", true, 90, 22, "", 0.2));

  private PastAnswers() {}

  /** A session of 60 trials between two of the models, 25 minutes apart, most of them judged. */
  public static SavedSession session(int number) {
    Random random = new Random(number);
    Kind a = KINDS.get(number % KINDS.size());
    Kind b = KINDS.get((number + 1 + number / KINDS.size() % 3) % KINDS.size());
    String id = "past-" + number;
    Instant day = Instant.parse("2026-10-05T06:00:00Z").plus(Duration.ofDays(number));
    List<SavedSession.Whole> trials = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      Instant at = day.plus(Duration.ofMinutes(25L * i));
      double busy = 1 + 0.6 * Math.exp(-Math.pow(i * 25.0 / 60 - 9, 2) / 8);
      Recording left = recording(a, busy, random);
      Recording right = recording(b, busy, random);
      Verdict verdict = verdict(a, b, random);
      Vote vote = i % 3 == 0 ? null : new Vote(verdict, "", "", at.plusSeconds(60));
      if (vote != null) {
        verdicts.add(verdict);
      }
      SavedTrial trial =
          new SavedTrial(
              id + "-" + i,
              id,
              i + 1,
              null,
              null,
              at,
              "Explain step " + i + " of the migration.",
              Map.of(Side.A, answer(a, left, random), Side.B, answer(b, right, random)),
              vote);
      trials.add(
          new SavedSession.Whole(
              trial,
              Map.of(Side.A, left, Side.B, right),
              vote == null ? List.of() : List.of(vote)));
    }
    SessionSummary summary =
        new SessionSummary(
            id,
            "Migration, day " + (number + 1),
            "",
            day,
            day,
            false,
            false,
            false,
            null,
            TRIALS,
            0,
            Tally.of(verdicts),
            List.of(),
            List.of(number % 2 == 0 ? "migration" : "nightly"));
    return new SavedSession(summary, trials);
  }

  /** The same session before anybody has judged it. */
  public static SavedSession unjudged(SavedSession session) {
    SessionSummary one = session.summary();
    return new SavedSession(
        new SessionSummary(
            one.id(),
            one.title(),
            one.notes(),
            one.createdAt(),
            one.changedAt(),
            one.pinned(),
            one.archived(),
            one.deleted(),
            one.madeFrom(),
            one.trials(),
            one.failures(),
            Tally.NONE,
            one.models(),
            one.tags()),
        session.trials().stream().map(PastAnswers::unjudged).toList());
  }

  private static SavedSession.Whole unjudged(SavedSession.Whole whole) {
    SavedTrial trial = whole.trial();
    return new SavedSession.Whole(
        new SavedTrial(
            trial.id(),
            trial.session(),
            trial.number(),
            trial.parent(),
            trial.promptId(),
            trial.startedAt(),
            trial.prompt(),
            trial.answers(),
            null),
        whole.recordings(),
        List.of());
  }

  private static Verdict verdict(Kind a, Kind b, Random random) {
    double dice = random.nextDouble();
    if (dice < 0.15) {
      return dice < 0.1 ? Verdict.TIE : Verdict.BOTH_BAD;
    }
    return random.nextDouble() < a.wins / (a.wins + b.wins) ? Verdict.A : Verdict.B;
  }

  private static Recording recording(Kind kind, double busy, Random random) {
    long[] offsets = new long[DELTAS];
    int[] lengths = new int[DELTAS];
    double at = kind.first * busy * Math.exp(0.35 * random.nextGaussian());
    for (int i = 0; i < DELTAS; i++) {
      offsets[i] = Math.round(at * 1e6);
      lengths[i] = 6;
      at += kind.gap * busy * (0.6 + 0.8 * random.nextDouble());
    }
    return Recording.of(offsets, lengths, new boolean[DELTAS]);
  }

  private static Answer answer(Kind kind, Recording recording, Random random) {
    int tokens = DELTAS + random.nextInt(16);
    boolean failed = random.nextInt(40) == 0;
    @Nullable Failure failure =
        failed ? new Failure.TimedOut("No answer for 60 s.", "Try again.") : null;
    Cost cost =
        kind.local
            ? new Cost.Local()
            : new Cost.Known(
                new Money(
                    new BigDecimal(kind.price).multiply(new BigDecimal(tokens)).movePointLeft(6),
                    "USD"),
                false);
    return new Answer(
        kind.name,
        kind.local,
        new CompletionRequest(
            kind.name.substring(kind.name.indexOf('/') + 1),
            List.of(Message.user("Explain it")),
            Sampling.providerDefaults()),
        failed ? SideState.FAILED : SideState.FINISHED,
        new Origin(kind.name, null, null, null, null, null),
        "words ".repeat(DELTAS),
        "",
        new Usage(12, tokens, 0, 0, Usage.Source.REPORTED),
        failed ? null : FinishReason.STOP,
        failure,
        Timeline.of(recording.offsets(), 0),
        Duration.ZERO,
        Delivery.PLAIN,
        cost);
  }
}
