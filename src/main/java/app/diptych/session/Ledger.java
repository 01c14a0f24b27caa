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

  static void insert(Connection connection, String trial, Side side, Answer answer, Instant now)
      throws SQLException {
    Origin origin = answer.origin();
    Failure failure = answer.failure();
    Sql.update(
        connection,
        "INSERT INTO ledger (at, trial, side, model, answered_by, local, outcome, usage) VALUES (?, ?,"
            + " ?, ?, ?, ?, ?, ?)",
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
