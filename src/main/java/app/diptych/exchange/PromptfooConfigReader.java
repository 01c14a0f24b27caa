package app.diptych.exchange;

import app.diptych.prompt.YamlDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the configuration of promptfoo, as YAML or JSON: its prompts, with the values of its tests
 * as what their variables offer. Nothing that it names is opened. Field names from promptfoo's
 * types (github.com/promptfoo/promptfoo, read 2026-11).
 */
final class PromptfooConfigReader implements Importer {
  private static final Pattern PROMPTS = Pattern.compile("(?m)^prompts\\s*:");
  private static final Pattern MODELS = Pattern.compile("(?m)^(?:providers|targets)\\s*:");
  private static final Set<String> READ =
      Set.of("description", "prompts", "providers", "targets", "defaultTest", "tests", "scenarios");

  @Override
  public Format format() {
    return Format.PROMPTFOO_CONFIG;
  }

  @Override
  public boolean recognises(Source source) {
    Head head = Head.of(source);
    boolean results = head.names("results", "version");
    boolean models = head.names("prompts", "providers") || head.names("prompts", "targets");
    return head.isObject() ? models && !results : isYaml(source, head);
  }

  private static boolean isYaml(Source source, Head head) {
    boolean prompts = PROMPTS.matcher(head.text()).find();
    boolean models = MODELS.matcher(head.text()).find();
    return !head.isList()
        && ((prompts && models)
            || source.name().toLowerCase(Locale.ROOT).startsWith("promptfooconfig."));
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Place config = document(source).object();
    Place providers = config.at("providers");
    Place targets = config.at("targets");
    if (providers.isMissing() == targets.isMissing()) {
      throw new ExchangeException(
          source.name()
              + (providers.isMissing() ? " has neither" : " has both")
              + " providers and targets: promptfoo wants exactly one of the two.");
    }
    if (!config.has("prompts")) {
      throw config.at("prompts").wrong("a list of prompts");
    }
    Losses losses = new Losses();
    tellNotTaken(config, losses);
    PromptfooTests tests = PromptfooTests.read(config, losses);
    PromptfooModels models =
        PromptfooModels.read(providers.isMissing() ? targets : providers, losses);
    PromptfooPrompts prompts =
        new PromptfooPrompts(tests, models.sampling(), config.at("description").text(""), losses);
    return new Imported(format(), List.of(), prompts.read(config.at("prompts")), losses.list());
  }

  private static Place document(Source source) throws ExchangeException {
    if (Head.of(source).isObject()) {
      return Place.document(source);
    }
    try {
      Object value = YamlDocument.read(source.text());
      return Place.of(Json.mapper().valueToTree(value == null ? Map.of() : value), source.name());
    } catch (IllegalArgumentException broken) {
      throw new ExchangeException(
          source.name() + " cannot be read: " + broken.getMessage() + ".", broken);
    }
  }

  private static void tellNotTaken(Place config, Losses losses) throws ExchangeException {
    config.fields((name, value) -> {
      if (!READ.contains(name) && !value.isMissing()) {
        losses.add("other settings of promptfoo", "They say how it runs and what it does then.");
      }
    });
    losses.add(
        "scenarios",
        config.at("scenarios").isText() ? 1 : config.at("scenarios").items().size(),
        "A prompt holds one value for each variable.");
  }
}
