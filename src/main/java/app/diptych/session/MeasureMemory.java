package app.diptych.session;

import app.diptych.trial.MeasuredAnswer;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The measurements that were read last, so that whoever comes back to a page of a hundred thousand
 * does not wait until all are taken apart again. What is remembered counts only while the bytes in
 * the file have the same length and checksum, so nothing has to say when they change. It holds at
 * most {@value #MOST} trials and gives them up when memory is short. Safe for use by several
 * threads.
 */
final class MeasureMemory {
  private static final int MOST = 60_000;

  private volatile SoftReference<Map<Long, Trial>> trials =
      new SoftReference<>(new ConcurrentHashMap<>());

  /**
   * What came of a trial.
   *
   * @param first the fingerprint of one side; the bytes themselves would be a quarter of all
   * @param second that of the other one; 0 without another
   */
  private record Trial(long first, long second, List<MeasuredAnswer> answers) {
    boolean is(List<byte[]> sides, MeasurePack.Shared shared) {
      if (sides.size() != answers.size()
          || first != fingerprint(sides, 0)
          || second != fingerprint(sides, 1)) {
        return false;
      }
      MeasuredAnswer one = answers.getFirst();
      return one.tags().equals(shared.tags(one.session()));
    }
  }

  /**
   * The answers of one trial.
   *
   * @param key the trial's in the file
   * @param sides its packed measurements, one or two
   * @throws IllegalArgumentException when the bytes are no pack
   */
  List<MeasuredAnswer> of(long key, List<byte[]> sides, MeasurePack.Shared shared) {
    Map<Long, Trial> known = known();
    Trial before = known.get(key);
    if (before != null && before.is(sides, shared)) {
      return before.answers();
    }
    boolean contended = sides.size() > 1 && sides.stream().allMatch(MeasurePack::burdens);
    List<MeasuredAnswer> answers = new ArrayList<>(sides.size());
    for (byte[] side : sides) {
      answers.add(MeasurePack.unpack(side, contended, shared));
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(key, new Trial(fingerprint(sides, 0), fingerprint(sides, 1), List.copyOf(answers)));
    return answers;
  }

  private static long fingerprint(List<byte[]> sides, int side) {
    return side < sides.size() ? MeasurePack.fingerprint(sides.get(side)) : 0;
  }

  private Map<Long, Trial> known() {
    Map<Long, Trial> known = trials.get();
    if (known == null) {
      known = new ConcurrentHashMap<>();
      trials = new SoftReference<>(known);
    }
    return known;
  }
}
