package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.PriceJson;
import app.diptych.cost.Rates;
import app.diptych.cost.Tier;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
       "by-the-second": {"litellm_provider": "openai", "mode": "chat",
         "input_cost_per_second": 0.04},
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

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

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
  void takesTheModelsOfLiteLlmThatWriteTextAndCountsTheOthers() throws Exception {
    PriceFile.Prices read =
        read(
            "map.json",
            """
            {"chats": {"litellm_provider": "x", "mode": "chat", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002},
             "goes-on": {"litellm_provider": "x", "mode": "completion", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002},
             "responds": {"litellm_provider": "x", "mode": "responses", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002},
             "says-nothing": {"litellm_provider": "x", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002},
             "x/embeds": {"litellm_provider": "x", "mode": "embedding", "input_cost_per_token": 0.00000002, "output_cost_per_token": 0},
             "draws": {"litellm_provider": "x", "mode": "image_generation", "input_cost_per_token": 0.000005, "output_cost_per_token": 5},
             "hears": {"litellm_provider": "x", "mode": "audio_transcription", "input_cost_per_second": 0.0001}}
            """);
    assertThat(read.prices())
        .extracting(Price::model)
        .containsExactly("chats", "goes-on", "responds", "says-nothing");
    assertThat(read.leftOut())
        .extracting(loss -> loss.count() + " " + loss.what())
        .containsExactly("3 models that write no text");
    assertThat(read.leftOut().getFirst().why()).endsWith(".");
    assertThat(read.warnings()).as("nothing of theirs is doubted").isEmpty();
    assertThat(read.doubtful()).isEmpty();

    PriceBook before =
        PriceBook.EMPTY.with(
            List.of(
                new Price(
                    "x",
                    "embeds",
                    Rates.of("0.02", "0"),
                    List.of(),
                    "USD",
                    "LiteLLM price map",
                    LocalDate.of(2026, 11, 1)),
                new Price(
                    "x",
                    "went",
                    Rates.of("1", "2"),
                    List.of(),
                    "USD",
                    "LiteLLM price map",
                    LocalDate.of(2026, 11, 1))));
    assertThat(read.diff(before).gone())
        .as("what the file still lists is not gone")
        .extracting(Price::model)
        .containsExactly("went");
  }

  @Test
  void leavesOutAModelWhoseTierCannotBeRightAndKeepsTheOthers() throws Exception {
    PriceFile.Prices read =
        read(
            "map.json",
            """
            {"good": {"litellm_provider": "x", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002,
               "output_cost_per_reasoning_token": 0.000009, "input_cost_per_token_above_200k_tokens": 0.000002,
               "output_cost_per_token_above_200k_tokens": 0.000004, "input_cost_per_token_batches": 0.0000005,
               "output_cost_per_token_batches": 0.000001,
               "cache_creation_input_token_cost": 0.000001},
             "torn": {"litellm_provider": "x", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002,
               "input_cost_per_token_above_200k_tokens": -5}}
            """);
    assertThat(read.prices()).extracting(Price::model).containsExactly("good");
    assertThat(read.prices().getFirst().tiers())
        .as("a tier's reasoning is charged as its output")
        .containsExactly(new Tier(200_000, Rates.of("2", "4")));
    assertThat(read.prices().getFirst().batch()).isEqualTo(Rates.of("0.5", "1"));
    assertThat(read.leftOut())
        .extracting(loss -> loss.count() + " " + loss.what())
        .containsExactlyInAnyOrder(
            "1 models whose rates for long prompts or batches cannot be right",
            "1 rates for writing to a cache");
  }

  @Test
  void doubtsPricesThatAreFreeAndModelsThatStandTwice() throws Exception {
    PriceFile.Prices read =
        read(
            "map.json",
            """
            {"free": {"litellm_provider": "x", "input_cost_per_token": 0, "output_cost_per_token": 0,
               "input_cost_per_request": 0.005},
             "dup": {"litellm_provider": "x", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002},
             "dup": {"litellm_provider": "x", "input_cost_per_token": 0.000009, "output_cost_per_token": 0.000009}}
            """);
    assertThat(read.warnings())
        .anyMatch(words -> words.startsWith("1 price is free"))
        .anyMatch(words -> words.startsWith("1 model stands more than once"));
    assertThat(read.leftOut())
        .extracting(Loss::what)
        .contains("fees for a request, besides its tokens");
  }

  @Test
  void takesATierThatTellsItsOutputOnly() throws Exception {
    PriceFile.Prices read =
        read(
            "map.json",
            """
            {"m": {"litellm_provider": "x", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002,
               "output_cost_per_token_above_128k_tokens": 0.000008}}
            """);
    assertThat(read.prices().getFirst().tiers())
        .containsExactly(new Tier(128_000, Rates.of("1", "8")));
  }

  @Test
  void readsWhatALongPromptCostsInABatch() throws Exception {
    PriceFile.Prices read =
        read(
            "map.json",
            """
            {"long": {"litellm_provider": "openai", "mode": "chat",
               "input_cost_per_token": 5e-06, "output_cost_per_token": 3e-05,
               "cache_read_input_token_cost": 5e-07,
               "input_cost_per_token_above_272k_tokens": 1e-05,
               "output_cost_per_token_above_272k_tokens": 4.5e-05,
               "input_cost_per_token_batches": 2.5e-06, "output_cost_per_token_batches": 1.5e-05,
               "cache_read_input_token_cost_batches": 2.5e-07,
               "input_cost_per_token_above_272k_tokens_batches": 5e-06,
               "output_cost_per_token_above_272k_tokens_batches": 2.25e-05,
               "cache_read_input_token_cost_above_272k_tokens_batches": 5e-07}}
            """);
    Price price = read.prices().getFirst();
    assertThat(price.batch()).isEqualTo(rates("2.5", "15", "0.25", null));
    assertThat(price.batchTiers())
        .containsExactly(new Tier(272_000, rates("5", "22.5", "0.5", null)));
    Usage usage = new Usage(300_000, 1_000, 0, 100_000, Usage.Source.REPORTED);
    assertThat(price.batchCost(usage)).isEqualTo(new Cost.Known(Money.of("1.0725", "USD"), false));
    assertThat(PriceJson.read(PriceJson.write(read.prices()))).isEqualTo(read.prices());
  }

  @Test
  void readsWhatThinkingCostsByPortkeyAndCountsTheOtherFees() throws Exception {
    PriceFile.Prices read =
        read(
            "google.json",
            """
            {"o-think": {"pricing_config": {"pay_as_you_go": {
               "request_token": {"price": 0.0002}, "response_token": {"price": 0.0008},
               "additional_units": {"thinking_token": {"price": 0.001}, "web_search": {"price": 3.5}}},
               "batch_config": {"request_token": {"price": 0.0001}, "response_token": {"price": 0.0004},
                 "cache_read_input_token": {"price": 0.00002},
                 "additional_units": {"thinking_token": {"price": 0.0005}}},
               "currency": "USD"}},
             "plain": {"pricing_config": {"pay_as_you_go": {
               "request_token": {"price": 0.0002}, "response_token": {"price": 0.0008},
               "additional_units": {"thinking_token": {"price": 0}}},
               "currency": "USD"}}}
            """);
    assertThat(read.prices().getFirst().rates()).isEqualTo(rates("2", "8", null, "10"));
    assertThat(read.prices().getFirst().batch()).isEqualTo(rates("1", "4", "0.2", "5"));
    assertThat(read.prices().getLast().rates())
        .as("nothing is what Portkey says of what it does not know")
        .isEqualTo(Rates.of("2", "8"));
    assertThat(read.leftOut())
        .extracting(loss -> loss.count() + " " + loss.what())
        .containsExactly("1 fees for a request, besides its tokens");
  }

  @Test
  void saysWhichEntriesHaveNoProviderOrOnlyOneOfTheirRates() throws Exception {
    PriceFile.Prices read =
        read(
            "map.json",
            """
            {"good": {"litellm_provider": "x", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002},
             "nobody": {"mode": "chat", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002},
             "half": {"litellm_provider": "x", "input_cost_per_token": 0.000001},
             "other": {"litellm_provider": "x", "input_cost_per_second": 0.01}}
            """);
    assertThat(read.prices()).extracting(Price::model).containsExactly("good");
    assertThat(read.leftOut())
        .extracting(loss -> loss.count() + " " + loss.what())
        .containsExactlyInAnyOrder(
            "1 entries that name no provider",
            "1 entries with the price of only prompts or only answers",
            "1 entries without a price per token");
  }

  @Test
  void refusesATierThatStandsTwiceAndMoneyNobodyPaysWith() throws Exception {
    PriceFile.Prices read =
        read(
            "mine.json",
            """
            {"currency": "USD", "source": "mine", "date": "2026-11-01", "prices": [
              {"gateway": "g", "model": "good", "input": "1", "output": "2"},
              {"gateway": "g", "model": "twice", "input": "1", "output": "2", "tiers": [
                {"above": 1000, "input": "2", "output": "3"}, {"above": 1000, "input": "4", "output": "5"}]},
              {"gateway": "g", "model": "gold", "input": "1", "output": "2", "currency": "XAU"}]}
            """);
    assertThat(read.prices()).extracting(Price::model).containsExactly("good");
    assertThat(read.leftOut()).extracting(Loss::count).containsExactly(2);
    assertThat(read.leftOut().getFirst().why()).contains("Price 2 (twice)", "1,000 tokens");
  }

  @Test
  void doubtsTheRatesOfTiersToo() throws Exception {
    PriceFile.Prices read =
        read(
            "map.json",
            """
            {"dear": {"litellm_provider": "x", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002,
               "input_cost_per_token_above_200k_tokens": 0.05}}
            """);
    assertThat(read.warnings()).singleElement().asString().contains("above 200", "dear");
  }

  @Test
  void saysWhatIsUnderstoodWhenAFileHoldsNoPrices() {
    assertThatThrownBy(() -> read("x.json", "{\"a\": 1}"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("holds no prices");
    assertThatThrownBy(() -> read("x.json", "{"))
        .hasMessage(
            "There is no readable JSON in x.json: it is torn or damaged at line 1, column 2.");
    assertThatThrownBy(() -> PriceFile.read(folder.resolve("gone.json"), TODAY))
        .hasMessageContaining("There is no file");
    assertThatThrownBy(() -> read("x.json", "{\"prices\": [{}]}"))
        .hasMessageContaining("Price 1 (no model)");
  }

  @Test
  void leavesOutWhatIsWrongAndKeepsTheRest() throws Exception {
    PriceFile.Prices read =
        read(
            "mine.json",
            """
            {"currency": "USD", "source": "mine", "date": "2026-11-01", "prices": [
              {"gateway": "g", "model": "good", "input": "1", "output": "2"},
              {"gateway": "g", "model": "torn", "input": "1"},
              {"gateway": "g", "model": "below", "input": "-1", "output": "2"},
              {"gateway": "g", "model": "soon", "input": "1", "output": "2", "date": "2030-01-01"}]}
            """);
    assertThat(read.prices()).extracting(Price::model).containsExactly("good");
    assertThat(read.leftOut())
        .extracting(loss -> loss.count() + " " + loss.what())
        .containsExactly("2 prices that cannot be right", "1 prices of a day to come");
    assertThat(read.leftOut().getFirst().why()).contains("Price 2 (torn)", "\"output\" is missing");
  }

  @Test
  void doubtsUnitsAndModelsThatStandTwice() throws Exception {
    PriceFile.Prices read =
        read(
            "mine.json",
            """
            {"currency": "USD", "source": "mine", "date": "2026-11-01", "prices": [
              {"gateway": "g", "model": "cents", "input": "1100", "output": "3400"},
              {"gateway": "g", "model": "per-token", "input": "0.00000011", "output": "0.00000034"},
              {"gateway": "G", "model": "cents", "input": "1", "output": "2"},
              {"gateway": "g", "model": "yen", "input": "1100", "output": "3400", "currency": "JPY"}]}
            """);
    assertThat(read.prices()).hasSize(4);
    assertThat(read.warnings()).hasSize(3);
    assertThat(read.warnings().get(0)).startsWith("1 price is for a model of the same gateway");
    assertThat(read.warnings().get(1)).startsWith("1 price is above 200").endsWith("cents.");
    assertThat(read.warnings().get(2)).startsWith("1 price is below").endsWith("per-token.");
    assertThat(read.doubtful())
        .as("what stands twice has no wrong unit")
        .isEqualTo(read.prices().subList(0, 2));
  }

  /** Usual rates of a cheap and of a dear provider, once in cents and once for a thousand. */
  @Test
  void doubtsAWholeFileWhoseUsualPriceIsThatOfNoModels() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"11", "59", "80", "29", "300"}, {"0.0004", "0.0008", "0.0015", "0.0025", "0.004"}
        }) {
      PriceFile.Prices read = read("mine.json", list(wrong));
      assertThat(read.doubtful()).as("all of them").hasSize(wrong.length);
      assertThat(read.warnings()).anyMatch(words -> words.startsWith("Half of the models"));
      assertThat(read.isUnitDoubtful(read.diff(PriceBook.EMPTY))).isTrue();
      assertThat(read.sure()).isEmpty();
    }
    for (String[] right :
        new String[][] {
          {"0.05", "0.11", "0.29", "0.59", "0.8"}, {"15", "3", "0.8", "75", "5"}, {"150"}
        }) {
      PriceFile.Prices read = read("mine.json", list(right));
      assertThat(read.warnings()).isEmpty();
      assertThat(read.sure()).isEqualTo(read.prices());
    }
  }

  private static String list(String... inputs) {
    StringBuilder prices = new StringBuilder();
    for (String input : inputs) {
      prices
          .append(prices.isEmpty() ? "" : ",")
          .append(
              "{\"gateway\": \"g\", \"model\": \"m%1$s\", \"input\": \"%1$s\", \"output\": \"%1$s\"}"
                  .formatted(input));
    }
    return """
    {"currency": "USD", "source": "mine", "date": "2026-11-01", "prices": [%s]}
    """
        .formatted(prices);
  }

  @Test
  void refusesMillionsOfEntriesBeforeTheyFillTheMemory() throws Exception {
    Path file = folder.resolve("many.json");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("{\"m0\":{}");
      for (int i = 1; i < 2_000_000; i++) {
        out.write(",\"m" + i + "\":{}");
      }
      out.write("}");
    }
    List<Double> told = new ArrayList<>();
    assertThatThrownBy(() -> PriceFile.read(file, TODAY, told::add))
        .isInstanceOf(ExchangeException.class)
        .hasMessage(
            "many.json has more than 100,000 entries, and lists of prices have a few thousand: cut it"
                + " down to the models you use.");
    assertThat(told).isNotEmpty().allMatch(share -> share < 0.2);
  }

  @Test
  void anInterruptEndsReading() throws Exception {
    StringBuilder text = new StringBuilder("{\"a\": [1");
    text.append(",1".repeat(5_000)).append("]}");
    Path file = Files.writeString(folder.resolve("long.json"), text);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> PriceFile.read(file, TODAY)).hasMessageContaining("was stopped");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static Rates rates(
      String input, String output, @Nullable String cached, @Nullable String reasoning) {
    return new Rates(
        new BigDecimal(input),
        new BigDecimal(output),
        cached == null ? null : new BigDecimal(cached),
        reasoning == null ? null : new BigDecimal(reasoning));
  }

  private PriceFile.Prices read(String name, String text) throws Exception {
    return PriceFile.read(Files.writeString(folder.resolve(name), text), TODAY);
  }
}
