package app.diptych.session;

import app.diptych.session.MeasurePack.Place;
import app.diptych.session.RowSum.DamagedRow;
import app.diptych.trial.Answer;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of each answer, beside its text and its deltas: those are large, and nobody who
 * counts a hundred thousand answers reads them.
 */
final class MeasureRows {
  /** Trials that are looked at together when an older file is brought up to date. */
  private static final int STEP = 500;

  private MeasureRows() {}

  /** Measures an answer that has ended; what was measured of it before is replaced. */
  static void put(
      Connection connection, String trial, Side side, Answer answer, Recording recording)
      throws SQLException {
    Sql.first(
        connection,
        "SELECT key, session, started_at FROM trial WHERE id = ?",
        row ->
            put(
                connection,
                row.getLong(1),
                MeasuredAnswer.of(
                    trial,
                    side,
                    row.getString(2),
                    Instant.ofEpochMilli(row.getLong(3)),
                    answer,
                    recording,
                    null)),
        trial);
  }

  private static boolean put(Connection connection, long key, MeasuredAnswer answer)
      throws SQLException {
    return Sql.update(
            connection,
            "INSERT INTO measurement (trial, side, id, session, started_at, model, facts) VALUES (?, ?,"
                + " ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET model = excluded.model, facts ="
                + " excluded.facts",
            key,
            answer.side().name(),
            answer.trial(),
            answer.session(),
            answer.startedAt().toEpochMilli(),
            answer.model(),
            MeasurePack.pack(answer))
        > 0;
  }

  /** Notes how many tokens this program counts in an answer. */
  static void count(Connection connection, String trial, Side side, int estimatedTokens)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE measurement SET estimate = ? WHERE trial = (SELECT key FROM trial WHERE id = ?) AND"
            + " side = ?",
        estimatedTokens,
        trial,
        side.name());
  }

  /** Measures every answer of a file that is older than measurements, a few trials at a time. */
  static void putAll(Connection connection) throws SQLException {
    long last = Long.MIN_VALUE;
    List<Long> keys;
    do {
      keys =
          Sql.list(
              connection,
              "SELECT key FROM trial WHERE key > ? ORDER BY key LIMIT " + STEP,
              row -> row.getLong(1),
              last);
      for (long key : keys) {
        TrialReader.ended(
            connection,
            key,
            (trial, side, answer, recording) -> put(connection, trial, side, answer, recording));
        last = key;
      }
    } while (!keys.isEmpty());
  }

  /** Whatever was measured of the answers that were asked for. */
  static Measurements read(Connection connection, MeasureQuery query) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    String where = where(query, values);
    Reading reading = new Reading(tags(connection), query.model());
    Sql.list(
        connection,
        "SELECT trial, side, id, session, started_at, model, facts, estimate, sum FROM measurement"
            + " WHERE "
            + where
            + " ORDER BY trial, side",
        reading::add,
        values.toArray());
    return reading.done();
  }

  private static String where(MeasureQuery query, List<@Nullable Object> values) {
    List<String> all = new ArrayList<>();
    all.add("session IN (SELECT id FROM session WHERE deleted_at IS NULL)");
    if (!query.sessions().isEmpty()) {
      all.add(
          "trial IN (SELECT key FROM trial WHERE session IN ("
              + String.join(", ", query.sessions().stream().map(_ -> "?").toList())
              + "))");
      values.addAll(query.sessions());
    }
    if (query.tag() != null) {
      all.add("session IN (SELECT session FROM tag WHERE name = ?)");
      values.add(query.tag());
    }
    if (query.since() != null) {
      all.add("started_at >= ?");
      values.add(query.since().toEpochMilli());
    }
    if (query.before() != null) {
      all.add("started_at < ?");
      values.add(query.before().toEpochMilli());
    }
    return String.join(" AND ", all);
  }

  private static Map<String, List<String>> tags(Connection connection) throws SQLException {
    Map<String, List<String>> tags = new HashMap<>();
    Sql.list(
        connection,
        "SELECT session, name FROM tag ORDER BY session, name",
        row ->
            tags.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(row.getString(2)));
    tags.replaceAll((_, names) -> List.copyOf(names));
    return tags;
  }

  /** A row as it was read. */
  private record Row(
      long key,
      Side side,
      String id,
      String session,
      long startedAt,
      String model,
      byte[] facts,
      @Nullable Integer estimate) {}

  /** The same request, whatever trial it was copied into. */
  private record Request(long startedAt, Side side, String model, Facts facts) {}

  private record Facts(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Facts that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** Puts the rows together, both sides of a trial at a time. */
  private static final class Reading {
    private final Map<String, List<String>> tags;
    private final @Nullable String model;
    private final Map<String, String> names = new HashMap<>();
    private final Set<Request> seen = new HashSet<>();
    private final List<MeasuredAnswer> answers = new ArrayList<>();
    private final List<Row> trial = new ArrayList<>(2);
    private int copies;

    Reading(Map<String, List<String>> tags, @Nullable String model) {
      this.tags = tags;
      this.model = model;
    }

    /** In the order of trials. */
    boolean add(ResultSet rows) throws SQLException {
      Row row = row(rows);
      if (!trial.isEmpty() && trial.getFirst().key() != row.key()) {
        flush();
      }
      return trial.add(row);
    }

    Measurements done() {
      flush();
      return new Measurements(answers, copies);
    }

    private Row row(ResultSet row) throws SQLException {
      long key = row.getLong(1);
      String side = row.getString(2);
      String id = row.getString(3);
      String session = one(row.getString(4));
      long startedAt = row.getLong(5);
      String asked = one(row.getString(6));
      byte[] facts = row.getBytes(7);
      int estimate = row.getInt(8);
      Long counted = row.wasNull() ? null : Long.valueOf(estimate);
      if (row.getLong(9) != RowSum.of(key, side, id, session, startedAt, asked, facts, counted)) {
        throw new DamagedRow("measurement");
      }
      return new Row(
          key,
          Side.valueOf(side),
          id,
          session,
          startedAt,
          asked,
          facts,
          counted == null ? null : Integer.valueOf(estimate));
    }

    /** One text for the many that are equal. */
    private String one(String text) {
      String known = names.putIfAbsent(text, text);
      return known == null ? text : known;
    }

    private void flush() {
      boolean contended =
          trial.size() > 1 && trial.stream().allMatch(row -> MeasurePack.burdens(row.facts()));
      for (Row row : trial) {
        if (model != null && !model.equals(row.model())) {
          continue;
        }
        Facts facts = new Facts(row.facts());
        if (seen.add(new Request(row.startedAt(), row.side(), row.model(), facts))) {
          answers.add(answer(row, contended));
        } else {
          copies++;
        }
      }
      trial.clear();
    }

    private MeasuredAnswer answer(Row row, boolean contended) {
      Place place =
          new Place(
              row.id(),
              row.side(),
              row.session(),
              tags.getOrDefault(row.session(), List.of()),
              Instant.ofEpochMilli(row.startedAt()),
              row.model());
      return MeasurePack.unpack(row.facts(), place, row.estimate(), contended);
    }
  }
}
