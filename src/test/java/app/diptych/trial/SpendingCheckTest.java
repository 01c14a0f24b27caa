package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Budget;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.BudgetState;
import app.diptych.cost.Budgets;
import app.diptych.cost.Cost;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.guard.FailoverProvider;
import app.diptych.guard.FailoverTerms;
import app.diptych.guard.Route;
import app.diptych.guard.RouteCost;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A trial is sent whole or not at all. */
@Timeout(60)
class SpendingCheckTest {
  private static final Failure LOST = new Failure.ConnectionLost("It was cut.", "Run again.");

  /** What a request of one word and 100 tokens of answer can cost: 5 tokens in, 100 out. */
  private static final Money MOST = Money.of("0.001005", "USD");

  private final SteppedClock clock = new SteppedClock();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sent = new AtomicInteger();

  @AfterEach
  void close() {
    workers.shutdownNow();
  }

  @Test
  void sendsNeitherSideWhenOnlyOneFits() throws Exception {
    BudgetGate gate = gate("0.0015", false);
    Trial trial = run(gate, Map.of(Side.A, paid("x/a", 100), Side.B, paid("x/b", 100)));
    assertThat(sent).hasValue(0);
    for (Side side : Side.values()) {
      Failure failure = trial.answer(side).failure();
      assertThat(failure).isInstanceOf(Failure.OverBudget.class);
      assertThat(failure.message()).contains("these 2 requests could cost up to");
    }
    assertThat(state(gate).held()).isEqualTo(Money.zero("USD"));
    assertThat(run(gate, Map.of(Side.A, paid("x/a", 100))).hasFailure()).isFalse();
    assertThat(state(gate).spent()).isEqualTo(Money.of("0.00005", "USD"));
    assertThat(state(gate).held()).isEqualTo(Money.zero("USD"));
  }

  @Test
  void chargesNothingForModelsOfThisMachineAndRecordings() throws Exception {
    BudgetGate gate = gate("0.000001", false);
    SideSetup paid = paid("demo/small", 100);
    SideSetup local = new SideSetup("demo/small", true, paid.provider(), paid.request());
    SideSetup recorded =
        new SideSetup("recorded:s#1/A", false, paid.provider(), paid.request(), paid.price());
    assertThat(run(gate, Map.of(Side.A, local, Side.B, recorded)).hasFailure()).isFalse();
    assertThat(state(gate).spent()).isEqualTo(Money.zero("USD"));
  }

  @Test
  void assumesTheLongestAnswerWhenNothingLimitsIt() throws Exception {
    BudgetGate gate = gate("0.16", false);
    assertThat(run(gate, Map.of(Side.A, paid("x/a", null))).answer(Side.A).failure())
        .isInstanceOf(Failure.OverBudget.class);
    assertThat(run(gate("0.17", false), Map.of(Side.A, paid("x/a", null))).hasFailure()).isFalse();
  }

  @Test
  void givesBackWhatWasHeldForASideThatCouldNotBeMadeReady() throws Exception {
    BudgetGate gate = gate("1", false);
    SideSetup paid = paid("x/a", 100);
    Failure unready = new Failure.Unauthorized("No key.", "Give one.");
    SideSetup broken =
        new SideSetup(
            "x/a",
            false,
            new ScriptedProvider(clock, () -> Optional.of(unready), _ -> {}),
            paid.request(),
            paid.price());
    run(gate, Map.of(Side.A, broken, Side.B, paid));
    assertThat(state(gate).held()).isEqualTo(Money.zero("USD"));
    assertThat(state(gate).spent()).isEqualTo(Money.of("0.00005", "USD"));
  }

  @Test
  void keepsWhatWasHeldForASideThatWasStoppedAfterItWasSent() throws Exception {
    BudgetGate gate = gate("1", false);
    CountDownLatch asked = new CountDownLatch(1);
    SideSetup waiting =
        setup(
            "x/a",
            100,
            stage -> {
              asked.countDown();
              stage.awaitCancel();
            });
    RunningTrial running = runner(gate).start(Map.of(Side.A, waiting), TrialListener.NONE);
    asked.await();
    running.cancel();
    Answer answer = running.await().answer(Side.A);
    assertThat(answer.isCharged()).isTrue();
    assertThat(answer.cost()).isInstanceOf(Cost.Unpriced.class);
    assertThat(state(gate).held()).isEqualTo(Money.zero("USD"));
    assertThat(state(gate).spent()).isEqualTo(MOST);
  }

  @Test
  void keepsWhatWasHeldForAnAnswerThatWasCutAndNotForOneThatWasStopped() throws Exception {
    BudgetGate gate = gate("1", false);
    SideSetup cut =
        setup(
            "x/a",
            100,
            stage -> {
              stage.say(ScriptedProvider.started(clock));
              stage.say(new TextDelta("half"));
              stage.say(new Failed(LOST));
            });
    assertThat(run(gate, Map.of(Side.A, cut)).answer(Side.A).cost())
        .isInstanceOfSatisfying(
            Cost.Known.class,
            known -> {
              assertThat(known.isAtLeast()).isTrue();
              assertThat(known.most()).isEqualTo(MOST);
            });
    assertThat(state(gate).spent()).isEqualTo(MOST);

    SideSetup stopped =
        setup(
            "x/a",
            100,
            stage -> {
              stage.say(ScriptedProvider.started(clock));
              stage.say(new TextDelta("half"));
              stage.say(new Failed(new Failure.Cancelled()));
            });
    Cost cost = run(gate("1", false), Map.of(Side.A, stopped)).answer(Side.A).cost();
    assertThat(cost)
        .isInstanceOfSatisfying(Cost.Known.class, known -> assertThat(known.isAtLeast()).isFalse());
  }

  @Test
  void givesBackWhatWasHeldForARequestThatWasRefused() throws Exception {
    BudgetGate gate = gate("1", false);
    SideSetup refused =
        setup("x/a", 100, stage -> stage.say(new Failed(new Failure.Overloaded("Busy.", "Wait."))));
    Answer answer = run(gate, Map.of(Side.A, refused)).answer(Side.A);
    assertThat(answer.isCharged()).isFalse();
    assertThat(state(gate).spent()).isEqualTo(Money.zero("USD"));
  }

  @Test
  void givesBackWhatWasHeldForARequestWhoseConnectionWasNeverMade() throws Exception {
    BudgetGate gate = gate("1", false);
    SideSetup unreached =
        setup(
            "x/a",
            100,
            stage -> {
              stage.say(new PhasesMeasured(phases(null)));
              stage.say(new Failed(LOST));
            });
    assertThat(run(gate, Map.of(Side.A, unreached)).answer(Side.A).isCharged()).isFalse();
    assertThat(state(gate).spent()).isEqualTo(Money.zero("USD"));
  }

  @Test
  void countsARequestThatWasSentAndLostAsSpentAndNotAsFree() throws Exception {
    BudgetGate gate = gate("1", false);
    SideSetup lost =
        setup(
            "x/a",
            100,
            stage -> {
              stage.say(new PhasesMeasured(phases(Duration.ofMillis(1))));
              stage.say(new Failed(LOST));
            });
    Answer answer = run(gate, Map.of(Side.A, lost)).answer(Side.A);
    assertThat(answer.isCharged()).isTrue();
    assertThat(answer.cost()).isInstanceOf(Cost.Unpriced.class);
    assertThat(state(gate).spent()).isEqualTo(MOST);
  }

  @Test
  void holdsForEachTryAfterOneThatMayBeCharged() throws Exception {
    BudgetGate gate = gate("1", false);
    SideSetup again =
        setup(
            "x/a",
            100,
            stage -> {
              stage.say(new Retrying(2, Duration.ofMillis(1), LOST, true));
              answer(stage);
            });
    Answer answer = run(gate, Map.of(Side.A, again)).answer(Side.A);
    assertThat(answer.cost())
        .isEqualTo(
            new Cost.Known(
                Money.of("0.00005", "USD"),
                false,
                "an earlier try was sent, and may be charged too",
                MOST.plus(Money.of("0.00005", "USD"))));
    assertThat(state(gate).spent())
        .as("the lost try as it was held, and the other as it was charged")
        .isEqualTo(MOST.plus(Money.of("0.00005", "USD")));
  }

  @Test
  void tellsWhatTriesCanHaveCostTogetherWhenNoneIsAnswered() throws Exception {
    BudgetGate gate = gate("1", false);
    SideSetup lost =
        setup(
            "x/a",
            100,
            stage -> {
              stage.say(new Retrying(2, Duration.ofMillis(1), LOST, true));
              stage.say(new PhasesMeasured(phases(Duration.ofMillis(1))));
              stage.say(new Failed(LOST));
            });
    assertThat(run(gate, Map.of(Side.A, lost)).answer(Side.A).cost())
        .isInstanceOfSatisfying(
            Cost.Unpriced.class,
            unpriced -> assertThat(unpriced.most()).isEqualTo(MOST.plus(MOST)));
    assertThat(state(gate).spent()).isEqualTo(MOST.plus(MOST));
  }

  @Test
  void doesNotSendATryThatTheBudgetHasNoRoomForAnyMore() throws Exception {
    BudgetGate gate = gate("0.0015", false);
    AtomicBoolean sentAgain = new AtomicBoolean();
    SideSetup again =
        setup(
            "x/a",
            100,
            stage -> {
              stage.say(new Retrying(2, Duration.ofMillis(1), LOST, true));
              sentAgain.set(!stage.cancelledWithin(Duration.ofSeconds(30)));
            });
    Answer answer = run(gate, Map.of(Side.A, again)).answer(Side.A);
    assertThat(sentAgain).isFalse();
    assertThat(answer.failure()).isInstanceOf(Failure.OverBudget.class);
    assertThat(state(gate).spent()).isEqualTo(MOST);
  }

  @Test
  void asksTheBudgetOfTheGatewayThatAnswersInThePlaceOfAnother() throws Exception {
    BudgetGate gate = gate(new Budget.Scope(Budget.Scope.Kind.GATEWAY, "y"), "0.001");
    SideSetup other = paid("y/b", 200);
    Answer refused = failsOver(gate, paid("x/a", 100), other);
    assertThat(refused.failure()).isInstanceOf(Failure.OverBudget.class);
    assertThat(sent).as("requests to the fallback").hasValue(0);
    assertThat(state(gate).spent()).isEqualTo(Money.zero("USD"));

    BudgetGate roomy = gate(new Budget.Scope(Budget.Scope.Kind.GATEWAY, "y"), "1");
    Answer answer = failsOver(roomy, paid("x/a", 100), other);
    assertThat(answer.cost()).isEqualTo(new Cost.Known(Money.of("0.00005", "USD"), false));
    assertThat(state(roomy).spent()).isEqualTo(Money.of("0.00005", "USD"));
    assertThat(state(roomy).held()).isEqualTo(Money.zero("USD"));
  }

  /** Through the real failover, whose first gateway cannot serve. */
  private Answer failsOver(BudgetGate gate, SideSetup first, SideSetup other) throws Exception {
    Provider down =
        new ScriptedProvider(
            clock, stage -> stage.say(new Failed(new Failure.Overloaded("Busy.", "Wait."))));
    Provider both =
        new FailoverProvider(
            new Route(first.model(), "a", down),
            new Route(other.model(), "b", other.provider()),
            new FailoverTerms(FailoverTerms.When.FAILED, null, true, RouteCost.UNKNOWN),
            clock,
            (_, task) -> {
              workers.execute(task);
              return () -> {};
            });
    SideSetup setup = new SideSetup(first.model(), false, both, first.request(), first.price());
    return runner(gate)
        .priced(model -> Optional.ofNullable(model.equals(other.model()) ? other.price() : null))
        .start(Map.of(Side.A, setup), TrialListener.NONE)
        .await()
        .answer(Side.A);
  }

  private static CallPhases phases(@Nullable Duration sending) {
    return new CallPhases(null, null, null, null, sending, null, null, Map.of());
  }

  @Test
  void asksForABudgetOfATagWithTheTagsOfTheSession() throws Exception {
    BudgetGate gate = gate("0.0015", true);
    assertThat(run(gate, Map.of(Side.A, paid("x/a", 200))).answer(Side.A).failure())
        .isInstanceOf(Failure.OverBudget.class);
  }

  private static BudgetState state(BudgetGate gate) {
    return gate.states().getFirst();
  }

  private Trial run(BudgetGate gate, Map<Side, SideSetup> setups) throws InterruptedException {
    return runner(gate).start(setups, TrialListener.NONE).await();
  }

  private TrialRunner runner(BudgetGate gate) {
    return new TrialRunner(
        workers, clock, new SpendingCheck(gate, _ -> Optional.of(Set.of("talk"))));
  }

  private BudgetGate gate(String limit, boolean tagged) {
    Budget.Scope scope =
        tagged ? new Budget.Scope(Budget.Scope.Kind.TAG, "talk") : Budget.Scope.ALL;
    return gate(scope, limit);
  }

  private BudgetGate gate(Budget.Scope scope, String limit) {
    Budget budget = new Budget("b", scope, Budget.Period.DAY, Money.of(limit, "USD"), true, false);
    Budgets budgets = new Budgets(List.of(budget), ExchangeRates.NONE, null);
    return new BudgetGate(() -> budgets, _ -> List.of(), clock, () -> ZoneOffset.UTC);
  }

  private SideSetup paid(String model, @Nullable Integer maxTokens) {
    return setup(model, maxTokens, this::answer);
  }

  private void answer(ScriptedProvider.Stage stage) {
    sent.incrementAndGet();
    stage.say(ScriptedProvider.started(clock));
    stage.say(new TextDelta("x"));
    stage.say(new UsageReported(new Usage(0, 5, 0, 0, Usage.Source.REPORTED)));
    stage.say(new Finished(FinishReason.STOP));
  }

  private SideSetup setup(
      String model, @Nullable Integer maxTokens, ScriptedProvider.Script script) {
    CompletionRequest request =
        new CompletionRequest(
            model, List.of(Message.user("p")), new Sampling(0.7, 0.95, maxTokens, 7L, List.of()));
    Price price =
        new Price(
            "x", model, Rates.of("1", "10"), List.of(), "USD", "test", LocalDate.of(2026, 1, 1));
    return new SideSetup(model, false, new ScriptedProvider(clock, script), request, price);
  }
}
