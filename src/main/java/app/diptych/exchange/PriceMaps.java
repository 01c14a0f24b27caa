package app.diptych.exchange;

import app.diptych.cost.Price;
import app.diptych.cost.PriceDiff;
import app.diptych.cost.Rates;
import app.diptych.cost.Tier;
import app.diptych.exchange.PriceFile.Prices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The price maps of other tools, each in its own unit. Field names as of 2026-08. */
final class PriceMaps {
  private static final BigDecimal DOLLARS_PER_TOKEN = new BigDecimal(1_000_000);
  private static final BigDecimal CENTS_PER_TOKEN = new BigDecimal(10_000);

  /** Rates that no request of this program asks for, with the price of them left out. */
  private static final Map<String, String> OTHER_RATES =
      Map.of(
          "cache_creation_input_token_cost", "rates for writing to a cache",
          "input_cost_per_request", "fees for a request, besides its tokens",
          "search_context_cost_per_query", "fees for a request, besides its tokens",
          "input_cost_per_token_priority", "rates for a quicker or slower service",
          "input_cost_per_token_flex", "rates for a quicker or slower service");

  /** What {@code mode} says of a model that answers with text. */
  private static final Set<String> TEXT = Set.of("chat", "completion", "responses");

  private static final String BATCHES = "_batches";
  private static final String THINKING = "thinking_token";

  /** What one tier of usual requests or of batches begins with; the rest of its name says which. */
  private static final Pattern TIER =
      Pattern.compile(
          "(?:input_cost_per_token|output_cost_per_token|cache_read_input_token_cost)"
              + "_above_(\\d+)k_tokens(|_batches)");

  /** Where the providers of both maps are, for the ones this program has a preset of. */
  private static final Map<String, String> HOSTS =
      Map.of(
          "openai", "api.openai.com",
          "groq", "api.groq.com",
          "together_ai", "api.together.xyz",
          "together-ai", "api.together.xyz",
          "deepinfra", "api.deepinfra.com",
          "mistral", "api.mistral.ai",
          "mistral-ai", "api.mistral.ai",
          "deepseek", "api.deepseek.com",
          "openrouter", "openrouter.ai");

  private PriceMaps() {}

  static Prices liteLlm(JsonNode root, LocalDate day) {
    Losses losses = new Losses();
    List<Price> prices = new ArrayList<>();
    List<PriceDiff.Model> others = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      JsonNode node = entry.getValue();
      if (entry.getKey().equals("sample_spec")) {
        continue;
      }
      String provider = node.path("litellm_provider").asString("");
      String gateway = HOSTS.getOrDefault(provider, provider);
      String prefix = provider + "/";
      String model = entry.getKey();
      String name = model.startsWith(prefix) ? model.substring(prefix.length()) : model;
      if (!writesText(node)) {
        losses.add(
            "models that write no text",
            "Embeddings, images, sound and the like, as their mode says: they are not asked here.");
        others.add(new PriceDiff.Model(gateway, name));
        continue;
      }
      if (provider.isBlank()) {
        losses.add(
            "entries that name no provider",
            "Without its litellm_provider nobody knows which gateway charges so much.");
        continue;
      }
      @Nullable Rates rates =
          rates(
              node.path("input_cost_per_token"),
              node.path("output_cost_per_token"),
              node.path("cache_read_input_token_cost"),
              node.path("output_cost_per_reasoning_token"),
              DOLLARS_PER_TOKEN,
              losses);
      if (rates == null) {
        continue;
      }
      List<Tier> tiers;
      Rates batch;
      List<Tier> batchTiers;
      try {
        tiers = tiers(node, "", rates);
        batch =
            batch(
                node.path("input_cost_per_token" + BATCHES),
                node.path("output_cost_per_token" + BATCHES),
                node.path("cache_read_input_token_cost" + BATCHES),
                node.path("output_cost_per_reasoning_token" + BATCHES),
                DOLLARS_PER_TOKEN);
        batchTiers = batch == null ? List.of() : tiers(node, BATCHES, batch);
      } catch (IllegalArgumentException absurd) {
        // Without its tiers a long prompt would be charged too little: better no price at all.
        losses.add(
            "models whose rates for long prompts or batches cannot be right",
            "Negative, or beyond 100,000 a million tokens.");
        continue;
      }
      OTHER_RATES.entrySet().stream()
          .filter(rate -> node.has(rate.getKey()))
          .map(Map.Entry::getValue)
          .distinct()
          .forEach(what -> losses.add(what, "Requests are counted at the usual rates here."));
      prices.add(
          new Price(
              gateway, name, rates, tiers, "USD", "LiteLLM price map", day, batch, batchTiers));
    }
    return new Prices("LiteLLM price map, US dollars per token", prices, losses.list(), others);
  }

  /** What does not say its mode is taken to. */
  private static boolean writesText(JsonNode node) {
    String mode = node.path("mode").asString("").strip().toLowerCase(Locale.ROOT);
    return mode.isEmpty() || TEXT.contains(mode);
  }

  /**
   * @param kind what stands behind the names of the rates: nothing, or that of batches
   */
  private static List<Tier> tiers(JsonNode node, String kind, Rates usual) {
    SortedMap<Integer, Tier> tiers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      Matcher above = TIER.matcher(field.getKey());
      if (above.matches()
          && above.group(2).equals(kind)
          && above.group(1).length() < 6
          && field.getValue().isNumber()) {
        int tokens = Math.max(1, Integer.parseInt(above.group(1)) * 1_000);
        String suffix = "_above_" + above.group(1) + "k_tokens" + kind;
        tiers.computeIfAbsent(tokens, from -> tier(node, suffix, from, usual));
      }
    }
    return List.copyOf(tiers.values());
  }

  /** What it does not tell is charged as it is below. */
  private static Tier tier(JsonNode node, String above, int from, Rates usual) {
    JsonNode input = node.path("input_cost_per_token" + above);
    JsonNode output = node.path("output_cost_per_token" + above);
    JsonNode cached = node.path("cache_read_input_token_cost" + above);
    return new Tier(
        from,
        new Rates(
            input.isNumber() ? dollars(input) : usual.input(),
            output.isNumber() ? dollars(output) : usual.output(),
            cached.isNumber() ? dollars(cached) : usual.cachedInput(),
            // A tier that tells no rate for reasoning charges it as its output.
            output.isNumber() ? null : usual.reasoning()));
  }

  private static @Nullable Rates batch(
      JsonNode input, JsonNode output, JsonNode cached, JsonNode reasoning, BigDecimal unit) {
    return input.isNumber() && output.isNumber()
        ? told(input, output, cached, reasoning, unit)
        : null;
  }

  /** Cached input and reasoning may not be told. */
  private static Rates told(
      JsonNode input, JsonNode output, JsonNode cached, JsonNode reasoning, BigDecimal unit) {
    return new Rates(
        input.decimalValue().multiply(unit),
        output.decimalValue().multiply(unit),
        cached.isNumber() ? cached.decimalValue().multiply(unit) : null,
        reasoning.isNumber() ? reasoning.decimalValue().multiply(unit) : null);
  }

  private static BigDecimal dollars(JsonNode rate) {
    return rate.decimalValue().multiply(DOLLARS_PER_TOKEN);
  }

  static Prices portkey(JsonNode root, String provider, LocalDate day) {
    Losses losses = new Losses();
    List<Price> prices = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      JsonNode config = entry.getValue().path("pricing_config");
      JsonNode pay = config.path("pay_as_you_go");
      if (entry.getKey().equals("default") || !config.isObject()) {
        continue;
      }
      String currency = config.path("currency").asString("USD");
      if (!currency.equals("USD")) {
        losses.add(
            "prices in another currency than USD", "The unit of their numbers is not known.");
        continue;
      }
      @Nullable Rates rates =
          rates(
              pay.path("request_token").path("price"),
              pay.path("response_token").path("price"),
              pay.path("cache_read_input_token").path("price"),
              thinking(pay),
              CENTS_PER_TOKEN,
              losses);
      if (rates != null) {
        JsonNode batches = config.path("batch_config");
        Rates batch = null;
        try {
          batch =
              batch(
                  batches.path("request_token").path("price"),
                  batches.path("response_token").path("price"),
                  batches.path("cache_read_input_token").path("price"),
                  thinking(batches),
                  CENTS_PER_TOKEN);
        } catch (IllegalArgumentException absurd) {
          losses.add("batch rates that cannot be right", "Negative, or beyond 100,000 a million.");
        }
        if (pay.path("cache_write_input_token").path("price").asDouble(0) > 0) {
          losses.add(
              "rates for writing to a cache", "Requests are counted at the usual rates here.");
        }
        if (hasOtherFees(pay)) {
          losses.add(
              "fees for a request, besides its tokens",
              "Requests are counted at the usual rates here.");
        }
        prices.add(
            new Price(
                HOSTS.getOrDefault(provider, provider),
                entry.getKey(),
                rates,
                List.of(),
                "USD",
                "Portkey price file " + provider,
                day,
                batch));
      }
    }
    return new Prices("Portkey price file, US cents per token", prices, losses.list());
  }

  /** Of reasoning; nothing is what Portkey says where it does not know. */
  private static JsonNode thinking(JsonNode pay) {
    JsonNode unit = pay.path("additional_units").path(THINKING);
    return unit.path("price").asDouble(0) > 0 ? unit.path("price") : unit.path("none");
  }

  private static boolean hasOtherFees(JsonNode pay) {
    return pay.path("additional_units").properties().stream()
        .anyMatch(unit ->
            !unit.getKey().equals(THINKING) && unit.getValue().path("price").asDouble(0) > 0);
  }

  private static @Nullable Rates rates(
      JsonNode input,
      JsonNode output,
      JsonNode cached,
      JsonNode reasoning,
      BigDecimal unit,
      Losses losses) {
    if (input.isNumber() != output.isNumber()) {
      losses.add(
          "entries with the price of only prompts or only answers",
          "Without the other one an answer would cost too little.");
      return null;
    }
    if (!input.isNumber()) {
      losses.add("entries without a price per token", "They are priced by something else.");
      return null;
    }
    try {
      return told(input, output, cached, reasoning, unit);
    } catch (IllegalArgumentException absurd) {
      losses.add("prices that cannot be right", "Negative, or beyond 100,000 a million tokens.");
      return null;
    }
  }
}
