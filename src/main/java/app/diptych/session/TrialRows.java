package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes trials into their tables. */
final class TrialRows {
  private static final String OPEN_SIDE =
      " FROM trial t JOIN side s ON s.trial = t.key WHERE t.id = ? AND s.side = ? AND s.state NOT IN"
          + " ('FINISHED', 'FAILED')";

  private TrialRows() {}

  static void insert(Connection connection, NewTrial begun, long recorder, Instant now)
      throws SQLException {
    if (begun.ofMany()
        && Sql.number(connection, "SELECT count(*) FROM trial WHERE id = ?", begun.id()) > 0) {
      for (Side side : begun.sides().keySet()) {
        clear(connection, begun.id(), side);
      }
    } else {
      insertTrial(
          connection,
          begun.id(),
          begun.session(),
          begun.parent(),
          begun.promptId(),
          now,
          begun.prompt());
    }
    Sql.update(connection, "UPDATE trial SET recorder = ? WHERE id = ?", recorder, begun.id());
    for (Map.Entry<Side, SideSetup> side : begun.sides().entrySet()) {
      Sql.update(
          connection,
          "INSERT INTO side (trial, side, model, state, detail) VALUES ((SELECT key FROM trial WHERE"
              + " id = ?), ?, ?, 'PREPARING', ?)",
          begun.id(),
          side.getKey().name(),
          side.getValue().model(),
          detail(side.getValue()).toString());
    }
    SearchIndex.put(connection, begun.id());
    SessionRows.bringBack(connection, begun.session());
    if (!begun.ofMany()) {
      SessionRows.count(connection, begun.session(), now);
    }
  }

  /**
   * Makes room for a side of a trial that is asked once more, because it never came to a good end.
   * What it cost stays in the ledger, under a name of its own.
   */
  private static void clear(Connection connection, String trial, Side side) throws SQLException {
    long key = Sql.number(connection, "SELECT key FROM trial WHERE id = ?", trial);
    for (String table : List.of("delta", "event", "measurement", "side")) {
      Sql.update(
          connection, "DELETE FROM " + table + " WHERE trial = ? AND side = ?", key, side.name());
    }
    Sql.update(
        connection,
        "UPDATE ledger SET trial = trial || '#' || key WHERE trial = ? AND side = ?",
        trial,
        side.name());
  }

  static void insertTrial(
      Connection connection,
      String id,
      String session,
      @Nullable String parent,
      @Nullable String promptId,
      Instant at,
      String prompt)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO trial (id, session, number, parent, prompt_id, started_at, prompt) VALUES (?, ?,"
            + " 1 + (SELECT coalesce(max(number), 0) FROM trial WHERE session = ?), ?, ?, ?, ?)",
        id,
        session,
        session,
        parent,
        promptId,
        at.toEpochMilli(),
        prompt);
  }

  /** Adds what a side said since the last time; nothing once the side has ended. */
  static void stream(Connection connection, String trial, SideRecorder.Batch batch)
      throws SQLException {
    if (!batch.text().isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO delta (trial, side, batch, pack, text) SELECT s.trial, s.side, ?, ?, ?"
              + OPEN_SIDE
              + " ON CONFLICT DO UPDATE SET pack = excluded.pack, text = excluded.text",
          batch.number(),
          DeltaPack.pack(batch.deltas()),
          batch.text(),
          trial,
          batch.side().name());
    }
    if (batch.zero() != null || !batch.events().isEmpty()) {
      facts(connection, trial, batch);
    }
  }

  private static void facts(Connection connection, String trial, SideRecorder.Batch batch)
      throws SQLException {
    String side = batch.side().name();
    Long key =
        Sql.first(connection, "SELECT t.key" + OPEN_SIDE, row -> row.getLong(1), trial, side)
            .orElse(null);
    if (key == null) {
      return;
    }
    if (batch.zero() != null) {
      Sql.update(
          connection,
          "UPDATE side SET state = 'STREAMING', detail = json_set(detail, '$.zeroNs', ?, '$.origin',"
              + " json(?), '$.usage', json(?)) WHERE trial = ? AND side = ?",
          batch.zero(),
          AnswerJson.origin(batch.origin()).toString(),
          AnswerJson.usage(batch.usage()).toString(),
          key,
          side);
    }
    EventRows.insert(connection, key, batch.side(), batch.events());
  }

  /**
   * How a side ended.
   *
   * @param events what happened besides its text, counted from its t0
   * @param ofMany whether whoever runs the trials counts those of the session
   */
  record End(
      String session,
      String trial,
      Side side,
      Answer answer,
      Recording recording,
      List<SavedEvent> events,
      Instant at,
      boolean ofMany) {

    /** Of a trial by itself. */
    End(
        String session,
        String trial,
        Side side,
        Answer answer,
        Recording recording,
        List<SavedEvent> events,
        Instant at) {
      this(session, trial, side, answer, recording, events, at, false);
    }
  }

  static void end(Connection connection, End end) throws SQLException {
    finish(connection, end.trial(), end.side(), end.answer(), end.recording());
    long key = Sql.number(connection, "SELECT key FROM trial WHERE id = ?", end.trial());
    EventRows.replace(connection, key, end.side(), end.events());
    Ledger.put(connection, end.trial(), end.side(), end.answer(), end.at(), List.of());
    SearchIndex.put(connection, end.trial());
    if (!end.ofMany()) {
      SessionRows.count(connection, end.session(), end.at());
    }
  }

  /** Puts the whole answer in the place of what was streamed. */
  static void finish(
      Connection connection, String trial, Side side, Answer answer, Recording recording)
      throws SQLException {
    Failure failure = answer.failure();
    Sql.update(
        connection,
        "UPDATE side SET state = ?, failure = ?, text = ?, reasoning = ?, detail = ?, deltas = ?"
            + " WHERE trial = (SELECT key FROM trial WHERE id = ?) AND side = ?",
        answer.state().name(),
        failure == null ? null : failure.kind(),
        answer.text(),
        answer.reasoning(),
        detail(answer).toString(),
        DeltaPack.pack(recording),
        trial,
        side.name());
    Sql.update(
        connection,
        "DELETE FROM delta WHERE trial = (SELECT key FROM trial WHERE id = ?) AND side = ?",
        trial,
        side.name());
    MeasureRows.put(connection, trial, side, answer, recording);
  }

  /** Writes a side that is complete already, for example an imported one. */
  static void insertSide(
      Connection connection, String trial, Side side, Answer answer, Recording recording)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO side (trial, side, model, state, detail) VALUES ((SELECT key FROM trial WHERE id"
            + " = ?), ?, ?, 'PREPARING', '{}')",
        trial,
        side.name(),
        answer.model());
    finish(connection, trial, side, answer, recording);
  }

  private static ObjectNode detail(SideSetup setup) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("local", setup.local())
        .set("request", AnswerJson.request(setup.request()));
  }

  private static ObjectNode detail(Answer answer) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("local", answer.local());
    node.set("request", AnswerJson.request(answer.request()));
    node.set("origin", AnswerJson.origin(answer.origin()));
    node.set("usage", AnswerJson.usage(answer.usage()));
    node.put("finishReason", answer.finishReason() == null ? null : answer.finishReason().wire());
    node.set("failure", AnswerJson.failure(answer.failure()));
    node.put("preparationNs", answer.preparation().toNanos());
    node.set("cost", AnswerJson.cost(answer.cost()));
    if (!answer.delivery().isPlain()) {
      node.set("delivery", AnswerJson.delivery(answer.delivery()));
    }
    return node;
  }
}
