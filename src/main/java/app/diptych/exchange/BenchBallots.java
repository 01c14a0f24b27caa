package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.stats.Ballot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judgments of MT-Bench and Arena-Hard, each on two answers in both orders. */
final class BenchBallots {
  private final VoteIntake intake;

  BenchBallots(VoteIntake intake) {
    this.intake = intake;
  }

  void take(Place row) throws ExchangeException {
    Optional<BenchJudgment> read = BenchJudgment.read(row, Instant.EPOCH, intake.losses());
    if (read.isEmpty()) {
      return;
    }
    BenchJudgment judgment = read.get();
    @Nullable Verdict first = verdict(row.at("g1_winner"));
    @Nullable Verdict second = verdict(row.at("g2_winner"));
    if (first != null && second != null) {
      intake.ballots().bothOrders(first, second);
    }
    String other = judgment.second().isEmpty() ? "baseline" : judgment.second();
    intake.add(
        new Ballot(
            judgment.question() + "/" + judgment.turn(),
            judgment.question(),
            judgment.judge(),
            judgment.first(),
            other,
            judgment.verdict(),
            new Ballot.Extra(
                null,
                judgment.at().equals(Instant.EPOCH) ? null : judgment.at(),
                List.of("turn " + judgment.turn()),
                null,
                null,
                null)));
  }

  private static @Nullable Verdict verdict(Place winner) {
    return switch (winner.text("")) {
      case "model_1" -> Verdict.A;
      case "model_2" -> Verdict.B;
      case "tie" -> Verdict.TIE;
      default -> null;
    };
  }
}
