package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.Money;
import app.diptych.cost.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The energy of an answer, from t0 to its last delta. */
@Timeout(60)
class MeteringTest {
  private static final long MS = 1_000_000;

  private final SteppedClock clock = new SteppedClock();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger marked = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private boolean silent;

  @AfterEach
  void end() {
    workers.shutdownNow();
  }

  @Test
  void isMeasuredFromTheRequestToTheLastDelta() throws Exception {
    Answer answer =
        run(
            "demo/small",
            true,
            stage -> {
              clock.rest(20 * MS);
              stage.say(ScriptedProvider.started(clock));
              clock.rest(10 * MS);
              stage.say(new ReasoningDelta("hm"));
              clock.rest(30 * MS);
              stage.say(new TextDelta("two words"));
              clock.rest(500 * MS);
              stage.say(new Finished(FinishReason.STOP));
            });
    Energy energy = answer.energy().orElseThrow();
    assertThat(energy.time()).isEqualTo(Duration.ofMillis(40));
    assertThat(energy.joules()).as("100 watts").isEqualByComparingTo("4");
    Cost.Local cost = (Cost.Local) answer.cost();
    assertThat(cost.charge()).isNotNull();
    assertThat(cost.charge().electricity()).isEqualTo(Money.of("0.0000004", "EUR"));
    JsonNode json = TrialJson.side(answer);
    assertThat(json.at("/energy/joules").decimalValue()).isEqualByComparingTo("4");
    assertThat(json.at("/energy/source").asString()).isEqualTo("a test");
    BigDecimal tokens = new BigDecimal(json.at("/usage/outputTokens").asInt());
    assertThat(
            json.at("/energy/perOutputTokenMillijoules")
                .decimalValue()
                .multiply(tokens)
                .doubleValue())
        .isCloseTo(4000, within(1e-6));
    assertThat(json.at("/cost/state").asString()).isEqualTo("local");
    assertThat(json.at("/cost/amount").asString()).isEqualTo("0.0000004");
    assertThat(marked).hasValue(1);
    assertThat(ended).hasValue(1);
  }

  @Test
  void partOfAnAnswerTookEnergyToo() throws Exception {
    Answer answer =
        run(
            "demo/small",
            true,
            stage -> {
              stage.say(ScriptedProvider.started(clock));
              clock.rest(10 * MS);
              stage.say(new TextDelta("cut"));
            });
    assertThat(answer.failure()).isInstanceOf(Failure.BrokenStream.class);
    assertThat(answer.energy().orElseThrow().joules()).isEqualByComparingTo("1");
    assertThat(ended).hasValue(1);
  }

  @Test
  void whatIsNotMadeHereIsNotMeasured() throws Exception {
    for (String model : new String[] {"gw/model", "recorded:x#1/A"}) {
      Answer answer = run(model, model.startsWith("recorded"), MeteringTest::shortly);
      assertThat(answer.energy()).isEmpty();
    }
    assertThat(begun).hasValue(0);
  }

  @Test
  void whatCouldNotBeMeasuredStaysLocalAndIsNotZero() throws Exception {
    silent = true;
    Answer answer = run("demo/small", true, MeteringTest::shortly);
    assertThat(answer.cost()).isEqualTo(new Cost.Local());
    JsonNode json = TrialJson.side(answer);
    assertThat(json.path("energy").isMissingNode()).isTrue();
    assertThat(json.at("/cost/amount").isNull()).isTrue();
    assertThat(ended).hasValue(1);
  }

  @Test
  void aSideThatNeverWasReadyIsNotMeasuredAndLeavesNothingRunning() throws Exception {
    Answer answer =
        run(
            new ScriptedProvider(
                clock,
                () -> Optional.of(new Failure.EngineFault("no file", "Choose.", false, List.of())),
                MeteringTest::shortly),
            "demo/small",
            true);
    assertThat(answer.energy()).isEmpty();
    assertThat(begun.get()).isEqualTo(ended.get());
  }

  private static void shortly(ScriptedProvider.Stage stage) {
    stage.say(new TextDelta("short"));
    stage.say(new Finished(FinishReason.STOP));
  }

  private Answer run(String model, boolean local, ScriptedProvider.Script script) throws Exception {
    return run(new ScriptedProvider(clock, script), model, local);
  }

  private Answer run(ScriptedProvider provider, String model, boolean local) throws Exception {
    CompletionRequest request =
        new CompletionRequest("m", List.of(Message.user("hi")), Sampling.providerDefaults());
    Trial trial =
        new TrialRunner(workers, clock)
            .metered(metering())
            .start(
                Map.of(Side.A, new SideSetup(model, local, provider, request)), TrialListener.NONE)
            .await();
    return Objects.requireNonNull(trial.answers().get(Side.A));
  }

  /** A machine that draws 100 watts all the time. */
  private Metering metering() {
    return new Metering() {
      @Override
      public Optional<Measuring> begin() {
        begun.incrementAndGet();
        return Optional.of(
            new Measuring() {
              @Override
              public void mark() {
                marked.incrementAndGet();
              }

              @Override
              public Optional<Energy> end(long from, long to) {
                ended.incrementAndGet();
                return silent
                    ? Optional.empty()
                    : Optional.of(
                        new Energy((to - from) / 10, Duration.ofNanos(to - from), "a test", false));
              }
            });
      }

      @Override
      public Optional<Tariff> tariff() {
        return Optional.of(
            new Tariff(new BigDecimal("0.36"), "EUR", null, "me", LocalDate.of(2026, 11, 26)));
      }
    };
  }
}
