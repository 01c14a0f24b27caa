package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.cost.Tier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices of other tools, whose units differ by a factor of a hundred. */
class PriceFileTest {
  private static final String LITELLM =
      """
      {"sample_spec": {"litellm_provider": "one of", "input_cost_per_token": 1},
       "groq/meta-llama/llama-4-scout-17b-16e-instruct": {"litellm_provider": "groq", "mode": "chat",
         "input_cost_per_token": 1.1e-07, "output_cost_per_token": 3.4e-07},
       "gemini-x": {"litellm_provider": "vertex_ai", "input_cost_per_token": 1.25e-06,
         "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-07,
         "input_cost_per_token_above_200k_tokens": 2.5e-06,
         "output_cost_per_token_above_200k_tokens": 1.5e-05},
       "dall-e-3": {"litellm_provider": "openai", "mode": "image_generation",
         "input_cost_per_image": 0.04},
       "mad": {"litellm_provider": "openai", "input_cost_per_token": 5, "output_cost_per_token": 5}}
      """;

  private static final String PORTKEY =
      """
      {"default": {"pricing_config": {"pay_as_you_go": {"request_token": {"price": 0},
         "response_token": {"price": 0}}, "currency": "USD"}},
       "meta-llama/llama-4-scout-17b-16e-instruct": {"pricing_config": {"pay_as_you_go": {
         "request_token": {"price": 0.000011}, "response_token": {"price": 0.000034}},
         "currency": "USD"}}}
      """;

  @TempDir Path folder;

  @Test
  void dollarsAndCentsPerTokenAreTheSamePrice() throws Exception {
    Price dollars = read("map.json", LITELLM).prices().getFirst();
    Price cents = read("groq.json", PORTKEY).prices().getFirst();
    assertThat(dollars.gateway()).isEqualTo("api.groq.com").isEqualTo(cents.gateway());
    assertThat(dollars.model())
        .isEqualTo("meta-llama/llama-4-scout-17b-16e-instruct")
        .isEqualTo(cents.model());
    assertThat(dollars.rates()).isEqualTo(Rates.of("0.11", "0.34")).isEqualTo(cents.rates());
  }

  @Test
  void readsTiersAndCachedInputAndLeavesOutWhatIsNoPricePerToken() throws Exception {
    PriceFile.Prices read = read("map.json", LITELLM);
    assertThat(read.format()).contains("US dollars per token");
    assertThat(read.prices()).hasSize(2);
    Price gemini = read.prices().get(1);
    assertThat(gemini.gateway()).isEqualTo("vertex_ai");
    assertThat(gemini.rates().cachedInput()).isEqualTo(new BigDecimal("0.125"));
    assertThat(gemini.tiers())
        .containsExactly(
            new Tier(
                200_000,
                new Rates(
                    new BigDecimal("2.5"), new BigDecimal("15"), new BigDecimal("0.125"), null)));
    assertThat(read.leftOut())
        .extracting(Loss::what)
        .containsExactlyInAnyOrder(
            "entries without a price per token", "prices that cannot be right");
    assertThat(read("groq.json", PORTKEY).prices()).as("the default is no model").hasSize(1);
  }

  @Test
  void saysWhatIsUnderstoodWhenAFileHoldsNoPrices() {
    assertThatThrownBy(() -> read("x.json", "{\"a\": 1}"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("holds no prices");
    assertThatThrownBy(() -> read("x.json", "{")).hasMessageContaining("no readable JSON");
    assertThatThrownBy(() -> PriceFile.read(folder.resolve("gone.json")))
        .hasMessageContaining("There is no file");
    assertThatThrownBy(() -> read("x.json", "{\"prices\": [{}]}"))
        .hasMessageContaining("Price 1 (no model)");
  }

  private PriceFile.Prices read(String name, String text) throws Exception {
    return PriceFile.read(Files.writeString(folder.resolve(name), text));
  }
}
