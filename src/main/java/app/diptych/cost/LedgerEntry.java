package app.diptych.cost;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request that ended, and what it cost.
 *
 * @param at when it ended
 * @param trial id of the trial it was sent for
 * @param side {@code A} or {@code B}
 * @param model the model asked for, as the user names it
 * @param gateway id of the gateway that was asked; null for a model of this machine
 * @param tags of its session at that moment
 * @param outcome {@code Finished}, or the kind of its failure
 * @param cost null when nothing is charged for it, because it was refused or never sent
 */
public record LedgerEntry(
    Instant at,
    String trial,
    String side,
    String model,
    @Nullable String gateway,
    List<String> tags,
    String outcome,
    @Nullable Cost cost) {
  public LedgerEntry {
    tags = List.copyOf(tags);
  }
}
