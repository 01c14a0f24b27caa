package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whole sessions, in and out. */
final class SessionCopy {
  private SessionCopy() {}

  static Optional<SavedSession> read(Connection connection, String id) throws SQLException {
    SessionSummary summary = SessionReader.one(connection, id).orElse(null);
    if (summary == null) {
      return Optional.empty();
    }
    List<Whole> trials = new ArrayList<>();
    for (SavedTrial trial : TrialReader.ofSession(connection, id)) {
      trials.add(whole(connection, trial));
    }
    if (trials.size() < summary.trials()) {
      // Each row fits its sum, but an index no longer leads to all of them.
      throw new RowSum.DamagedRow("trial");
    }
    return Optional.of(new SavedSession(summary, trials));
  }

  static Whole whole(Connection connection, SavedTrial trial) throws SQLException {
    List<Vote> votes = votes(connection, trial.id());
    // What was read by its session a moment ago must be found by its own name too: an index that
    // lost it would pass for a trial nobody voted on.
    boolean lost =
        Sql.number(connection, "SELECT count(*) FROM trial WHERE id = ?", trial.id()) == 0;
    if (lost || (trial.vote() != null && votes.isEmpty())) {
      throw new RowSum.DamagedRow("trial");
    }
    return new Whole(trial, recordings(connection, trial), votes, events(connection, trial));
  }

  /** Gives the copy and its trials ids of their own. */
  static void run(Connection connection, String id, String copy, String title, Instant now)
      throws SQLException {
    insert(connection, read(connection, id).orElseThrow().copy(copy, title, now));
  }

  /** Whether the session or a trial of it is there already, deleted ones included. */
  static boolean isThere(Connection connection, SavedSession session) throws SQLException {
    if (SessionReader.one(connection, session.summary().id()).isPresent()) {
      return true;
    }
    for (Whole whole : session.trials()) {
      if (Sql.number(connection, "SELECT count(*) FROM trial WHERE id = ?", whole.trial().id())
          > 0) {
        return true;
      }
    }
    return false;
  }

  static void insert(Connection connection, SavedSession session) throws SQLException {
    SessionSummary summary = session.summary();
    insertEmpty(connection, summary);
    for (Whole whole : session.trials()) {
      insert(connection, summary.id(), whole);
    }
    SessionRows.count(connection, summary.id(), summary.changedAt());
  }

  /** Everything of a session but its trials. */
  static void insertEmpty(Connection connection, SessionSummary summary) throws SQLException {
    SessionRows.insert(
        connection, summary.id(), summary.title(), summary.madeFrom(), summary.createdAt());
    Sql.update(
        connection,
        "UPDATE session SET notes = ?, pinned = ?, archived = ? WHERE id = ?",
        summary.notes(),
        summary.pinned() ? 1 : 0,
        summary.archived() ? 1 : 0,
        summary.id());
    for (String tag : summary.tags()) {
      Sql.update(connection, "INSERT INTO tag (session, name) VALUES (?, ?)", summary.id(), tag);
    }
  }

  static void insert(Connection connection, String session, Whole whole) throws SQLException {
    SavedTrial trial = whole.trial();
    TrialRows.insertTrial(
        connection,
        trial.id(),
        session,
        trial.parent(),
        trial.promptId(),
        trial.startedAt(),
        trial.prompt());
    for (Side side : trial.answers().keySet()) {
      TrialRows.insertSide(
          connection,
          trial.id(),
          side,
          ended(trial.answer(side).orElseThrow()),
          whole.recordings().getOrDefault(side, Recording.EMPTY));
    }
    long key = Sql.number(connection, "SELECT key FROM trial WHERE id = ?", trial.id());
    for (Map.Entry<Side, List<SavedEvent>> side : whole.events().entrySet()) {
      EventRows.insert(connection, key, side.getKey(), side.getValue());
    }
    for (Vote vote : whole.votes()) {
      insert(connection, trial.id(), vote);
    }
    SearchIndex.put(connection, trial.id());
  }

  /** One that was under way elsewhere will not go on here. */
  private static Answer ended(Answer answer) {
    if (answer.state().isLast()) {
      return answer;
    }
    return new Answer(
        answer.model(),
        answer.local(),
        answer.request(),
        SideState.FAILED,
        answer.origin(),
        answer.text(),
        answer.reasoning(),
        answer.usage(),
        null,
        new Failure.Interrupted(),
        answer.timeline(),
        answer.preparation(),
        answer.delivery(),
        answer.cost());
  }

  private static void insert(Connection connection, String trial, Vote vote) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO verdict (trial, rater, verdict, note, given_at) VALUES ((SELECT key FROM trial"
            + " WHERE id = ?), ?, ?, ?, ?)",
        trial,
        vote.rater(),
        vote.verdict().name(),
        vote.note(),
        vote.at().toEpochMilli());
  }

  static Map<Side, Recording> recordings(Connection connection, SavedTrial trial)
      throws SQLException {
    Map<Side, Recording> recordings = new EnumMap<>(Side.class);
    for (Side side : trial.answers().keySet()) {
      TrialReader.recording(connection, trial.id(), side)
          .ifPresent(recording -> recordings.put(side, recording));
    }
    return recordings;
  }

  private static Map<Side, List<SavedEvent>> events(Connection connection, SavedTrial trial)
      throws SQLException {
    Map<Side, List<SavedEvent>> events = new EnumMap<>(Side.class);
    for (Side side : trial.answers().keySet()) {
      List<SavedEvent> happened = EventRows.read(connection, trial.id(), side);
      if (!happened.isEmpty()) {
        events.put(side, happened);
      }
    }
    return events;
  }

  /** Verdicts taken back are not among them: what holds is what counts elsewhere. */
  private static List<Vote> votes(Connection connection, String trial) throws SQLException {
    return Sql.list(
        connection,
        "SELECT v.verdict, v.note, v.rater, v.given_at, "
            + RowSum.whole("verdict", "v")
            + " AS whole FROM verdict v WHERE v.trial = (SELECT key FROM trial WHERE id = ?) AND v.verdict"
            + " IS NOT NULL AND v.key = (SELECT max(key) FROM verdict WHERE trial = v.trial AND rater ="
            + " v.rater) ORDER BY v.key",
        row -> {
          RowSum.require(row, "whole", "verdict");
          return new Vote(
              Verdict.valueOf(row.getString(1)),
              row.getString(2),
              row.getString(3),
              Instant.ofEpochMilli(row.getLong(4)));
        },
        trial);
  }
}
