package app.diptych.session;

import app.diptych.timing.Gaps;
import app.diptych.trial.MeasuredAnswer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Reads the gaps between the deltas of many answers, of which one is held at a time. */
final class GapRows {
  /**
   * Answers that are read together, which takes a moment: in between, what was written meanwhile
   * can get into the file.
   */
  private static final int STEP = 500;

  private static final String DELTAS =
      "SELECT s.deltas, "
          + RowSum.whole("side", "s")
          + " AS whole FROM trial t JOIN side s ON s.trial = t.key WHERE t.id = ? AND s.side = ?";

  /** As they were recorded, so that rows that stand together are read together. */
  private static final Comparator<MeasuredAnswer> RECORDED =
      Comparator.comparing(MeasuredAnswer::startedAt)
          .thenComparing(MeasuredAnswer::trial)
          .thenComparing(MeasuredAnswer::side);

  private GapRows() {}

  /** Answers whose deltas are not there, or cannot be read any more, are counted as unknown. */
  static Gaps read(Readers readers, List<MeasuredAnswer> answers)
      throws WorkspaceException, InterruptedException {
    List<MeasuredAnswer> ordered = answers.stream().sorted(RECORDED).toList();
    Gaps gaps = new Gaps();
    for (int from = 0; from < ordered.size(); from += STEP) {
      List<MeasuredAnswer> step = ordered.subList(from, Math.min(from + STEP, ordered.size()));
      if (Thread.interrupted() || !readers.read(connection -> add(gaps, connection, step))) {
        throw new InterruptedException();
      }
    }
    return gaps;
  }

  /**
   * Adds them as they are read: the deltas of all of them may take hundreds of megabytes.
   *
   * @return false when the thread was interrupted meanwhile
   */
  private static boolean add(Gaps gaps, Connection connection, List<MeasuredAnswer> answers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELTAS)) {
      for (MeasuredAnswer answer : answers) {
        if (Thread.interrupted()) {
          return false;
        }
        statement.setString(1, answer.trial());
        statement.setString(2, answer.side().name());
        try (ResultSet row = statement.executeQuery()) {
          gaps.add(row.next() ? offsets(row) : new long[0]);
        }
      }
    }
    return true;
  }

  private static long[] offsets(ResultSet row) throws SQLException {
    byte[] deltas = row.getBytes("deltas");
    if (deltas == null || !row.getBoolean("whole")) {
      return new long[0];
    }
    try {
      return DeltaPack.unpack(deltas).offsets();
    } catch (IllegalArgumentException torn) {
      // Whoever opens it is told.
      return new long[0];
    }
  }
}
