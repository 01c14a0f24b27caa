package app.diptych.session;

import app.diptych.review.Vote;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads trials back. */
final class TrialReader {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final String SIDES =
      "SELECT s.*, "
          + RowSum.whole("side", "s")
          + " AS whole FROM side s JOIN trial t ON t.key = s.trial WHERE ";
  private static final String TRIALS =
      "SELECT t.*, v.verdict, v.note, v.rater, v.given_at, "
          + RowSum.whole("trial", "t")
          + " AND (v.key IS NULL OR "
          + RowSum.whole("verdict", "v")
          + ") AS whole FROM trial t LEFT JOIN verdict v ON v.key = (SELECT max(key) FROM verdict WHERE"
          + " trial = t.key AND rater = '') WHERE ";

  private static final String RATERS =
      "SELECT t.id, v.verdict, v.note, v.rater, v.given_at, "
          + RowSum.whole("verdict", "v")
          + " AS whole FROM trial t JOIN verdict v ON v.trial = t.key WHERE t.session = ? AND v.rater <>"
          + " '' AND v.key = (SELECT max(key) FROM verdict l WHERE l.trial = v.trial AND l.rater ="
          + " v.rater) ORDER BY v.key";

  private TrialReader() {}

  /** The trials of a session in order. */
  static List<SavedTrial> ofSession(Connection connection, String session) throws SQLException {
    Map<Long, Map<Side, Answer>> sides = new HashMap<>();
    Sql.list(connection, SIDES + "t.session = ?", row -> put(sides, row), session);
    return trials(connection, "t.session = ?", session, sides);
  }

  /**
   * Hands over the trials of a session in order; none is held here when the next one is read.
   *
   * @return false when the thread was interrupted before the last one
   */
  static boolean each(Connection connection, String session, Consumer<SavedTrial> to)
      throws SQLException {
    try (PreparedStatement sides = connection.prepareStatement(SIDES + "s.trial = ?")) {
      return Sql.each(
          connection,
          TRIALS + "t.session = ? ORDER BY t.number",
          row -> {
            if (Thread.interrupted()) {
              return false;
            }
            to.accept(trial(row, sides(sides, row.getLong("key"))));
            return true;
          },
          session);
    }
  }

  private static Map<Side, Answer> sides(PreparedStatement statement, long trial)
      throws SQLException {
    statement.setLong(1, trial);
    Map<Side, Answer> sides = new EnumMap<>(Side.class);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sides.put(Side.valueOf(rows.getString("side")), answer(rows));
      }
    }
    return sides;
  }

  static Optional<SavedTrial> one(Connection connection, String trial) throws SQLException {
    Map<Long, Map<Side, Answer>> sides = new HashMap<>();
    Sql.list(connection, SIDES + "t.id = ?", row -> put(sides, row), trial);
    return trials(connection, "t.id = ?", trial, sides).stream().findFirst();
  }

  /** Takes an answer that has ended, with the pieces it came in. */
  interface EndedAnswers {
    void take(String trial, Side side, Answer answer, Recording recording) throws SQLException;
  }

  /** The ended answers of a trial; one that cannot be read any more is left out. */
  static void ended(Connection connection, long trial, EndedAnswers to) throws SQLException {
    Sql.list(
        connection,
        "SELECT s.*, t.id, s.sum IS NULL OR "
            + RowSum.whole("side", "s")
            + " AS whole FROM side s JOIN trial t ON t.key = s.trial WHERE s.trial = ? AND s.state IN"
            + " ('FINISHED', 'FAILED') ORDER BY s.side",
        row -> {
          try {
            byte[] deltas = row.getBytes("deltas");
            Recording recording = deltas == null ? Recording.EMPTY : DeltaPack.unpack(deltas);
            to.take(
                row.getString("id"), Side.valueOf(row.getString("side")), answer(row), recording);
            return true;
          } catch (IllegalArgumentException | JacksonException | RowSum.DamagedRow torn) {
            // Whoever opens it is told.
            return false;
          }
        },
        trial);
  }

  /**
   * The trial of a session by its number or id.
   *
   * @param words empty for the last one
   */
  static Optional<SavedTrial> named(Connection connection, String session, String words)
      throws SQLException {
    Optional<String> id =
        Sql.first(
            connection,
            "SELECT id FROM trial WHERE session = ? AND (? = '' OR id = ? OR CAST(number AS TEXT) = ?)"
                + " ORDER BY number DESC LIMIT 1",
            row -> row.getString(1),
            session,
            words,
            words,
            words);
    return id.isEmpty() ? Optional.empty() : one(connection, id.get());
  }

  /** In which pieces a side came. */
  static Optional<Recording> recording(Connection connection, String trial, Side side)
      throws SQLException {
    return Sql.first(
            connection,
            SIDES + "t.id = ? AND s.side = ?",
            row -> {
              RowSum.require(row, "whole", "side");
              return Optional.ofNullable(row.getBytes("deltas"));
            },
            trial,
            side.name())
        .flatMap(bytes -> bytes)
        .map(DeltaPack::unpack);
  }

  /** The verdicts of others than the owner that hold, by the id of their trial. */
  static Map<String, List<Vote>> raters(Connection connection, String session) throws SQLException {
    Map<String, List<Vote>> raters = new HashMap<>();
    Sql.list(
        connection,
        RATERS,
        row -> {
          RowSum.require(row, "whole", "verdict");
          Vote vote = SessionReader.vote(row);
          return vote != null
              && raters.computeIfAbsent(row.getString("id"), _ -> new ArrayList<>()).add(vote);
        },
        session);
    return raters;
  }

  private static List<SavedTrial> trials(
      Connection connection, String where, String value, Map<Long, Map<Side, Answer>> sides)
      throws SQLException {
    return Sql.list(
        connection,
        TRIALS + where + " ORDER BY t.number",
        row -> trial(row, sides.getOrDefault(row.getLong("key"), Map.of())),
        value);
  }

  private static SavedTrial trial(ResultSet row, Map<Side, Answer> sides) throws SQLException {
    RowSum.require(row, "whole", "trial");
    @Nullable Vote vote = SessionReader.vote(row);
    return new SavedTrial(
        row.getString("id"),
        row.getString("session"),
        row.getInt("number"),
        row.getString("parent"),
        row.getString("prompt_id"),
        Instant.ofEpochMilli(row.getLong("started_at")),
        row.getString("prompt"),
        sides,
        vote);
  }

  private static Answer put(Map<Long, Map<Side, Answer>> sides, ResultSet row) throws SQLException {
    Answer answer = answer(row);
    sides
        .computeIfAbsent(row.getLong("trial"), _ -> new EnumMap<>(Side.class))
        .put(Side.valueOf(row.getString("side")), answer);
    return answer;
  }

  private static Answer answer(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "side");
    JsonNode detail = MAPPER.readTree(row.getString("detail"));
    byte[] deltas = row.getBytes("deltas");
    Recording recording = deltas == null ? Recording.EMPTY : DeltaPack.unpack(deltas);
    return new Answer(
        row.getString("model"),
        detail.path("local").asBoolean(false),
        AnswerJson.request(detail.path("request")),
        SideState.valueOf(row.getString("state")),
        AnswerJson.origin(detail.path("origin")),
        row.getString("text"),
        row.getString("reasoning"),
        AnswerJson.usage(detail.path("usage")),
        AnswerJson.finishReason(detail.path("finishReason")),
        AnswerJson.failure(detail.path("failure")),
        Timeline.of(recording.offsets(), recording.firstText()),
        Duration.ofNanos(detail.path("preparationNs").asLong(0)),
        AnswerJson.delivery(detail.path("delivery")),
        AnswerJson.cost(detail.path("cost"), detail.path("local").asBoolean(false)));
  }
}
