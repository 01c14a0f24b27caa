package app.diptych.session;

import app.diptych.timing.Gaps;
import app.diptych.trial.MeasuredAnswer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the gaps between the deltas of many answers, of which two are held at a time: half of the
 * answers each on a connection of its own.
 */
final class GapRows {
  /**
   * Answers that are asked for together, which takes a moment: in between, what was written
   * meanwhile can get into the file.
   */
  private static final int STEP = 500;

  /** The columns of a side in the order of its sum, from the second one here on, and the sum. */
  private static final String DELTAS =
      "SELECT j.key, s.trial, s.side, s.model, s.state, s.failure, s.text, s.reasoning, s.detail,"
          + " s.deltas, s.sum FROM json_each(?) j CROSS JOIN trial t ON t.id = j.value ->> 0"
          + " CROSS JOIN side s ON s.trial = t.key AND s.side = j.value ->> 1";

  private static final int PLACE = 1;
  private static final int TRIAL = 2;
  private static final int DELTAS_COLUMN = 10;
  private static final int SUM = 11;

  /** As they were recorded, so that rows that stand together are read together. */
  private static final Comparator<MeasuredAnswer> RECORDED =
      Comparator.comparing(MeasuredAnswer::startedAt)
          .thenComparing(MeasuredAnswer::trial)
          .thenComparing(MeasuredAnswer::side);

  private static final JsonMapper JSON = JsonMapper.shared();

  private GapRows() {}

  /**
   * Some answers of a group.
   *
   * @param group its place among the groups
   */
  private record Step(int group, List<MeasuredAnswer> answers) {}

  /**
   * The gaps of each group. Answers whose deltas are not there, or cannot be read any more, are
   * counted as unknown.
   */
  static List<Gaps> read(Readers readers, List<List<MeasuredAnswer>> groups)
      throws WorkspaceException, InterruptedException {
    List<Step> steps = steps(groups);
    int middle = (steps.size() + 1) / 2;
    AtomicBoolean stopped = new AtomicBoolean();
    FutureTask<List<Gaps>> second =
        new FutureTask<>(
            () -> half(readers, steps.subList(middle, steps.size()), groups.size(), stopped));
    ForkJoinPool.commonPool().execute(second);
    try {
      List<Gaps> all = half(readers, steps.subList(0, middle), groups.size(), stopped);
      // Here when the pool had no thread for it meanwhile.
      second.run();
      List<Gaps> more = second.get();
      for (int i = 0; i < groups.size(); i++) {
        all.get(i).add(more.get(i));
      }
      return all;
    } catch (ExecutionException failed) {
      throw cause(failed);
    } finally {
      // Whatever ended this half, nobody wants the other one any more.
      stopped.set(true);
    }
  }

  private static WorkspaceException cause(ExecutionException failed) {
    return switch (failed.getCause()) {
      case WorkspaceException broken -> broken;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case null, default -> throw new IllegalStateException(failed);
    };
  }

  private static List<Step> steps(List<List<MeasuredAnswer>> groups) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      List<MeasuredAnswer> ordered = groups.get(i).stream().sorted(RECORDED).toList();
      for (int from = 0; from < ordered.size(); from += STEP) {
        steps.add(new Step(i, ordered.subList(from, Math.min(from + STEP, ordered.size()))));
      }
    }
    return steps;
  }

  private static List<Gaps> half(
      Readers readers, List<Step> steps, int groups, AtomicBoolean stopped)
      throws WorkspaceException, InterruptedException {
    List<Gaps> gaps = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      gaps.add(new Gaps());
    }
    for (Step step : steps) {
      Gaps to = gaps.get(step.group());
      if (!readers.read(connection -> add(to, connection, step.answers(), stopped))) {
        throw new InterruptedException();
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return gaps;
  }

  /**
   * Adds them as they are read: the deltas of all of them may take hundreds of megabytes.
   *
   * @return false when it was stopped before the last one
   */
  private static boolean add(
      Gaps gaps, Connection connection, List<MeasuredAnswer> answers, AtomicBoolean stopped)
      throws SQLException {
    boolean verifies = RowSum.verifies(connection);
    boolean[] found = new boolean[answers.size()];
    try (PreparedStatement statement = connection.prepareStatement(DELTAS)) {
      statement.setString(1, asked(answers));
      try (ResultSet row = statement.executeQuery()) {
        RowSum.OfRead sum = new RowSum.OfRead();
        while (row.next()) {
          if (stopped.get() || Thread.interrupted()) {
            return false;
          }
          found[row.getInt(PLACE)] = true;
          gaps.add(offsets(row, verifies ? sum : null));
        }
      }
    }
    for (boolean one : found) {
      if (!one) {
        gaps.add(new long[0]);
      }
    }
    return true;
  }

  /** One value for all of them: SQLite looks each up by itself. */
  private static String asked(List<MeasuredAnswer> answers) {
    return JSON.writeValueAsString(
        answers.stream().map(answer -> List.of(answer.trial(), answer.side().name())).toList());
  }

  /**
   * @param sum null when the row is taken for whole
   */
  private static long[] offsets(ResultSet row, RowSum.@Nullable OfRead sum) throws SQLException {
    byte[] deltas = row.getBytes(DELTAS_COLUMN);
    if (deltas == null || !(sum == null || sum(row, sum, deltas) == row.getLong(SUM))) {
      return new long[0];
    }
    try {
      return DeltaPack.unpack(deltas).offsets();
    } catch (IllegalArgumentException torn) {
      // Whoever opens it is told.
      return new long[0];
    }
  }

  private static long sum(ResultSet row, RowSum.OfRead sum, byte[] deltas) throws SQLException {
    sum.number(row.getLong(TRIAL));
    for (int column = TRIAL + 1; column < DELTAS_COLUMN; column++) {
      byte[] text = row.getBytes(column);
      if (text == null) {
        sum.nothing();
      } else {
        sum.text(text, 0, text.length);
      }
    }
    return sum.bytes(deltas).done();
  }
}
