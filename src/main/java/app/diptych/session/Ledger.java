package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** One entry for every request that ended: it stays when its session is deleted. */
final class Ledger {
  private Ledger() {}

  /** A request that is told twice has one entry all the same. */
  static void put(Connection connection, String trial, Side side, Answer answer, Instant now)
      throws SQLException {
    if (answer.recorded()) {
      // A recording asks nobody.
      return;
    }
    Origin origin = answer.origin();
    Failure failure = answer.failure();
    Sql.update(
        connection,
        "INSERT INTO ledger (at, trial, side, model, answered_by, local, outcome, usage) VALUES (?, ?,"
            + " ?, ?, ?, ?, ?, ?) ON CONFLICT (trial, side) DO UPDATE SET at = excluded.at, answered_by ="
            + " excluded.answered_by, outcome = excluded.outcome, usage = excluded.usage",
        now.toEpochMilli(),
        trial,
        side.name(),
        answer.model(),
        origin == null ? null : origin.answeredBy(),
        answer.local() ? 1 : 0,
        failure == null ? "Finished" : failure.kind(),
        answer.usage() == null ? null : AnswerJson.usage(answer.usage()).toString());
  }
}
