package app.diptych.batch;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.Sampling;
import app.diptych.cost.Price;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.SideSetup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answers on a side.
 *
 * @param model as the user names it
 * @param requestModel as the provider names it
 * @param price null when nobody said what it costs
 */
public record BatchSide(
    String model, boolean local, String requestModel, Provider provider, @Nullable Price price) {

  public static BatchSide of(Found found) {
    return new BatchSide(
        found.model(), found.local(), found.requestModel(), found.provider(), found.price());
  }

  SideSetup ask(List<Message> messages, Sampling sampling) {
    return new SideSetup(
        model, local, provider, new CompletionRequest(requestModel, messages, sampling), price);
  }
}
