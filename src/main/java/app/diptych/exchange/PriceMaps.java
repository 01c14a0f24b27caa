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

  private static final Pattern TIER =
      Pattern.compile("(?:input|output)_cost_per_token_above_(\\d+)k_tokens");

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
      @Nullable Rates rates =
          rates(
              node.path("input_cost_per_token"),
              node.path("output_cost_per_token"),
              node.path("cache_read_input_token_cost"),
              node.path("output_cost_per_reasoning_token"),
              DOLLARS_PER_TOKEN,
              losses);
      if (rates == null || provider.isBlank()) {
        continue;
      }
      List<Tier> tiers;
      Rates batch;
      try {
        tiers = tiers(node, rates);
        batch =
            batch(
                node.path("input_cost_per_token_batches"),
                node.path("output_cost_per_token_batches"),
                DOLLARS_PER_TOKEN);
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
      prices.add(new Price(gateway, name, rates, tiers, "USD", "LiteLLM price map", day, batch));
    }
    return new Prices("LiteLLM price map, US dollars per token", prices, losses.list(), others);
  }

  /** What does not say its mode is taken to. */
  private static boolean writesText(JsonNode node) {
    String mode = node.path("mode").asString("").strip().toLowerCase(Locale.ROOT);
    return mode.isEmpty() || TEXT.contains(mode);
  }

  private static List<Tier> tiers(JsonNode node, Rates usual) {
    SortedMap<Integer, Tier> tiers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      Matcher above = TIER.matcher(field.getKey());
      if (above.matches() && above.group(1).length() < 6 && field.getValue().isNumber()) {
        int tokens = Math.max(1, Integer.parseInt(above.group(1)) * 1_000);
        tiers.computeIfAbsent(tokens, from -> tier(node, above.group(1), from, usual));
      }
    }
    return List.copyOf(tiers.values());
  }

  /** What it does not tell is charged as it is below. */
  private static Tier tier(JsonNode node, String thousands, int from, Rates usual) {
    String above = "_above_" + thousands + "k_tokens";
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

  private static @Nullable Rates batch(JsonNode input, JsonNode output, BigDecimal unit) {
    return input.isNumber() && output.isNumber()
        ? new Rates(
            input.decimalValue().multiply(unit), output.decimalValue().multiply(unit), null, null)
        : null;
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
              pay.path("none"),
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
                  CENTS_PER_TOKEN);
        } catch (IllegalArgumentException absurd) {
          losses.add("batch rates that cannot be right", "Negative, or beyond 100,000 a million.");
        }
        if (pay.path("cache_write_input_token").path("price").asDouble(0) > 0) {
          losses.add(
              "rates for writing to a cache", "Requests are counted at the usual rates here.");
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

  private static @Nullable Rates rates(
      JsonNode input,
      JsonNode output,
      JsonNode cached,
      JsonNode reasoning,
      BigDecimal unit,
      Losses losses) {
    if (!input.isNumber() || !output.isNumber()) {
      losses.add("entries without a price per token", "They are priced by something else.");
      return null;
    }
    try {
      return new Rates(
          input.decimalValue().multiply(unit),
          output.decimalValue().multiply(unit),
          cached.isNumber() ? cached.decimalValue().multiply(unit) : null,
          reasoning.isNumber() ? reasoning.decimalValue().multiply(unit) : null);
    } catch (IllegalArgumentException absurd) {
      losses.add("prices that cannot be right", "Negative, or beyond 100,000 a million tokens.");
      return null;
    }
  }
}
