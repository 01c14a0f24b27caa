package app.diptych.app;

import app.diptych.completion.Provider;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import java.util.List;
import java.util.function.BiFunction;

/** The real catalog with something put around its providers. */
record DecoratedCatalog(ModelCatalog real, BiFunction<Side, ModelCatalog.Found, Provider> around)
    implements ModelCatalog {

  @Override
  public List<Entry> entries() {
    return real.entries();
  }

  @Override
  public Discovery discover(String gateway) {
    return real.discover(gateway);
  }

  @Override
  public Lookup find(Side side, String model) {
    Lookup lookup = real.find(side, model);
    return lookup instanceof Found found
        ? new Found(
            found.model(),
            found.source(),
            found.local(),
            found.requestModel(),
            around.apply(side, found),
            found.recorded())
        : lookup;
  }
}
