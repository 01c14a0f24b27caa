package app.diptych.cost;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to a gateway that is about to be sent.
 *
 * @param who what names it among all requests, for example its trial and side
 * @param gateway id of the gateway
 * @param model as the user names it
 * @param tags of its session; null when they cannot be told, so that it counts for every tag
 * @param most what it can cost; null when nobody knows its price
 */
public record Spending(
    Who who, String gateway, String model, @Nullable Set<String> tags, @Nullable Money most) {
  public Spending {
    tags = tags == null ? null : Set.copyOf(tags);
  }

  /** Names a request as the ledger does. */
  public record Who(String trial, String side) {}
}
