package app.diptych.batch;

import app.diptych.session.Batches.SavedBatch;
import app.diptych.trial.Side;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a batch was made from, kept beside its plan so that it can be gone on with later.
 *
 * @param source of the data set, as {@link Dataset#source} tells it
 * @param rows of it that were chosen, as {@link RowNumbers} writes them; empty for all
 * @param checks the file of its checks; empty for none, or when nobody knows
 * @param pace null when nobody knows
 * @param items how many it asks on each side; 0 when nobody counted
 */
public record BatchOrigin(
    String source, String rows, String checks, @Nullable Pace pace, long items) {
  private static final String FIELD = "origin";

  /** All that the data set itself can tell. */
  public static BatchOrigin of(Dataset dataset) {
    return new BatchOrigin(dataset.source(), dataset.chosen(), "", null, 0);
  }

  /** Of a saved batch; empty values for what was not kept. */
  public static BatchOrigin of(SavedBatch batch) {
    try {
      JsonNode node = JsonText.MAPPER.readTree(batch.plan()).path(FIELD);
      return new BatchOrigin(
          node.path("source").asString(""),
          node.path("rows").asString(""),
          node.path("checks").asString(""),
          pace(node.path("pace")),
          node.path("items").asLong(0));
    } catch (JacksonException | IllegalArgumentException torn) {
      return new BatchOrigin("", "", "", null, 0);
    }
  }

  /** The model of a side, as the plan of a batch names it; empty when it cannot be read. */
  public static String model(SavedBatch batch, Side side) {
    try {
      return JsonText.MAPPER.readTree(batch.plan()).path(side == Side.A ? "a" : "b").asString("");
    } catch (JacksonException torn) {
      return "";
    }
  }

  private static @Nullable Pace pace(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    JsonNode rate = node.path("perSecond");
    return new Pace(
        node.path("concurrency").asInt(1),
        rate.isNumber() ? rate.doubleValue() : null,
        node.path("poisson").asBoolean(false),
        node.path("seed").asLong(1),
        0,
        node.path("inTurn").asBoolean(false));
  }

  /** A plan with this beside it; the plan's own key does not change. */
  String beside(String plan) {
    ObjectNode all = (ObjectNode) JsonText.MAPPER.readTree(plan);
    ObjectNode node = all.putObject(FIELD);
    node.put("source", source).put("rows", rows).put("checks", checks).put("items", items);
    Pace how = pace;
    if (how != null) {
      node.putObject("pace")
          .put("concurrency", how.concurrency())
          .put("perSecond", how.perSecond())
          .put("poisson", how.poisson())
          .put("seed", how.seed())
          .put("inTurn", how.inTurn());
    }
    return all.toString();
  }
}
