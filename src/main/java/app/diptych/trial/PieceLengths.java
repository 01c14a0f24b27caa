package app.diptych.trial;

import app.diptych.timing.Timeline;
import java.util.Arrays;

/** How long each delta is and of which kind, while they come. Not thread-safe. */
final class PieceLengths {
  private int[] lengths = new int[64];
  private boolean[] reasoning = new boolean[64];
  private int size;

  void add(int length, boolean isReasoning) {
    if (size == lengths.length) {
      lengths = Arrays.copyOf(lengths, size * 2);
      reasoning = Arrays.copyOf(reasoning, size * 2);
    }
    lengths[size] = length;
    reasoning[size++] = isReasoning;
  }

  /**
   * @param timeline when they came, as many as there are
   */
  Recording recording(Timeline timeline) {
    return Recording.of(
        timeline.offsetsInNanos(), Arrays.copyOf(lengths, size), Arrays.copyOf(reasoning, size));
  }

  /**
   * @param timeline has when they came, as many as there are
   */
  Recording recordingFrom(int first, Timeline.Recorder timeline) {
    return Recording.of(
        timeline.offsetsFrom(first),
        Arrays.copyOfRange(lengths, first, size),
        Arrays.copyOfRange(reasoning, first, size));
  }
}
