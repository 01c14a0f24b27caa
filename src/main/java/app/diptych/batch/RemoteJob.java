package app.diptych.batch;

import app.diptych.cost.Money;
import app.diptych.trial.Side;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a batch that a gateway answers by itself: one side, and no more than its Batch API
 * takes at once.
 *
 * @param name our own, known before the gateway knows it
 * @param items what it asks, by their numbers
 * @param most what it can cost; null when nobody knows
 * @param file the gateway's name of its requests; empty before they are there
 * @param remote the gateway's name of it; empty before it is known
 */
record RemoteJob(
    String name,
    Side side,
    BitSet items,
    @Nullable Money most,
    Step step,
    String file,
    String remote) {

  /** How far it has come, as far as it is on the disk. */
  enum Step {
    PLANNED,
    /** Its requests are at the gateway; nothing is asked yet. */
    UPLOADED,
    /** It was about to be made: the gateway may or may not have it. */
    CREATING,
    RUNNING,
    /** What came of it is in the workspace. */
    TAKEN,
    /** The gateway took none of it, or was never asked to. */
    REFUSED
  }

  RemoteJob {
    items = (BitSet) items.clone();
  }

  /** A copy. */
  @Override
  public BitSet items() {
    return (BitSet) items.clone();
  }

  boolean asks(long item) {
    return items.get((int) item);
  }

  /** Whether an answer may still come of it. */
  boolean isOpen() {
    return step != Step.TAKEN && step != Step.REFUSED;
  }

  /** Whether the gateway was surely not asked to answer it. */
  boolean isUnsent() {
    return step == Step.PLANNED || step == Step.UPLOADED;
  }

  RemoteJob at(Step other, String otherFile, String otherRemote) {
    return new RemoteJob(name, side, items, most, other, otherFile, otherRemote);
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", name);
    node.put("side", side.name()).put("step", step.name()).put("file", file);
    node.put("remote", remote);
    if (most != null) {
      node.put("most", most.amount().toPlainString()).put("currency", most.currency());
    }
    StringBuilder ranges = new StringBuilder();
    for (int from = items.nextSetBit(0); from >= 0; ) {
      int to = items.nextClearBit(from);
      ranges.append(ranges.isEmpty() ? "" : ",").append(from).append('-').append(to - 1);
      from = items.nextSetBit(to);
    }
    return node.put("items", ranges.toString());
  }

  static RemoteJob of(JsonNode node) {
    BitSet items = new BitSet();
    for (String range : node.path("items").asString("").split(",")) {
      if (!range.isEmpty()) {
        int dash = range.indexOf('-');
        items.set(
            Integer.parseInt(range.substring(0, dash)),
            Integer.parseInt(range.substring(dash + 1)) + 1);
      }
    }
    String most = node.path("most").asString("");
    return new RemoteJob(
        node.path("name").asString(""),
        Side.valueOf(node.path("side").asString("")),
        items,
        most.isEmpty() ? null : Money.of(most, node.path("currency").asString("USD")),
        Step.valueOf(node.path("step").asString("")),
        node.path("file").asString(""),
        node.path("remote").asString(""));
  }
}
