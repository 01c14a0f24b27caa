package app.diptych.session;

import app.diptych.trial.Answer;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            "INSERT INTO measurement (trial, side, session, started_at, facts) VALUES (?, ?, ?, ?, ?) ON"
                + " CONFLICT DO UPDATE SET facts = excluded.facts",
            key,
            answer.side().name(),
            answer.session(),
            answer.startedAt().toEpochMilli(),
            MeasurePack.pack(answer))
        > 0;
  }

  /** Notes how many tokens this program counts in an answer. */
  static void count(Connection connection, String trial, Side side, int estimatedTokens)
      throws SQLException {
    String here = " WHERE trial = (SELECT key FROM trial WHERE id = ?) AND side = ?";
    byte[] facts =
        Sql.first(
                connection,
                "SELECT facts FROM measurement" + here,
                row -> row.getBytes(1),
                trial,
                side.name())
            .orElse(null);
    if (facts != null) {
      Sql.update(
          connection,
          "UPDATE measurement SET facts = ?" + here,
          MeasurePack.counted(facts, estimatedTokens),
          trial,
          side.name());
    }
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

  /** Trials with measurements: all keys are in it. */
  static Keys keys(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            // Each by itself comes from the key; both in one would walk all rows.
            "SELECT (SELECT min(trial) FROM measurement), (SELECT max(trial) FROM measurement)",
            row -> new Keys(row.getLong(1), row.getLong(2)))
        .orElse(new Keys(0, 0));
  }

  /**
   * Trials one after another.
   *
   * @param from the key of the first
   * @param to the key of the last
   */
  record Keys(long from, long to) {
    /** All that a file can have. */
    static final Keys EVERY = new Keys(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Negative keys of a file that somebody else made are as many as others. */
    boolean isAtLeast(long count) {
      return to >= from && Long.compareUnsigned(to - from, count) >= 0;
    }

    /** Every key in two parts, with as many of these in one as in the other. */
    List<Keys> halves() {
      long middle = from + ((to - from) >>> 1);
      return List.of(new Keys(EVERY.from, middle), new Keys(middle + 1, EVERY.to));
    }
  }

  /**
   * Whatever was measured of the answers that were asked for, copies too, in the order their trials
   * were recorded.
   */
  static List<MeasuredAnswer> read(
      Connection connection, MeasureQuery query, Keys keys, MeasureMemory memory)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(List.of(keys.from(), keys.to()));
    String where = where(query, values);
    Reading reading = new Reading(tags(connection), query.model(), memory);
    Sql.list(
        connection,
        "SELECT trial, facts FROM measurement WHERE trial BETWEEN ? AND ? AND "
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

  /** Puts the rows together, both sides of a trial at a time. */
  private static final class Reading implements MeasurePack.Shared {
    private final Map<String, List<String>> tags;
    private final @Nullable String model;
    private final MeasureMemory memory;
    private final Map<String, String> texts = new HashMap<>();
    private final List<MeasuredAnswer> answers = new ArrayList<>();
    private final List<byte[]> sides = new ArrayList<>(2);
    private long trial;

    Reading(Map<String, List<String>> tags, @Nullable String model, MeasureMemory memory) {
      this.tags = tags;
      this.model = model;
      this.memory = memory;
    }

    /** In the order of trials. */
    boolean add(ResultSet row) throws SQLException {
      long key = row.getLong(1);
      if (key != trial) {
        flush();
        trial = key;
      }
      return sides.add(row.getBytes(2));
    }

    List<MeasuredAnswer> done() {
      flush();
      return answers;
    }

    @Override
    public List<String> tags(String session) {
      return tags.getOrDefault(session, List.of());
    }

    @Override
    public String one(String text) {
      String known = texts.putIfAbsent(text, text);
      return known == null ? text : known;
    }

    private void flush() {
      if (sides.isEmpty()) {
        return;
      }
      for (MeasuredAnswer answer : memory.of(trial, sides, this)) {
        if (model == null || model.equals(answer.model())) {
          answers.add(answer);
        }
      }
      sides.clear();
    }
  }
}
