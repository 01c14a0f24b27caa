package app.diptych.exchange;

import app.diptych.completion.Sampling;

/**
 * A model with its settings, which ChainForge calls an LLM.
 *
 * @param name what its user calls it
 * @param model its provider's name
 * @param system what the system says, empty for nothing
 */
record ForgeModel(String name, String model, String system, Sampling sampling) {

  /** One of which only the name is known. */
  static ForgeModel named(String name) {
    return new ForgeModel(name, name, "", Sampling.providerDefaults());
  }

  static ForgeModel read(Place spec, Losses losses) throws ExchangeException {
    Place settings = spec.at("settings");
    Sampling others = Settings.read(settings, losses);
    Sampling sampling =
        Settings.of(
            spec.at("temp").number().orElse(others.temperature()),
            others.topP(),
            others.maxTokens() == null ? null : (Double) (double) others.maxTokens(),
            others.seed() == null ? null : (Double) (double) others.seed(),
            others.stop(),
            losses);
    String model = spec.at("model").text("");
    String name = spec.at("name").text(model);
    return new ForgeModel(
        name.isBlank() ? model : name, model, settings.at("system_msg").text(""), sampling);
  }
}
