package app.diptych.session;

import app.diptych.session.MeasureRows.Keys;
import app.diptych.session.Readers.Query;
import app.diptych.timing.Moments;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what was measured; of many trials two halves at once, each on a connection of its own. */
final class MeasureReader {
  /** Fewer trials than this are there before a second connection would be. */
  private static final long MANY = 10_000;

  private static final long PRIME = 1_000_003;

  private final Readers readers;
  private final long many;
  private final MeasureMemory memory = new MeasureMemory();

  MeasureReader(Readers readers) {
    this(readers, MANY);
  }

  /**
   * @param many from how many trials on two connections read
   */
  MeasureReader(Readers readers, long many) {
    this.readers = readers;
    this.many = many;
  }

  Measurements read(MeasureQuery query) throws WorkspaceException {
    Keys all = readers.read(MeasureRows::keys);
    if (all.isAtLeast(many)) {
      // The halves hold every key, so that what is written from here on is in one of them.
      List<Query<List<MeasuredAnswer>>> halves =
          all.halves().stream().map(half -> rows(query, half)).toList();
      List<List<MeasuredAnswer>> found = readers.readAtOnce(halves).orElse(List.of());
      if (!found.isEmpty()) {
        return withoutCopies(found.stream().flatMap(List::stream).toList());
      }
    }
    return withoutCopies(readers.read(rows(query, Keys.EVERY)));
  }

  /**
   * Whether no two are of the same request, by the hash of it. That is nearly always so, and seen
   * ten times sooner than each request is remembered.
   */
  private static boolean areAllDifferent(List<MeasuredAnswer> all) {
    long[] hashes = new long[all.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = Request.of(all.get(i)).hash();
    }
    Arrays.sort(hashes);
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i] == hashes[i - 1]) {
        return false;
      }
    }
    return true;
  }

  private Query<List<MeasuredAnswer>> rows(MeasureQuery query, Keys keys) {
    return connection -> MeasureRows.read(connection, query, keys, memory);
  }

  /** The same request, whatever trial of whatever session it was copied into. */
  private record Request(long startedAt, Side side, String model, Moments moments) {
    static Request of(MeasuredAnswer answer) {
      return new Request(
          answer.startedAt().toEpochMilli(),
          answer.side(),
          answer.model(),
          answer.metrics().moments());
    }

    /** Alike for equal ones, and in more bits than a hash code: different ones nearly never are. */
    long hash() {
      long hash = startedAt * PRIME + moments.last();
      hash = hash * PRIME + moments.first();
      hash = hash * PRIME + model.hashCode();
      return hash * PRIME + (side == Side.A ? 0 : 1);
    }
  }

  /** Two like answers of one session are two: failures of the same moment are all alike. */
  private static Measurements withoutCopies(List<MeasuredAnswer> all) {
    if (areAllDifferent(all)) {
      return new Measurements(all, 0);
    }
    Map<Request, String> sessions = HashMap.newHashMap(all.size());
    List<MeasuredAnswer> answers = new ArrayList<>(all.size());
    for (MeasuredAnswer answer : all) {
      Request request = Request.of(answer);
      String session = sessions.putIfAbsent(request, answer.session());
      if (session == null || session.equals(answer.session())) {
        answers.add(answer);
      }
    }
    return new Measurements(answers, all.size() - answers.size());
  }
}
