package app.diptych.exchange;

import app.diptych.exchange.Secrets.Change;
import app.diptych.trial.Recording;
import java.util.Arrays;
import java.util.List;

/** Fits a recording to an answer some stretches of which have given way to others. */
final class Resplit {
  private Resplit() {}

  /** A delta whose whole text is gone is dropped; all others keep their times. */
  static Recording of(Recording old, List<Change> inText, List<Change> inReasoning) {
    if (inText.isEmpty() && inReasoning.isEmpty()) {
      return old;
    }
    long[] offsets = new long[old.size()];
    int[] lengths = new int[old.size()];
    boolean[] reasoning = new boolean[old.size()];
    int size = 0;
    int atText = 0;
    int atReasoning = 0;
    for (int i = 0; i < old.size(); i++) {
      boolean thought = old.isReasoning(i);
      int from = thought ? atReasoning : atText;
      int to = from + old.length(i);
      List<Change> changes = thought ? inReasoning : inText;
      int length = place(to, changes) - place(from, changes);
      if (length > 0 || old.length(i) == 0) {
        offsets[size] = old.offset(i);
        lengths[size] = length;
        reasoning[size++] = thought;
      }
      if (thought) {
        atReasoning = to;
      } else {
        atText = to;
      }
    }
    return Recording.of(
        Arrays.copyOf(offsets, size), Arrays.copyOf(lengths, size), Arrays.copyOf(reasoning, size));
  }

  /** Where a place in the old text is in the new one; inside of a change it moves in proportion. */
  private static int place(int at, List<Change> changes) {
    int moved = at;
    for (Change change : changes) {
      int before = change.to() - change.from();
      int after = change.by().length();
      if (at >= change.to()) {
        moved += after - before;
      } else if (at > change.from()) {
        int share = (int) Math.ceilDiv((long) (at - change.from()) * after, before);
        moved += share - (at - change.from());
      }
    }
    return moved;
  }
}
