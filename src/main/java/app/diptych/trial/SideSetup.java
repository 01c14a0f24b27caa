package app.diptych.trial;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Provider;
import app.diptych.cost.Price;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a trial is asked, and who answers.
 *
 * @param model the model as the user names it, for example {@code demo/small}
 * @param local whether it runs on this machine, so that no price applies
 * @param price what it costs now; null when nobody said
 * @param repeats the id of the trial whose answer is to be given once more, exactly; null for a
 *     question of its own
 */
public record SideSetup(
    String model,
    boolean local,
    Provider provider,
    CompletionRequest request,
    @Nullable Price price,
    @Nullable String repeats) {

  /** A question of its own. */
  public SideSetup(
      String model,
      boolean local,
      Provider provider,
      CompletionRequest request,
      @Nullable Price price) {
    this(model, local, provider, request, price, null);
  }

  /** Without a price. */
  public SideSetup(String model, boolean local, Provider provider, CompletionRequest request) {
    this(model, local, provider, request, null);
  }
}
