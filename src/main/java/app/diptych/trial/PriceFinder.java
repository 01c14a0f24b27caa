package app.diptych.trial;

import app.diptych.cost.Price;
import java.util.Optional;

/** Knows what a model costs now that answers in the place of another. Thread-safe and quick. */
@FunctionalInterface
public interface PriceFinder {
  /** Knows no price. */
  PriceFinder NONE = _ -> Optional.empty();

  /**
   * @param model as the user names it, {@code GATEWAY/MODEL}
   */
  Optional<Price> of(String model);
}
