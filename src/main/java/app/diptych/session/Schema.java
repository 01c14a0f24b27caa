package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables, version by version. A step is never changed once it was released: files made with it
 * exist.
 */
final class Schema {
  /** Marks the file as ours: "DPTY". */
  static final int APPLICATION = 0x44505459;

  /** The tables there were when rows got their sums. */
  private static final List<String> SUMMED_FIRST =
      List.of(
          "session",
          "tag",
          "trial",
          "side",
          "delta",
          "event",
          "verdict",
          "ledger",
          "prompt",
          "prompt_revision",
          "meta");

  private static final List<List<String>> STEPS =
      List.of(first(), second(), third(), fourth(), fifth(), sixth(), seventh());

  /** The version this program writes. */
  static final int VERSION = STEPS.size();

  private Schema() {}

  static int version(Connection connection) throws SQLException {
    return (int) Sql.number(connection, "PRAGMA user_version");
  }

  /** Brings a file up to this version, all or nothing; the connection knows {@link RowSum}. */
  static void migrate(Connection connection) throws SQLException {
    Sql.inTransaction(
        connection,
        () -> {
          int found = version(connection);
          for (int version = found; version < VERSION; version++) {
            Sql.run(connection, STEPS.get(version).toArray(String[]::new));
          }
          if (found < 4) {
            // The sum now covers the cost. A damaged entry keeps a sum that does not fit.
            RowSum.sumLedgerAnew(connection);
          }
          if (found < 3) {
            MeasureRows.putAll(connection);
            RowSum.sumAll(connection, "measurement");
          }
          if (found < 2) {
            // Version 2 made the index anew and gave rows their sums. Later files have theirs: a
            // row
            // that is damaged must not get a new one that fits.
            SearchIndex.putAll(connection);
            RowSum.sumAll(connection);
          }
          Sql.run(
              connection,
              "PRAGMA user_version = " + VERSION,
              "PRAGMA application_id = " + APPLICATION);
        });
  }

  private static List<String> first() {
    return List.of(
        """
        CREATE TABLE session (
          id TEXT PRIMARY KEY,
          title TEXT NOT NULL,
          notes TEXT NOT NULL DEFAULT '',
          created_at INTEGER NOT NULL,
          changed_at INTEGER NOT NULL,
          pinned INTEGER NOT NULL DEFAULT 0,
          archived INTEGER NOT NULL DEFAULT 0,
          deleted_at INTEGER,
          made_from TEXT,
          trials INTEGER NOT NULL DEFAULT 0,
          failures INTEGER NOT NULL DEFAULT 0,
          votes_a INTEGER NOT NULL DEFAULT 0,
          votes_b INTEGER NOT NULL DEFAULT 0,
          votes_tie INTEGER NOT NULL DEFAULT 0,
          votes_both_bad INTEGER NOT NULL DEFAULT 0,
          models TEXT NOT NULL DEFAULT '[]',
          extra TEXT NOT NULL DEFAULT '{}'
        ) STRICT\
        """,
        "CREATE INDEX session_order ON session (deleted_at, archived, pinned DESC, changed_at DESC)",
        """
        CREATE TABLE tag (
          session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
          name TEXT NOT NULL,
          PRIMARY KEY (session, name)
        ) STRICT, WITHOUT ROWID\
        """,
        "CREATE INDEX tag_name ON tag (name)",
        """
        CREATE TABLE trial (
          key INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
          number INTEGER NOT NULL,
          parent TEXT,
          started_at INTEGER NOT NULL,
          prompt TEXT NOT NULL,
          prompt_id TEXT,
          extra TEXT NOT NULL DEFAULT '{}',
          UNIQUE (session, number)
        ) STRICT\
        """,
        "CREATE INDEX trial_prompt ON trial (prompt_id) WHERE prompt_id IS NOT NULL",
        """
        CREATE TABLE side (
          trial INTEGER NOT NULL REFERENCES trial (key) ON DELETE CASCADE,
          side TEXT NOT NULL CHECK (side IN ('A', 'B')),
          model TEXT NOT NULL,
          state TEXT NOT NULL,
          failure TEXT,
          text TEXT NOT NULL DEFAULT '',
          reasoning TEXT NOT NULL DEFAULT '',
          detail TEXT NOT NULL,
          deltas BLOB,
          PRIMARY KEY (trial, side)
        ) STRICT\
        """,
        "CREATE INDEX side_model ON side (model)",
        "CREATE INDEX side_open ON side (state) WHERE state NOT IN ('FINISHED', 'FAILED')",
        """
        CREATE TABLE delta (
          trial INTEGER NOT NULL REFERENCES trial (key) ON DELETE CASCADE,
          side TEXT NOT NULL,
          batch INTEGER NOT NULL,
          pack BLOB NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (trial, side, batch)
        ) STRICT, WITHOUT ROWID\
        """,
        """
        CREATE TABLE event (
          trial INTEGER NOT NULL REFERENCES trial (key) ON DELETE CASCADE,
          side TEXT NOT NULL,
          at_ns INTEGER NOT NULL,
          kind TEXT NOT NULL,
          detail TEXT NOT NULL DEFAULT '{}'
        ) STRICT\
        """,
        "CREATE INDEX event_trial ON event (trial)",
        """
        CREATE TABLE verdict (
          key INTEGER PRIMARY KEY,
          trial INTEGER NOT NULL REFERENCES trial (key) ON DELETE CASCADE,
          rater TEXT NOT NULL,
          verdict TEXT,
          note TEXT NOT NULL DEFAULT '',
          given_at INTEGER NOT NULL
        ) STRICT\
        """,
        "CREATE INDEX verdict_trial ON verdict (trial, rater, key)",
        """
        CREATE TABLE ledger (
          key INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          trial TEXT NOT NULL,
          side TEXT NOT NULL,
          model TEXT NOT NULL,
          answered_by TEXT,
          local INTEGER NOT NULL,
          outcome TEXT NOT NULL,
          usage TEXT
        ) STRICT\
        """,
        """
        CREATE TABLE prompt (
          id TEXT PRIMARY KEY,
          folder TEXT NOT NULL DEFAULT '',
          title TEXT NOT NULL,
          favourite INTEGER NOT NULL DEFAULT 0,
          uses INTEGER NOT NULL DEFAULT 0,
          deleted_at INTEGER,
          revision INTEGER NOT NULL
        ) STRICT\
        """,
        """
        CREATE TABLE prompt_revision (
          prompt TEXT NOT NULL REFERENCES prompt (id) ON DELETE CASCADE,
          number INTEGER NOT NULL,
          made_at INTEGER NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (prompt, number)
        ) STRICT, WITHOUT ROWID\
        """,
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        """
        CREATE VIRTUAL TABLE search USING fts5 (
          prompt, a, b, content = '', contentless_delete = 1,
          tokenize = "unicode61 remove_diacritics 2"
        )\
        """);
  }

  /**
   * Sums in every row, who records a trial, events, one entry of the ledger for a request, and an
   * index that finds beginnings of words quickly.
   */
  private static List<String> second() {
    List<String> steps = new ArrayList<>();
    steps.add("DROP TABLE search");
    steps.add(
        """
        CREATE VIRTUAL TABLE search USING fts5 (
          prompt, a, b, content = '', contentless_delete = 1, prefix = '2 3',
          tokenize = "unicode61 remove_diacritics 2"
        )\
        """);
    steps.add("DROP TABLE event");
    steps.add(
        """
        CREATE TABLE event (
          key INTEGER PRIMARY KEY,
          trial INTEGER NOT NULL REFERENCES trial (key) ON DELETE CASCADE,
          side TEXT NOT NULL,
          at_ns INTEGER NOT NULL,
          kind TEXT NOT NULL,
          detail TEXT NOT NULL
        ) STRICT\
        """);
    steps.add("CREATE INDEX event_trial ON event (trial, side)");
    steps.add("ALTER TABLE trial ADD COLUMN recorder INTEGER");
    for (String table : SUMMED_FIRST) {
      steps.add("ALTER TABLE " + table + " ADD COLUMN sum INTEGER");
    }
    // Version 1 could save a piece of text once more after the end of its answer: what has all its
    // deltas had ended.
    steps.add(
        "UPDATE side SET state = iif(failure IS NULL, 'FINISHED', 'FAILED') WHERE deltas IS NOT NULL AND"
            + " state NOT IN ('FINISHED', 'FAILED')");
    steps.add(
        "DELETE FROM delta WHERE EXISTS (SELECT 1 FROM side s WHERE s.trial = delta.trial AND s.side ="
            + " delta.side AND s.deltas IS NOT NULL)");
    steps.add(
        "DELETE FROM ledger WHERE key NOT IN (SELECT max(key) FROM ledger GROUP BY trial, side)");
    steps.add("CREATE UNIQUE INDEX ledger_request ON ledger (trial, side)");
    return steps;
  }

  /** What was measured of each answer, to be read without its text. */
  private static List<String> third() {
    return List.of(
        """
        CREATE TABLE measurement (
          trial INTEGER NOT NULL REFERENCES trial (key) ON DELETE CASCADE,
          side TEXT NOT NULL,
          session TEXT NOT NULL,
          started_at INTEGER NOT NULL,
          facts BLOB NOT NULL,
          sum INTEGER,
          PRIMARY KEY (trial, side)
        ) STRICT, WITHOUT ROWID\
        """);
  }

  /** What each request cost, and for whom: entries from before that have no cost. */
  private static List<String> fourth() {
    return List.of(
        "ALTER TABLE ledger ADD COLUMN gateway TEXT",
        "ALTER TABLE ledger ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE ledger ADD COLUMN amount TEXT",
        "ALTER TABLE ledger ADD COLUMN currency TEXT",
        "ALTER TABLE ledger ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE ledger ADD COLUMN unpriced TEXT",
        "UPDATE ledger SET gateway = "
            + Ledger.GATEWAY_OF_MODEL
            + ", unpriced = iif(local = 0, '"
            + Ledger.TOO_OLD
            + "', NULL)",
        "CREATE INDEX ledger_at ON ledger (at)");
  }

  /** Blind reviews and what was said in them: how each pair was shown, and how long it took. */
  private static List<String> fifth() {
    return List.of(
        """
        CREATE TABLE review (
          id TEXT PRIMARY KEY,
          title TEXT NOT NULL,
          made_at INTEGER NOT NULL,
          deleted_at INTEGER,
          body TEXT NOT NULL,
          sum INTEGER
        ) STRICT\
        """,
        """
        CREATE TABLE ballot (
          key INTEGER PRIMARY KEY,
          review TEXT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
          trial TEXT NOT NULL,
          round INTEGER NOT NULL,
          rater TEXT NOT NULL,
          verdict TEXT,
          given_at INTEGER NOT NULL,
          detail TEXT NOT NULL,
          sum INTEGER
        ) STRICT\
        """,
        "CREATE INDEX ballot_review ON ballot (review, rater, trial, round, key)");
  }

  /** Batches: what was planned, and which rows of it are settled, so that none is asked twice. */
  private static List<String> sixth() {
    return List.of(
        """
        CREATE TABLE batch (
          id TEXT PRIMARY KEY,
          session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
          plan_key TEXT NOT NULL,
          plan TEXT NOT NULL,
          made_at INTEGER NOT NULL,
          ended_at INTEGER,
          recorder INTEGER,
          sum INTEGER
        ) STRICT\
        """,
        "CREATE INDEX batch_plan ON batch (plan_key, made_at)",
        "CREATE INDEX batch_session ON batch (session)",
        """
        CREATE TABLE batch_item (
          batch TEXT NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
          item INTEGER NOT NULL,
          trial TEXT,
          detail TEXT NOT NULL,
          sum INTEGER,
          PRIMARY KEY (batch, item)
        ) STRICT, WITHOUT ROWID\
        """);
  }

  /** What models said as judges: who judged what by which rubric, and each thing they said. */
  private static List<String> seventh() {
    return List.of(
        """
        CREATE TABLE judging (
          id TEXT PRIMARY KEY,
          session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
          plan_key TEXT NOT NULL,
          plan TEXT NOT NULL,
          made_at INTEGER NOT NULL,
          sum INTEGER
        ) STRICT\
        """,
        "CREATE INDEX judging_plan ON judging (session, plan_key)",
        """
        CREATE TABLE judgement (
          judging TEXT NOT NULL REFERENCES judging (id) ON DELETE CASCADE,
          trial TEXT NOT NULL,
          part TEXT NOT NULL,
          detail TEXT NOT NULL,
          sum INTEGER,
          PRIMARY KEY (judging, trial, part)
        ) STRICT, WITHOUT ROWID\
        """);
  }
}
