package app.diptych.exchange;

import app.diptych.completion.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sampling values under the names of the OpenAI API; one that is out of range is left out. */
final class Settings {
  private Settings() {}

  private interface Check {
    Sampling with(Sampling known) throws IllegalArgumentException;
  }

  /** The values among these fields. */
  static Sampling read(Place fields, Losses losses) throws ExchangeException {
    Place most = fields.has("max_tokens") ? fields.at("max_tokens") : completionTokens(fields);
    Place stop = fields.at("stop");
    return of(
        fields.at("temperature").number().orElse(null),
        fields.at("top_p").number().orElse(null),
        most.number().orElse(null),
        fields.at("seed").number().orElse(null),
        stop.isText() ? List.of(stop.text()) : stops(stop),
        losses);
  }

  private static Place completionTokens(Place fields) {
    return fields.at("max_completion_tokens");
  }

  private static List<String> stops(Place list) throws ExchangeException {
    List<String> stops = new ArrayList<>();
    for (Place stop : list.items()) {
      stops.add(stop.text(""));
    }
    return stops;
  }

  /** The same from single values. */
  static Sampling of(
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable Double maxTokens,
      @Nullable Double seed,
      List<String> stop,
      Losses losses) {
    Sampling sampling = Sampling.providerDefaults();
    sampling =
        tried(sampling, s -> new Sampling(temperature, s.topP(), null, null, s.stop()), losses);
    sampling =
        tried(sampling, s -> new Sampling(s.temperature(), topP, null, null, s.stop()), losses);
    List<String> texts = stop.stream().filter(text -> !text.isEmpty()).toList();
    sampling =
        tried(sampling, s -> new Sampling(s.temperature(), s.topP(), null, null, texts), losses);
    Integer most = maxTokens == null ? null : (Integer) maxTokens.intValue();
    sampling =
        tried(sampling, s -> new Sampling(s.temperature(), s.topP(), most, null, s.stop()), losses);
    Long number = seed == null ? null : (Long) seed.longValue();
    return tried(
        sampling,
        s -> new Sampling(s.temperature(), s.topP(), s.maxTokens(), number, s.stop()),
        losses);
  }

  private static Sampling tried(Sampling known, Check check, Losses losses) {
    try {
      return check.with(known);
    } catch (IllegalArgumentException outOfRange) {
      losses.add("settings out of range", String.valueOf(outOfRange.getMessage()));
      return known;
    }
  }

  /** Adds the values that are set to the fields of a request. */
  static void write(Sampling sampling, ObjectNode fields) {
    if (sampling.temperature() != null) {
      fields.put("temperature", sampling.temperature());
    }
    if (sampling.topP() != null) {
      fields.put("top_p", sampling.topP());
    }
    if (sampling.maxTokens() != null) {
      fields.put("max_tokens", sampling.maxTokens());
    }
    if (sampling.seed() != null) {
      fields.put("seed", sampling.seed());
    }
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = fields.putArray("stop");
      sampling.stop().forEach(stop::add);
    }
  }
}
