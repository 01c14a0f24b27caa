package app.diptych.batch;

import app.diptych.completion.CompletionRequest;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.trial.SpendingCheck;
import org.jspecify.annotations.Nullable;

/** What requests cost that are asked for in a batch. */
final class BatchPrice {
  private BatchPrice() {}

  /**
   * The rates of batches in the place of the usual ones, which hold at most where none are told.
   */
  static @Nullable Price of(@Nullable Price price) {
    return price == null ? null : price.inBatches();
  }

  /** What a request can cost at most; null when nobody knows its price. */
  static @Nullable Money most(CompletionRequest request, @Nullable Price price) {
    return SpendingCheck.most(request, of(price));
  }
}
