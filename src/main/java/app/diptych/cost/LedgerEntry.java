package app.diptych.cost;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request that ended, and what it cost.
 *
 * @param at when it ended
 * @param trial id of the trial it was sent for
 * @param side {@code A} or {@code B}
 * @param model the model asked for, as the user names it
 * @param answeredBy the model that Diptych asked in its place, as its gateway names it; null when
 *     there was none, or it said nothing
 * @param gateway id of the gateway that was asked, or that answered in its place; null for a model
 *     of this machine
 * @param tags of its session at that moment
 * @param outcome {@code Finished}, or the kind of its failure
 * @param cost null when nothing is charged for it, because it was refused or never sent
 */
public record LedgerEntry(
    Instant at,
    String trial,
    String side,
    String model,
    @Nullable String answeredBy,
    @Nullable String gateway,
    List<String> tags,
    String outcome,
    @Nullable Cost cost) {
  /** What ends a request before it is sent: a cap, or a gateway that is given a rest. */
  private static final Set<String> HELD_BACK = Set.of("OverBudget", "BreakerOpen");

  public LedgerEntry {
    tags = List.copyOf(tags);
  }

  /** Of a request that nobody answered in the place of the model. */
  public LedgerEntry(
      Instant at,
      String trial,
      String side,
      String model,
      @Nullable String gateway,
      List<String> tags,
      String outcome,
      @Nullable Cost cost) {
    this(at, trial, side, model, null, gateway, tags, outcome, cost);
  }

  /** The model it is charged for: the one that answered, when that is another. */
  public String chargedModel() {
    return answeredBy == null ? model : answeredBy;
  }

  /** Whether Diptych itself refused it, so that no request was ever sent. */
  public boolean isHeldBack() {
    boolean charged = cost instanceof Cost.Known || cost instanceof Cost.Unpriced;
    return !charged && HELD_BACK.contains(outcome);
  }
}
