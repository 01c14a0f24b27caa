package app.diptych.exchange;

import app.diptych.timing.Timeline;
import app.diptych.trial.Recording;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * When an answer came and in which pieces, as JSON: the nanoseconds from each delta to the next,
 * the first from t0, and how many characters each has.
 */
final class DeltasJson {
  private static final String STEPS = "stepsNs";
  private static final String LENGTHS = "lengths";

  /** First delta and number of deltas of each stretch of reasoning. */
  private static final String REASONING = "reasoning";

  private static final String FIRST_TEXT = "firstText";

  private DeltasJson() {}

  static ObjectNode write(Recording recording) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set(STEPS, steps(recording.offsets()));
    ArrayNode lengths = node.putArray(LENGTHS);
    ArrayNode reasoning = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < recording.size(); i++) {
      lengths.add(recording.length(i));
      if (recording.isReasoning(i) && (i == 0 || !recording.isReasoning(i - 1))) {
        reasoning.add(i).add(stretch(recording, i));
      }
    }
    if (!reasoning.isEmpty()) {
      node.set(REASONING, reasoning);
    }
    return node;
  }

  /** The times alone, for an answer whose pieces are not known. */
  static ObjectNode write(Timeline timeline) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set(STEPS, steps(timeline.offsetsInNanos()));
    node.put(FIRST_TEXT, timeline.firstTextDelta().orElse(-1));
    return node;
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  static Optional<Recording> recording(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    Fields fields = new Fields(node);
    long[] offsets = offsets(fields);
    long[] told = fields.wholes(LENGTHS);
    int[] lengths = new int[told.length];
    for (int i = 0; i < told.length; i++) {
      lengths[i] = Math.toIntExact(told[i]);
      if (lengths[i] < 0) {
        throw new IllegalArgumentException("A delta has fewer than no characters");
      }
    }
    return Optional.of(
        Recording.of(offsets, lengths, reasoning(fields.wholes(REASONING), offsets.length)));
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  static @Nullable Timeline timeline(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    Fields fields = new Fields(node);
    return Timeline.of(offsets(fields), Math.toIntExact(fields.whole(FIRST_TEXT)));
  }

  private static ArrayNode steps(long[] offsets) {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    long last = 0;
    for (long offset : offsets) {
      steps.add(Math.subtractExact(offset, last));
      last = offset;
    }
    return steps;
  }

  private static long[] offsets(Fields fields) {
    long[] offsets = fields.wholes(STEPS);
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = Math.addExact(offsets[i - 1], offsets[i]);
    }
    return offsets;
  }

  private static boolean[] reasoning(long[] stretches, int size) {
    boolean[] reasoning = new boolean[size];
    if (stretches.length % 2 == 1) {
      throw new IllegalArgumentException("A stretch of reasoning has no length");
    }
    for (int i = 0; i < stretches.length; i += 2) {
      int from = Math.toIntExact(stretches[i]);
      int to = Math.addExact(from, Math.toIntExact(stretches[i + 1]));
      if (from < 0 || to < from || to > size) {
        throw new IllegalArgumentException("A stretch of reasoning is outside of the answer");
      }
      Arrays.fill(reasoning, from, to, true);
    }
    return reasoning;
  }

  private static int stretch(Recording recording, int from) {
    int to = from;
    while (to < recording.size() && recording.isReasoning(to)) {
      to++;
    }
    return to - from;
  }
}
