package app.diptych.ui.compare;

import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalog of the providers a test gives it. */
final class ScriptedCatalog implements ModelCatalog {
  private final Map<String, Provider> providers = new LinkedHashMap<>();

  ScriptedCatalog with(String model, Provider provider) {
    providers.put(model, provider);
    return this;
  }

  @Override
  public List<Entry> entries() {
    return providers.keySet().stream().map(name -> new Entry(name, "scripted", false)).toList();
  }

  @Override
  public Discovery discover(String gateway) {
    return new Models(List.of());
  }

  @Override
  public Lookup find(Side side, String model) {
    Provider provider = providers.get(model);
    return provider == null
        ? new Unknown(
            new Failure.ModelNotFound("There is no model " + model + ".", "Choose another."))
        : new Found(model, "scripted", false, model, provider);
  }
}
