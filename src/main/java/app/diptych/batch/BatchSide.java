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

  /**
   * A model of an engine elsewhere that nobody here can ask.
   *
   * @param model as the user names it, with whose it is before the slash
   * @throws IllegalArgumentException when it is not named so, with a sentence
   */
  public static BatchSide elsewhere(String model) {
    int slash = model.indexOf('/');
    if (slash < 1 || slash == model.length() - 1 || model.startsWith("demo/")) {
      throw new IllegalArgumentException(
          model + " runs here: a batch elsewhere is for models named ENGINE/MODEL-ID.");
    }
    return new BatchSide(
        model,
        false,
        model.substring(slash + 1),
        (_, _) -> {
          throw new IllegalStateException(model + " is asked elsewhere");
        },
        null);
  }

  SideSetup ask(List<Message> messages, Sampling sampling) {
    return new SideSetup(
        model, local, provider, new CompletionRequest(requestModel, messages, sampling), price);
  }
}
