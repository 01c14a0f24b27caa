package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Budget;
import app.diptych.cost.Money;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Budgets from the command line to a request that is not sent. */
@Timeout(90)
class BudgetCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String STEADY = "gw/rehearsal/steady";

  @TempDir Path home;

  @Test
  void setsListsAndRemovesBudgets() throws Exception {
    assertThat(line().run("budget", "list").out()).contains("There is no budget.");
    assertThat(line().run("budget", "set", "Daily", "5.50", "usd").out())
        .isEqualTo("Daily: 5.5 USD a day, all gateways, hard cap\n");
    assertThat(
            line()
                .run(
                    "budget",
                    "set",
                    "talk",
                    "1",
                    "CNY",
                    "--per",
                    "month",
                    "--for-tag",
                    "fosdem",
                    "--alert-only")
                .exit())
        .isZero();
    assertThat(line().run("budget", "set", "daily", "6", "USD", "--allow-unpriced").exit())
        .isZero();
    assertThat(line().run("budget", "list").out())
        .isEqualTo(
            """
            daily: 0 of 6 USD this day (0 %), all gateways, hard cap, unpriced allowed
            talk: 0 of 1 CNY this month (0 %), tag fosdem, alerts only
            """);
    JsonNode listed = JSON.readTree(line().run("budget", "list", "--json").out());
    assertThat(listed.at("/budgets/1/of").asString()).isEqualTo("fosdem");
    assertThat(listed.at("/budgets/0/limit").asString()).isEqualTo("6");
    assertThat(line().run("budget", "remove", "TALK").out()).isEqualTo("Removed: TALK\n");
    var gone = line().run("budget", "remove", "talk");
    assertThat(gone.exit()).isEqualTo(2);
    assertThat(gone.err()).contains("There is no budget named \"talk\"");
  }

  /** As a batch that runs all night: a cap that is set meanwhile is kept from then on. */
  @Test
  void aProgramThatRunsSeesACapThatAnotherSets() throws Exception {
    Moment clock = new Moment();
    BudgetSettings running =
        new BudgetSettings(new SettingsFile(home.resolve("settings.json")), clock);
    assertThat(running.lately().all()).isEmpty();
    new BudgetSettings(new SettingsFile(home.resolve("settings.json")), clock)
        .change(none ->
            none.with(
                new Budget(
                    "night",
                    Budget.Scope.ALL,
                    Budget.Period.DAY,
                    Money.of("5", "USD"),
                    true,
                    false)));
    assertThat(running.lately().all()).as("not read at every request").isEmpty();
    clock.seconds = 3;
    assertThat(running.lately().all()).extracting(Budget::name).containsExactly("night");
  }

  private static final class Moment implements NanoClock {
    private long seconds;

    @Override
    public long nanos() {
      return seconds * 1_000_000_000;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plusSeconds(seconds);
    }
  }

  @Test
  void saysInOneSentenceWhatIsWrong() {
    assertWrong("A budget allows more than nothing", "budget", "set", "x", "--", "-5", "USD");
    assertWrong("\"DOGE\" is no currency", "budget", "set", "x", "5", "doge");
    assertWrong("is no number such as 2.50", "budget", "set", "x", "much", "USD");
    assertWrong(
        "not both", "budget", "set", "x", "5", "USD", "--for-tag", "a", "--for-gateway", "b");
    assertWrong("Nobody knows the rate of 2999", rate("--date", "2999-01-01"));
    assertWrong("is no date", rate("--date", "yesterday"));
    assertWrong("A rate needs a source", "prices", "rate", "CNY", "USD", "0.14");
    assertWrong("is no date", "costs", "--since", "spring");
  }

  private static String[] rate(String... more) {
    List<String> words =
        new ArrayList<>(List.of("prices", "rate", "CNY", "USD", "0.14", "--source", "ECB"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void assertWrong(String sentence, String... words) {
    var result = line().run(words);
    assertThat(result.exit()).as(Arrays.toString(words)).isEqualTo(2);
    assertThat(result.err()).contains(sentence);
  }

  @Test
  void keepsWhatItDoesNotKnowAndLeavesDamagedBudgetsAlone() throws Exception {
    Path settings = home.resolve("settings.json");
    Files.writeString(
        settings,
        """
        {"theme": "light", "budgets": [{"name": "a", "scope": "all", "period": "day", "limit": "5",
          "currency": "USD", "hardCap": true, "allowUnpriced": false, "color": "red"}]}
        """);
    assertThat(line().run(rate()).out()).contains("1 CNY = 0.14 USD (ECB, ");
    assertThat(line().run("budget", "set", "a", "7", "USD").exit()).isZero();
    JsonNode kept = JSON.readTree(Files.readString(settings));
    assertThat(kept.at("/budgets/0/color").asString()).isEqualTo("red");
    assertThat(kept.at("/budgets/0/limit").asString()).isEqualTo("7");
    assertThat(kept.at("/theme").asString()).isEqualTo("light");
    assertThat(kept.at("/exchangeRates/0/rate").asString()).isEqualTo("0.14");

    String damaged = Files.readString(settings).replace("\"7\"", "\"-7\"");
    Files.writeString(settings, damaged);
    var listed = line().run("budget", "list");
    assertThat(listed.exit()).isEqualTo(1);
    assertThat(listed.err())
        .contains("Budget 1 in the settings cannot be read: A budget allows more than nothing");
    assertThat(line().run("budget", "set", "b", "7", "USD").exit()).isEqualTo(2);
    assertThat(Files.readString(settings)).isEqualTo(damaged);
  }

  @Test
  void sendsNothingThatCouldGoOverAndAddsUpWhatWasSent() throws Exception {
    try (RehearsalGateway gateway = open()) {
      importPrice();
      line().run("budget", "set", "day", "0.001", "USD", "--for-gateway", "gw");
      var sent = compare(gateway, "--max-tokens", "5", "--tag", "=talk");
      assertThat(sent.err()).doesNotContain("budget");
      assertThat(sent.exit()).isZero();
      assertThat(gateway.completions()).isEqualTo(2);

      var refused = compare(gateway, "--max-tokens", "90");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err())
          .contains(
              "Side A, gw/rehearsal/steady: The budget \"day\" (gateway gw) allows 0.001 USD a day")
          .contains("these 2 requests could cost up to")
          .contains("Side B");
      assertThat(gateway.completions()).as("nothing more was sent").isEqualTo(2);
      JsonNode document = JSON.readTree(refused.out());
      assertThat(document.at("/sides/A/failure/kind").asString()).isEqualTo("OverBudget");

      line().run("budget", "set", "talk", "0.0001", "USD", "--for-tag", "=talk", "--alert-only");
      var alerted = compare(gateway, "--max-tokens", "5", "--tag", "=talk");
      assertThat(alerted.exit()).isZero();
      costs();
    }
  }

  /** Two trials of two sides were sent, and one was refused. */
  private void costs() throws Exception {
    Path csv = home.resolve("costs.csv");
    JsonNode costs =
        JSON.readTree(line().run("costs", "--by", "tag", "--csv", csv.toString(), "--json").out());
    assertThat(costs.at("/all/requests").asInt(0)).as("sent").isEqualTo(4);
    assertThat(costs.at("/all/heldBack").asInt(0)).isEqualTo(2);
    assertThat(costs.at("/all/priced").asInt(0)).isEqualTo(4);
    assertThat(costs.at("/all/unpriced").asInt(-1)).isZero();
    assertThat(costs.at("/totals/0/name").asString()).isEqualTo("=talk");
    assertThat(costs.at("/totals/0/sums/0/amount").asString())
        .isEqualTo(costs.at("/all/sums/0/amount").asString());
    assertThat(line().run("costs", "--by", "gateway").out())
        .contains("gw: 0.", "4 requests, 2 refused and never sent");
    assertThat(line().run("costs", "--since", "2999-01-01").out())
        .isEqualTo("No request is in the ledger since then.\n");
    assertThat(Files.readAllLines(csv))
        .hasSize(7)
        .filteredOn(row -> row.contains("priced"))
        .allMatch(row -> row.contains(",'=talk,"))
        .hasSize(4);
  }

  @Test
  void saysWhenNoSuchGatewayOrTagIsKnownAndNamesTheNearOne() throws Exception {
    try (RehearsalGateway gateway = open()) {
      importPrice();
      compare(gateway, "--max-tokens", "5", "--tag", "talk");
      var gatewayless = line().run("budget", "set", "a", "5", "USD", "--for-gateway", "GW");
      assertThat(gatewayless.exit()).isZero();
      assertThat(gatewayless.err())
          .contains(
              "No gateway \"GW\" is known, so nothing counts for this budget. Did you mean gw?");
      var tagless = line().run("budget", "set", "b", "5", "USD", "--for-tag", "Talk", "--json");
      assertThat(tagless.err())
          .contains("No session or request has the tag \"Talk\" yet")
          .contains("Did you mean talk?");
      assertThat(JSON.readTree(tagless.out()).path("of").asString()).isEqualTo("Talk");
      assertThat(line().run("budget", "set", "c", "5", "USD", "--for-gateway", "gw").err())
          .isEmpty();
      assertThat(line().run("budget", "set", "d", "5", "USD", "--for-tag", "talk").err()).isEmpty();
    }
  }

  @Test
  void aCheckOfAGatewayAsksTheBudgetsAndStandsInTheLedger() throws Exception {
    try (RehearsalGateway gateway = open()) {
      importPrice();
      assertThat(line().run("gateway", "add", "gw", gateway.url()).exit()).isZero();
      String[] check = {"gateway", "check", "gw", "--model", "rehearsal/steady"};
      assertThat(line().run(check).exit()).isZero();
      assertThat(line().run("costs", "--by", "model").out()).contains(STEADY + ": 0.", "1 request");
      line().run("budget", "set", "day", "0.000001", "USD");
      var refused = line().run(check);
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.out()).contains("The budget \"day\" (all gateways) allows 0.000001 USD");
      assertThat(gateway.completions()).as("the second was not sent").isEqualTo(1);
    }
  }

  @Test
  void chargesTheModelThatAnsweredInThePlaceOfAnother() throws Exception {
    try (RehearsalGateway gateway = open()) {
      importPrice();
      Path policy =
          Files.writeString(
              home.resolve("policy.json"),
              """
              {"primary": {"provider": "reh", "model": "rehearsal/500", "base_url": "%s"},
               "fallback": {"provider": "gw", "model": "rehearsal/steady", "base_url": "%s"},
               "trigger_conditions": ["reh.error_rate > 1%%"], "fail_over_on": "failure"}
              """
                  .formatted(gateway.url(), gateway.url()));
      List<String> words = new ArrayList<>(List.of("compare", "-p", "Hello", "--json"));
      words.addAll(List.of("--a", "reh/rehearsal/500", "--b", "reh/rehearsal/500"));
      words.addAll(List.of("--max-tokens", "5", "--policy", policy.toString()));
      for (String id : List.of("reh", "gw")) {
        words.addAll(List.of("--gateway", id + "=" + gateway.url()));
      }
      assertThat(line().run(words.toArray(String[]::new)).exit()).isZero();
      Path csv = home.resolve("costs.csv");
      assertThat(line().run("costs", "--by", "model", "--csv", csv.toString()).out())
          .contains(STEADY + ": 0.")
          .contains(" USD, 2 requests")
          .doesNotContain("reh/");
      List<String> rows = Files.readAllLines(csv);
      assertThat(rows.getFirst()).endsWith(",why,answered_by");
      assertThat(rows.get(1)).contains(",reh/rehearsal/500,gw,").endsWith("," + STEADY);
    }
  }

  /** At 0.14 USD for a yuan the sum of both is told in whichever more was paid in. */
  @Test
  void tellsSeveralCurrenciesAsOneOnceTheyHaveARate() throws Exception {
    try (RehearsalGateway gateway = open()) {
      importPrice();
      Path yuan =
          Files.writeString(
              home.resolve("yuan.json"),
              """
              {"currency": "CNY", "source": "mine", "date": "2026-11-26", "prices": [
                {"gateway": "far", "model": "rehearsal/steady", "input": "200", "output": "900"}]}
              """);
      assertThat(line().run("prices", "import", yuan.toString(), "--take").exit()).isZero();
      List<String> words = new ArrayList<>(List.of("compare", "-p", "Hello", "--json"));
      words.addAll(List.of("--a", STEADY, "--b", "far/rehearsal/steady", "--max-tokens", "5"));
      for (String id : List.of("gw", "far")) {
        words.addAll(List.of("--gateway", id + "=" + gateway.url()));
      }
      var sent = line().run(words.toArray(String[]::new));
      assertThat(JSON.readTree(sent.out()).at("/sides/B/cost/state").asString())
          .isEqualTo("priced");
      String without = line().run("costs").out();
      String missing =
          "CNY has no rate to USD, so there is no sum of all currencies:"
              + " diptych prices rate CNY USD RATE --source WHO gives one.\n";
      assertThat(without)
          .contains("all: ", " CNY + ", " USD, 2 requests")
          .endsWith(missing)
          .doesNotContain("Together");
      JsonNode untold = JSON.readTree(line().run("costs", "--json").out());
      assertThat(untold.at("/missingRates/0/from").asString()).isEqualTo("CNY");
      assertThat(untold.at("/missingRates/0/to").asString()).isEqualTo("USD");
      assertThat(untold.has("together")).isFalse();

      assertThat(line().run(rate("--date", "2026-11-26")).exit()).isZero();

      JsonNode costs = JSON.readTree(line().run("costs", "--json").out());
      BigDecimal paidInYuan = new BigDecimal(costs.at("/all/sums/0/amount").asString());
      BigDecimal paidInDollars = new BigDecimal(costs.at("/all/sums/1/amount").asString());
      assertThat(costs.at("/missingRates").isEmpty()).isTrue();
      assertThat(costs.at("/together/currency").asString()).isEqualTo("CNY");
      assertThat(costs.at("/together/rates/0/source").asString()).isEqualTo("ECB");
      BigDecimal together = new BigDecimal(costs.at("/together/amount").asString());
      assertThat(together.multiply(new BigDecimal("0.14")).doubleValue())
          .isCloseTo(
              paidInYuan.multiply(new BigDecimal("0.14")).add(paidInDollars).doubleValue(),
              Percentage.withPercentage(0.6));
      assertThat(line().run("costs").out())
          .isEqualTo(
              without.replace(missing, "")
                  + "Together about "
                  + together.toPlainString()
                  + " CNY, at 1 CNY = 0.14 USD (ECB, 2026-11-26).\n");
    }
  }

  @Test
  void refusesWhatHasNoPriceUnlessItIsAllowed() {
    try (RehearsalGateway gateway = open()) {
      line().run("budget", "set", "day", "5", "USD");
      var refused = compare(gateway);
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("Nobody knows what gw/rehearsal/steady costs");
      line().run("budget", "set", "day", "5", "USD", "--allow-unpriced");
      assertThat(compare(gateway).exit()).isZero();
      assertThat(line().run("budget", "list").out()).startsWith("day: at least 0 of 5 USD");
      assertThat(line().run("costs").out()).contains("unpriced, 2 requests, 2 refused");
    }
  }

  private static RehearsalGateway open() {
    try {
      return RehearsalGateway.open(
          0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {});
    } catch (java.io.IOException taken) {
      throw new AssertionError(taken);
    }
  }

  private TestCommandLine.Result compare(RehearsalGateway gateway, String... more) {
    List<String> words =
        new ArrayList<>(List.of("compare", "-p", "Hello", "--a", STEADY, "--b", STEADY, "--json"));
    words.addAll(List.of("--gateway", "gw=" + gateway.url()));
    words.addAll(List.of(more));
    return line().run(words.toArray(String[]::new));
  }

  private void importPrice() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("mine.json"),
            """
            {"currency": "USD", "source": "mine", "date": "2026-11-26", "prices": [
              {"gateway": "gw", "model": "rehearsal/steady", "input": "2", "output": "10"}]}
            """);
    assertThat(line().run("prices", "import", file.toString(), "--take").exit()).isZero();
  }

  private TestCommandLine line() {
    return new TestCommandLine(home, Map.of());
  }
}
