package app.diptych.guard.policy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Policies for tests. */
final class Policies {
  static final Path PLAYBOOK = Path.of("assets/policies/playbook.json");
  static final Path WITH_EVIDENCE = Path.of("assets/policies/with-evidence.json");

  /** The playbook's FALLBACK_CONFIG, word by word, as JSON. */
  static final String AS_IT_STANDS =
      """
      {
          "primary": {
              "provider": "holy_sheep",
              "model": "llama-4-scout",
              "base_url": "https://api.holysheep.ai/v1"
          },
          "fallback": {
              "provider": "openai",
              "model": "gpt-4.1",
              "base_url": "https://api.openai.com/v1",
              "trigger_conditions": [
                  "holy_sheep.error_rate > 1%",
                  "holy_sheep.latency_p95 > 2000ms",
                  "holy_sheep.availability < 99.5%"
              ]
          }
      }
      """;

  private Policies() {}

  static FallbackPolicy read(String json) throws PolicyException {
    return PolicyReader.read(json.getBytes(StandardCharsets.UTF_8), "policy.json");
  }

  /** The playbook's, with other conditions and further fields, with single quotes for double. */
  static FallbackPolicy with(String conditions, String further) throws PolicyException {
    return read(
        """
        {'primary': {'provider': 'sheep', 'model': 'scout'},
         'fallback': {'provider': 'openai', 'model': 'gpt-4.1'},
         'trigger_conditions': [%s]%s}
        """
            .formatted(conditions, further.isEmpty() ? "" : ", " + further)
            .replace('\'', '"'));
  }
}
