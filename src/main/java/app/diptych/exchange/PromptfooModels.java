package app.diptych.exchange;

import app.diptych.completion.Sampling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The models of a configuration. A prompt names none; their settings are taken when they are the
 * same for all. Keys and addresses are not looked at.
 *
 * @param sampling null when there is none that holds for all
 */
record PromptfooModels(@Nullable Sampling sampling) {

  static PromptfooModels read(Place providers, Losses losses) throws ExchangeException {
    List<Place> all = providers.node().isArray() ? providers.items() : List.of(providers);
    losses.add("models", all.size(), "A prompt does not say which model it is for.");
    Set<Sampling> different = new LinkedHashSet<>();
    for (Place provider : all) {
      different.add(Settings.read(config(provider), losses));
    }
    Sampling first = different.isEmpty() ? null : different.iterator().next();
    boolean same = different.size() == 1 && !Sampling.providerDefaults().equals(first);
    losses.add(
        "settings of models",
        different.size() > 1 ? different.size() : 0,
        "They differ from model to model, and a prompt has one.");
    return new PromptfooModels(same ? first : null);
  }

  /** It stands in the provider, or in the one field of it whose name is the model. */
  private static Place config(Place provider) {
    if (provider.has("config") || provider.has("id")) {
      return provider.at("config");
    }
    List<Place> inner = new ArrayList<>();
    provider.fields((_, value) -> inner.add(value));
    return inner.size() == 1 ? inner.getFirst().at("config") : provider.at("config");
  }
}
