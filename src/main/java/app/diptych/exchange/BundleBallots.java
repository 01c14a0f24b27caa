package app.diptych.exchange;

import app.diptych.review.Vote;
import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Style;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts of a session bundle. A is shown on the left there. What was answered by another
 * model than the one asked for, or ended in a failure, counts in no score.
 */
final class BundleBallots {
  private final VoteIntake intake;

  BundleBallots(VoteIntake intake) {
    this.intake = intake;
  }

  void read(Path file) throws ExchangeException {
    Imported imported = Exchange.read(file, Format.BUNDLE);
    for (Loss loss : imported.losses()) {
      intake.losses().add(loss.what(), loss.count(), loss.why());
    }
    for (SavedSession session : imported.sessions()) {
      for (SavedSession.Whole whole : session.trials()) {
        take(session, whole);
      }
    }
  }

  private void take(SavedSession session, SavedSession.Whole whole) throws ExchangeException {
    if (whole.votes().isEmpty()) {
      return;
    }
    Answer a = whole.trial().answers().get(Side.A);
    Answer b = whole.trial().answers().get(Side.B);
    String why = a == null || b == null ? "verdicts on a trial with one answer" : unfit(a, b);
    for (Vote vote : whole.votes()) {
      intake.row();
      if (why != null || a == null || b == null) {
        intake
            .losses()
            .add(
                Objects.requireNonNullElse(why, ""),
                "They say nothing about the models asked for.");
      } else {
        intake.add(ballot(session, whole.trial(), a, b, vote));
      }
    }
  }

  private static @Nullable String unfit(Answer a, Answer b) {
    if (a.swapped() || b.swapped()) {
      return "verdicts on answers of another model than the one asked for";
    }
    if (a.recordedElsewhere() || b.recordedElsewhere()) {
      return "verdicts on recordings made for another prompt";
    }
    if (a.failure() != null || b.failure() != null) {
      return "verdicts on answers that failed";
    }
    return !model(a).equals(model(b)) && a.text().equals(b.text())
        ? "verdicts on identical answers"
        : null;
  }

  private static String model(Answer answer) {
    return answer.recorded() ? RecordedAnswer.answeredBy(answer) : answer.model();
  }

  private static Ballot ballot(
      SavedSession session, SavedTrial trial, Answer a, Answer b, Vote vote) {
    String prompt = trial.parent() == null ? trial.prompt() : trial.parent() + trial.prompt();
    return new Ballot(
        trial.id(),
        prompt,
        vote.rater().isEmpty() ? Battle.OWNER : vote.rater(),
        model(a),
        model(b),
        vote.verdict(),
        new Ballot.Extra(
            // A bundle does not hold which one was at the left.
            null,
            vote.at(),
            List.copyOf(session.summary().tags()),
            new Ballot.Looks(Style.of(a.text()), Style.of(b.text())),
            null,
            Ballot.Texts.of(a.text(), b.text())));
  }
}
