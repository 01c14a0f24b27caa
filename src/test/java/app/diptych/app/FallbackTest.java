package app.diptych.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another model answers only when a policy says so, and never unseen. */
@Timeout(180)
class FallbackTest {
  private static final String PRIMARY = "new/rehearsal/500";
  private static final String OTHER = "old/rehearsal/steady";

  @TempDir Path home;
  private RehearsalGateway gateway;

  @BeforeEach
  void open() throws Exception {
    gateway =
        RehearsalGateway.open(
            0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {});
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void saysWhichGatewayOfThePolicyIsMissing() throws Exception {
    Path policy = policy("failure");
    var result =
        new TestCommandLine(home, Map.of())
            .run(
                "compare",
                "-p",
                "Hello",
                "--a",
                PRIMARY,
                "--gateway",
                "new=" + gateway.url(),
                "--policy",
                policy.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("There is no gateway old here yet");
  }

  @Test
  void rollsBackWithOneCallFromTheNextRequestOn() throws Exception {
    Path policy = policy("trip");
    List<String> gateways = List.of("new=" + gateway.url(), "old=" + gateway.url());
    try (Wiring wiring = new Wiring(home, gateways, Map.of())) {
      assertThat(wiring.fallback().choose(policy)).isEmpty();
      assertThat(wiring.fallback().state().on()).as("off until it is turned on").isFalse();
      assertThat(ask(wiring, "new/rehearsal/steady").failedOver()).isFalse();
      wiring.fallback().turn(true);
      var line = wiring.fallback().rollBack(wiring.clock().nanos());
      assertThat(line.sentence()).contains("you changed the route").contains(OTHER);
      assertThat(wiring.fallback().state().isRolledBack()).isTrue();
      Answer back = ask(wiring, "new/rehearsal/steady");
      assertThat(back.failedOver()).isTrue();
      assertThat(back.origin()).isNotNull();
      assertThat(requireNonNull(back.origin()).answeredBy()).startsWith("old/");
      wiring.fallback().goForward(wiring.clock().nanos());
      assertThat(ask(wiring, "new/rehearsal/steady").failedOver()).isFalse();
      assertThat(wiring.fallback().state().audit()).hasSize(3);
      assertThat(Files.readAllLines(home.resolve("audit.log")))
          .satisfiesExactly(
              rolled -> assertThat(rolled).contains("rolled back"),
              proof ->
                  assertThat(proof)
                      .contains(OTHER + " answers: route changed after ")
                      .contains(", first answer after "),
              forward -> assertThat(forward).contains("went forward again"),
              proof -> assertThat(proof).contains("new/rehearsal/steady answers: "));
    }
    try (Wiring again = new Wiring(home, gateways, Map.of())) {
      assertThat(again.fallback().state().on()).as("remembered").isTrue();
      assertThat(again.fallback().state().isRolledBack()).isFalse();
      again.fallback().rollBack(again.clock().nanos());
    }
    try (Wiring again = new Wiring(home, gateways, Map.of())) {
      assertThat(again.fallback().state().isRolledBack())
          .as("until somebody goes forward")
          .isTrue();
      again.fallback().forget();
      assertThat(again.fallback().state().isChosen()).isFalse();
    }
  }

  @Test
  void asksTheFallbackOnlyWithinTheCostCapOfThePriceBook() throws Exception {
    List<String> gateways = List.of("new=" + gateway.url(), "old=" + gateway.url());
    Path policy =
        Files.writeString(
            home.resolve("capped.json"),
            Files.readString(policy("failure"))
                .replaceFirst("\\{", "{\"cost_cap\": {\"ratio\": 3},"));
    try (Wiring wiring = new Wiring(home, gateways, Map.of())) {
      assertThat(wiring.fallback().choose(policy)).isEmpty();
      wiring.fallback().turn(true);
      assertThat(refusal(wiring))
          .as("an unknown price is a breach")
          .contains("not known to cost at most 3 times as much");

      wiring.takePrices(List.of(price("new", "rehearsal/500", "0.11", "0.34")));
      assertThat(refusal(wiring)).contains("not known to cost at most 3 times as much");

      wiring.takePrices(List.of(price("old", "rehearsal/steady", "0.11", "8.00")));
      assertThat(refusal(wiring)).contains("costs 23.53 times as much and at most 3 times");

      wiring.takePrices(List.of(price("old", "rehearsal/steady", "0.33", "1.02")));
      assertThat(ask(wiring, PRIMARY).failedOver()).as("three times, as allowed").isTrue();
    }
  }

  private static String refusal(Wiring wiring) throws Exception {
    Answer answer = ask(wiring, PRIMARY);
    assertThat(answer.failedOver()).isFalse();
    return requireNonNull(answer.failure()).hint();
  }

  private static Price price(String gateway, String model, String input, String output) {
    return new Price(
        gateway,
        model,
        Rates.of(input, output),
        List.of(),
        "USD",
        "a test",
        LocalDate.of(2026, 11, 26));
  }

  private static Answer ask(Wiring wiring, String model) throws Exception {
    Found found = (Found) wiring.models().find(Side.A, model);
    SideSetup setup =
        new SideSetup(
            found.model(),
            false,
            found.provider(),
            new CompletionRequest(
                found.requestModel(),
                List.of(Message.user("Hello")),
                new Sampling(null, null, 4, null, List.of())));
    return wiring.trials().start(Map.of(Side.A, setup), TrialListener.NONE).await().answer(Side.A);
  }

  private Path policy(String on) throws Exception {
    String primary = on.equals("trip") ? "rehearsal/steady" : "rehearsal/500";
    return Files.writeString(
        home.resolve("policy.json"),
        """
        {"primary": {"provider": "new", "model": "%s", "base_url": "%s"},
         "fallback": {"provider": "old", "model": "rehearsal/steady", "base_url": "%s"},
         "trigger_conditions": ["new.error_rate > 1%%"], "fail_over_on": "%s"}
        """
            .formatted(primary, gateway.url(), gateway.url(), on));
  }
}
