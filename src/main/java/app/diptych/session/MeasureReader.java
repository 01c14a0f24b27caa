package app.diptych.session;

import app.diptych.session.MeasureRows.Keys;
import app.diptych.timing.Moments;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what was measured; of many trials two halves at once, each on a connection of its own. */
final class MeasureReader {
  /** Fewer trials than this are there before a second connection would be. */
  private static final long MANY = 10_000;

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

  /** What one connection read, or why it could not. */
  private record Part(List<MeasuredAnswer> answers, @Nullable WorkspaceException broken) {}

  Measurements read(MeasureQuery query) throws WorkspaceException {
    // Before the keys: what is written after them makes it another one.
    Revision before = readers.revision();
    Keys all = readers.read(MeasureRows::keys);
    if (all.isAtLeast(many)) {
      List<MeasuredAnswer> answers = atOnce(query, all.halves());
      // The halves are of one state of the file when nobody wrote since before both.
      if (before.equals(readers.revision())) {
        return withoutCopies(answers);
      }
    }
    Keys every = new Keys(Long.MIN_VALUE, Long.MAX_VALUE);
    return withoutCopies(
        readers.read(connection -> MeasureRows.read(connection, query, every, memory)));
  }

  private List<MeasuredAnswer> atOnce(MeasureQuery query, List<Keys> halves)
      throws WorkspaceException {
    List<MeasuredAnswer> answers = new ArrayList<>();
    for (Part part : halves.parallelStream().map(half -> part(query, half)).toList()) {
      if (part.broken() != null) {
        throw part.broken();
      }
      answers.addAll(part.answers());
    }
    return answers;
  }

  private Part part(MeasureQuery query, Keys keys) {
    try {
      return new Part(
          readers.read(connection -> MeasureRows.read(connection, query, keys, memory)), null);
    } catch (WorkspaceException broken) {
      return new Part(List.of(), broken);
    }
  }

  /** The same request, whatever trial of whatever session it was copied into. */
  private record Request(long startedAt, Side side, String model, Moments moments) {}

  /** Two like answers of one session are two: failures of the same moment are all alike. */
  private static Measurements withoutCopies(List<MeasuredAnswer> all) {
    Map<Request, String> sessions = HashMap.newHashMap(all.size());
    List<MeasuredAnswer> answers = new ArrayList<>(all.size());
    for (MeasuredAnswer answer : all) {
      Request request =
          new Request(
              answer.startedAt().toEpochMilli(),
              answer.side(),
              answer.model(),
              answer.metrics().moments());
      String session = sessions.putIfAbsent(request, answer.session());
      if (session == null || session.equals(answer.session())) {
        answers.add(answer);
      }
    }
    return new Measurements(answers, all.size() - answers.size());
  }
}
