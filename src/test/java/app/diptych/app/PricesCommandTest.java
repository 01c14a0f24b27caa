package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prices from the file to the cost of an answer. */
@Timeout(60)
class PricesCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path home;

  @Test
  void listsTheBundledClaimsWithSourceAndDate() {
    var listed = line().run("prices", "list", "scout");
    assertThat(listed.exit()).isZero();
    assertThat(listed.out())
        .contains("api.holysheep.ai/llama-4-scout  in 0.23, out 0.35 USD")
        .contains("2026-08-21");
    assertThat(line().run("prices", "list", "nobody").out()).contains("No price fits.");
    assertThat(line().run("prices").exit()).isEqualTo(2);
  }

  @Test
  void showsWhatWouldChangeBeforeItTakesIt() throws Exception {
    Path file = prices("0.20");
    var looked = line().run("prices", "import", file.toString());
    assertThat(looked.out())
        .contains("1 price, 1 new or changed")
        .contains("was: api.holysheep.ai/llama-4-scout  in 0.23")
        .contains("is: api.holysheep.ai/llama-4-scout  in 0.2,")
        .endsWith("Nothing was taken: add --take.\n");
    assertThat(line().run("prices", "list", "scout").out()).contains("in 0.23");
    assertThat(line().run("prices", "import", file.toString(), "--take").out())
        .endsWith("Taken.\n");
    assertThat(line().run("prices", "list", "scout").out()).contains("in 0.2,");
    JsonNode again = JSON.readTree(line().run("prices", "import", file.toString(), "--json").out());
    assertThat(again.path("changed").asInt(-1)).isZero();
    assertThat(line().run("prices", "import", "gone.json").exit()).isEqualTo(1);
  }

  @Test
  void takesNoPricesInADoubtfulUnitUnlessItIsTold() throws Exception {
    for (String input : new String[] {"1500", "0.0002", "23"}) {
      String file = prices(input).toString();
      var looked = line().run("prices", "import", file);
      assertThat(looked.exit()).as("a look takes nothing and is refused nothing").isZero();
      assertThat(looked.out())
          .contains("  doubt: 1 ")
          .endsWith("add --take, and --despite-doubts for what is in a doubtful unit.\n");
      var refused = line().run("prices", "import", file, "--take");
      assertThat(refused.exit()).as(input).isEqualTo(1);
      assertThat(refused.err())
          .contains("Nothing was taken: these prices are probably in another unit")
          .contains("Mend the file, or add --despite-doubts");
      assertThat(refused.out()).contains("  doubt: 1 ").doesNotContain("Taken.");
      JsonNode document =
          JSON.readTree(line().run("prices", "import", file, "--take", "--json").out());
      assertThat(document.path("taken").asBoolean(true)).isFalse();
      assertThat(document.path("doubts")).isNotEmpty();
      assertThat(line().run("prices", "list", "scout").out()).contains("in 0.23,");
    }
    assertThat(home.resolve("prices.json")).doesNotExist();
    String file = prices("1500").toString();
    assertThat(line().run("prices", "import", file, "--take", "--despite-doubts").out())
        .contains("  doubt: 1 price is above 200 in or 700 out")
        .endsWith("Taken.\n");
    assertThat(line().run("prices", "list", "scout").out()).contains("in 1500,");
  }

  /** A map of another tool in cents per token, whose models are known here from elsewhere. */
  @Test
  void takesNothingOfAMapInCentsWhoseModelsAreKnownElsewhere() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("map.json"),
            """
            {"gpt-4.1": {"litellm_provider": "openai", "mode": "chat",
               "input_cost_per_token": 0.0002, "output_cost_per_token": 0.0008},
             "new": {"litellm_provider": "openai", "mode": "chat",
               "input_cost_per_token": 0.0001, "output_cost_per_token": 0.0002},
             "newer": {"litellm_provider": "openai", "mode": "chat",
               "input_cost_per_token": 0.0001, "output_cost_per_token": 0.0002}}
            """);
    var refused = line().run("prices", "import", file.toString(), "--take");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).contains("known at other gateways").doesNotContain("Taken");
    assertThat(home.resolve("prices.json")).doesNotExist();
  }

  @Test
  void takesNothingOfAFileOfWhichHalfIsDoubtful() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("fresh.json"),
            """
            {"currency": "USD", "source": "the price page", "date": "2026-11-26", "prices": [
              {"gateway": "g", "model": "cheap", "input": "0.00015", "output": "0.0006"},
              {"gateway": "g", "model": "dear", "input": "0.01", "output": "0.03"}]}
            """);
    assertThat(line().run("prices", "import", file.toString(), "--take").exit()).isEqualTo(1);
    assertThat(home.resolve("prices.json")).doesNotExist();
  }

  @Test
  void leavesOutAFewPricesInADoubtfulUnitAndTakesTheOthers() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("fresh.json"),
            """
            {"currency": "USD", "source": "the price page", "date": "2026-11-26", "prices": [
              {"gateway": "g", "model": "odd-one", "input": "15000", "output": "0.35"},
              {"gateway": "g", "model": "usual-one", "input": "0.3", "output": "0.35"},
              {"gateway": "g", "model": "usual-two", "input": "0.4", "output": "0.35"}]}
            """);
    var taken = line().run("prices", "import", file.toString(), "--take");
    assertThat(taken.exit()).isZero();
    assertThat(taken.out())
        .endsWith(
            "Taken, but for 1 price in a doubtful unit: add --despite-doubts for these as well.\n");
    assertThat(line().run("prices", "list", "usual").out()).contains("in 0.3,", "in 0.4,");
    assertThat(line().run("prices", "list", "odd-one").out()).doesNotContain("15000");
    line().run("prices", "import", file.toString(), "--take", "--despite-doubts");
    assertThat(line().run("prices", "list", "odd-one").out()).contains("in 15000,");
  }

  /** 0.23 + 0.35 is 0.58; 4 CNY at 0.14 are 0.56, and nobody knows what 0.1 EUR are. */
  @Test
  void comparesOneModelAcrossGatewaysTheCheapestFirst() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("scouts.json"),
            """
            {"currency": "USD", "source": "a list", "date": "2026-11-26", "prices": [
              {"gateway": "dear", "model": "llama-4-scout", "input": "0.5", "output": "0.5"},
              {"gateway": "cheap", "model": "llama-4-scout", "input": "0.1", "output": "0.3"}]}
            """);
    assertThat(line().run("prices", "import", file.toString(), "--take").exit()).isZero();
    for (String[] other : new String[][] {{"yuan", "CNY", "2"}, {"euro", "EUR", "0.05"}}) {
      Files.writeString(
          file,
          """
          {"currency": "%s", "source": "a list", "date": "2026-11-26", "prices": [
            {"gateway": "%s", "model": "llama-4-scout", "input": "%s", "output": "%s"}]}
          """
              .formatted(other[1], other[0], other[2], other[2]));
      assertThat(line().run("prices", "import", file.toString(), "--take").exit()).isZero();
    }
    String[] rate = {
      "prices", "rate", "CNY", "USD", "0.14", "--source", "a test", "--date", "2026-11-26"
    };
    assertThat(line().run(rate).exit()).isZero();

    String listed = line().run("prices", "list", "llama-4-scout").out();

    assertThat(listed)
        .contains(
            "cheap/llama-4-scout  in 0.1, out 0.3 USD  (a list, 2026-11-26)  1M in + 1M out: 0.4 USD\n",
            "yuan/llama-4-scout  in 2, out 2 CNY  (a list, 2026-11-26)  1M in + 1M out: 4 CNY, about 0.560 USD, at 1 CNY = 0.14 USD (a test, 2026-11-26)\n",
            "1M in + 1M out: 0.1 EUR, without a rate to USD\n",
            "1M in + 1M out: 0.58 USD\n");
    assertThat(listed.lines().map(line -> line.substring(0, line.indexOf('/'))))
        .containsExactly("cheap", "yuan", "api.holysheep.ai", "dear", "euro");
  }

  @Test
  void takesPricesFromTheWebAsFromAFile() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      String json = Files.readString(prices("0.19"));
      for (int i = 0; i < 2; i++) {
        server.enqueue(new MockResponse.Builder().body(json).build());
      }
      String address = server.url("/prices.json").toString();
      assertThat(line().run("prices", "import", address).out())
          .contains("is: api.holysheep.ai/llama-4-scout  in 0.19,")
          .endsWith("Nothing was taken: add --take.\n");
      assertThat(line().run("prices", "import", address, "--take").exit()).isZero();
      server.enqueue(new MockResponse.Builder().code(500).build());
      var failed = line().run("prices", "import", address);
      assertThat(failed.exit()).as("as of a file that is not there").isEqualTo(1);
      assertThat(failed.err()).contains("The prices were not fetched").contains("HTTP 500");
    }
    assertThat(line().run("prices", "list", "scout").out()).contains("in 0.19,");
  }

  @Test
  void anAnswerCostsWhatItsTokensCost() throws Exception {
    try (RehearsalGateway gateway =
        RehearsalGateway.open(
            0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {})) {
      Path file =
          Files.writeString(
              home.resolve("mine.json"),
              """
              {"currency": "USD", "source": "mine", "date": "2026-11-26", "prices": [
                {"gateway": "gw", "model": "rehearsal/steady", "input": "2", "output": "10"}]}
              """);
      assertThat(line().run("prices", "import", file.toString(), "--take").exit()).isZero();
      JsonNode sides =
          JSON.readTree(
                  line()
                      .run(
                          "compare",
                          "-p",
                          "Hello",
                          "--a",
                          "gw/rehearsal/steady",
                          "--b",
                          "gw/rehearsal/length",
                          "--max-tokens",
                          "5",
                          "--gateway",
                          "gw=" + gateway.url(),
                          "--json")
                      .out())
              .path("sides");
      JsonNode usage = sides.at("/A/usage");
      BigDecimal wanted =
          new BigDecimal(usage.path("inputTokens").asInt())
              .multiply(new BigDecimal("0.000002"))
              .add(
                  new BigDecimal(usage.path("outputTokens").asInt())
                      .multiply(new BigDecimal("0.00001")));
      assertThat(sides.at("/A/cost/state").asString()).isEqualTo("priced");
      assertThat(new BigDecimal(sides.at("/A/cost/amount").asString()))
          .isEqualByComparingTo(wanted)
          .isPositive();
      assertThat(sides.at("/B/cost/state").asString())
          .as("the price of another model is never taken")
          .isEqualTo("unpriced");
    }
  }

  private TestCommandLine line() {
    return new TestCommandLine(home, Map.of());
  }

  private Path prices(String input) throws Exception {
    return Files.writeString(
        home.resolve("fresh.json"),
        """
        {"currency": "USD", "source": "the price page", "date": "2026-11-26", "prices": [
          {"gateway": "api.holysheep.ai", "model": "llama-4-scout", "input": "%s", "output": "0.35"}]}
        """
            .formatted(input));
  }
}
