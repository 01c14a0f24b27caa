package app.diptych.session;

import app.diptych.session.MeasureRows.Keys;
import app.diptych.session.Readers.Query;
import app.diptych.timing.HourWindow;
import app.diptych.timing.Moments;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what was measured; of many trials two halves at once, each on a connection of its own. */
final class MeasureReader {
  /** Fewer trials than this are there before a second connection would be. */
  private static final long MANY = 10_000;

  private static final long PRIME = 1_000_003;

  /** The golden ratio in 64 bits: what differs in the last bits differs in the first ones. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

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
    // Four to eight places for each, so that the next free one is near.
    int bits = Integer.SIZE + 2 - Integer.numberOfLeadingZeros(all.size());
    long[] seen = new long[1 << bits];
    for (MeasuredAnswer answer : all) {
      long hash = Request.hash(answer);
      int place = (int) (hash >>> (Long.SIZE - bits));
      while (seen[place] != 0 && seen[place] != hash) {
        place = (place + 1) & (seen.length - 1);
      }
      if (seen[place] == hash) {
        return false;
      }
      seen[place] = hash;
    }
    return true;
  }

  private Query<List<MeasuredAnswer>> rows(MeasureQuery query, Keys keys) {
    HourWindow hours = query.hours();
    return hours == null
        ? connection -> MeasureRows.read(connection, query, keys, memory)
        : connection ->
            MeasureRows.read(connection, query, keys, memory).stream()
                .filter(answer -> hours.holds(answer.sentAt()))
                .toList();
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

    /**
     * Alike for equal ones, and in more bits than a hash code: different ones nearly never are.
     * Never 0.
     */
    static long hash(MeasuredAnswer answer) {
      Moments moments = answer.metrics().moments();
      long hash = answer.startedAt().toEpochMilli() * PRIME + moments.last();
      hash = hash * PRIME + moments.first();
      hash = hash * PRIME + answer.model().hashCode();
      hash = hash * PRIME + (answer.side() == Side.A ? 0 : 1);
      return (hash * SPREAD) | 1;
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
