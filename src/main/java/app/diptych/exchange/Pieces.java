package app.diptych.exchange;

import app.diptych.trial.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recording of an answer of which only the first and the last instant are known. What is
 * computed from it, time to first token, inter-token latency and end-to-end time, needs no more.
 */
final class Pieces {
  private static final Duration LONGEST = Duration.ofDays(7);

  private Pieces() {}

  private record Piece(long at, int length, boolean reasoning) {}

  /**
   * @param first when the first piece came, or null when only the end is known
   * @param last when the last one came, or null when nothing is known
   */
  static Recording of(
      @Nullable Duration first, @Nullable Duration last, String reasoning, String text) {
    if (last == null || last.isNegative() || last.compareTo(LONGEST) > 0) {
      return Recording.EMPTY;
    }
    long end = last.toNanos();
    long start =
        first == null || first.isNegative() || first.compareTo(last) > 0 ? end : first.toNanos();
    boolean early = start < end;
    List<Piece> pieces = new ArrayList<>();
    if (reasoning.isEmpty()) {
      split(pieces, text, false, start, end, early);
    } else if (text.isEmpty()) {
      split(pieces, reasoning, true, start, end, early);
    } else {
      pieces.add(new Piece(start, reasoning.length(), true));
      pieces.add(new Piece(end, text.length(), false));
    }
    return recording(pieces);
  }

  private static void split(
      List<Piece> pieces, String text, boolean reasoning, long start, long end, boolean early) {
    int head = text.isEmpty() ? 0 : Character.charCount(text.codePointAt(0));
    if (early && head < text.length()) {
      pieces.add(new Piece(start, head, reasoning));
      pieces.add(new Piece(end, text.length() - head, reasoning));
    } else if (!text.isEmpty()) {
      pieces.add(new Piece(end, text.length(), reasoning));
    }
  }

  private static Recording recording(List<Piece> pieces) {
    long[] offsets = pieces.stream().mapToLong(Piece::at).toArray();
    int[] lengths = pieces.stream().mapToInt(Piece::length).toArray();
    boolean[] reasoning = new boolean[pieces.size()];
    for (int i = 0; i < reasoning.length; i++) {
      reasoning[i] = pieces.get(i).reasoning();
    }
    return Recording.of(offsets, lengths, reasoning);
  }
}
