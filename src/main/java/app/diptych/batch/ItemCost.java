package app.diptych.batch;

import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was charged for one answer, as it is kept beside an item: all that a sum needs, and no
 * words.
 *
 * @param money null when nobody knows, nothing was charged, or this machine has no tariff
 * @param estimated whether the tokens it rests on were not reported
 */
public record ItemCost(Kind kind, @Nullable Money money, boolean estimated) {
  /** Nothing is charged for it. */
  public static final ItemCost NOTHING = new ItemCost(Kind.NOTHING, null, false);

  private static final ItemCost UNPRICED = new ItemCost(Kind.UNPRICED, null, false);

  /** What the money is. */
  public enum Kind {
    NOTHING,
    WHOLE,
    /** More may have been charged. */
    AT_LEAST,
    UNPRICED,
    /** By the user's own tariff: paid to nobody. */
    LOCAL,
    /** The same of an answer that drew more than could be measured. */
    LOCAL_AT_LEAST
  }

  /** Whether something was charged and nobody knows how much. */
  public boolean isUnpriced() {
    return kind == Kind.UNPRICED;
  }

  /** What a sum of costs goes on with. */
  public CostTotal addTo(CostTotal total) {
    Money known = money;
    if (known == null) {
      return isUnpriced() ? total.plus(Cost.Unpriced.UNKNOWN) : total;
    }
    return switch (kind) {
      case LOCAL -> total.plusLocal(known, false);
      case LOCAL_AT_LEAST -> total.plusLocal(known, true);
      case NOTHING, WHOLE, AT_LEAST, UNPRICED ->
          total.plus(new Cost.Known(known, estimated, kind == Kind.AT_LEAST ? "more" : null));
    };
  }

  /** Notes it in what is kept of an answer. */
  public static void write(ObjectNode node, Cost cost) {
    switch (cost) {
      case Cost.Known known -> {
        node.put("cost", known.money().amount().toPlainString())
            .put("currency", known.money().currency());
        if (known.estimated()) {
          node.put("estimated", true);
        }
        if (known.isAtLeast()) {
          node.put("atLeast", known.open());
        }
      }
      case Cost.Unpriced _ -> node.put("unpriced", true);
      case Cost.Local here -> {
        node.put("local", true);
        LocalCharge charge = here.charge();
        if (charge != null) {
          node.put("localCost", charge.total().amount().toPlainString())
              .put("currency", charge.total().currency());
        }
        if (here.isAtLeast()) {
          node.put("localAtLeast", true);
        }
      }
    }
  }

  /**
   * What was noted; items of earlier versions do not say that it was estimated or at least that.
   */
  public static ItemCost read(JsonNode node) {
    if (node.path("cost").isString()) {
      return new ItemCost(
          node.path("atLeast").isString() ? Kind.AT_LEAST : Kind.WHOLE,
          money(node, "cost"),
          node.path("estimated").asBoolean(false));
    }
    if (node.path("local").asBoolean(false)) {
      Money charge = node.path("localCost").isString() ? money(node, "localCost") : null;
      boolean partly = node.path("localAtLeast").asBoolean(false);
      return new ItemCost(partly ? Kind.LOCAL_AT_LEAST : Kind.LOCAL, charge, false);
    }
    return node.path("unpriced").asBoolean(false) ? UNPRICED : NOTHING;
  }

  private static Money money(JsonNode node, String name) {
    // Hundreds of thousands may be held at once, in few currencies.
    String currency = node.path("currency").asString("USD").intern();
    return Money.of(node.path(name).stringValue(), currency);
  }
}
