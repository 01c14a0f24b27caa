package app.diptych.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the ledger to read. A null means: any.
 *
 * @param since they ended at this time or later
 * @param before they ended earlier than this time
 * @param tag their session had it
 * @param gateway id of the gateway that was asked
 * @param model the model asked for, as the user names it
 */
public record LedgerQuery(
    @Nullable Instant since,
    @Nullable Instant before,
    @Nullable String tag,
    @Nullable String gateway,
    @Nullable String model) {

  public static LedgerQuery all() {
    return new LedgerQuery(null, null, null, null, null);
  }

  public static LedgerQuery since(Instant since) {
    return new LedgerQuery(since, null, null, null, null);
  }
}
