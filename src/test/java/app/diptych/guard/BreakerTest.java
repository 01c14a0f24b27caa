package app.diptych.guard;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.guard.Breaker.Permit;
import app.diptych.guard.Breaker.Refused;
import app.diptych.guard.Trip.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BreakerTest {
  private static final Duration QUICK = Duration.ofMillis(300);
  private static final Duration SLOW = Duration.ofMillis(2_001);

  private final Simulation time = new Simulation();
  private final List<Transition> changes = new ArrayList<>();
  private Breaker breaker = breaker(BreakerRules.USUAL);

  private Breaker breaker(BreakerRules rules) {
    Breaker made = new Breaker("holysheep", rules, time);
    made.listen(changes::add);
    return made;
  }

  private static CallOutcome fine() {
    return new CallOutcome(null, QUICK, QUICK);
  }

  private static CallOutcome slow() {
    return new CallOutcome(null, SLOW, SLOW);
  }

  private static CallOutcome failed() {
    return new CallOutcome(Script.OVERLOADED, null, null);
  }

  /** It was answered, and then cut: an error, but it was there. */
  private static CallOutcome cut() {
    return new CallOutcome(Script.LOST, QUICK, null);
  }

  private static CallOutcome limited(@Nullable Duration after) {
    return new CallOutcome(Script.limited(after), null, null);
  }

  private void call(CallOutcome outcome) {
    breaker.ended((Permit) breaker.ask(), outcome);
    time.pass(Duration.ofMillis(500));
  }

  private void calls(int number, CallOutcome outcome) {
    for (int i = 0; i < number; i++) {
      call(outcome);
    }
  }

  private BreakerState state() {
    return breaker.health().state();
  }

  private Failure refusal() {
    return ((Refused) breaker.ask()).failure();
  }

  private Trip trip() {
    return Objects.requireNonNull(changes.getLast().trip());
  }

  private Rule rule() {
    return trip().rule();
  }

  @Test
  void tripsAtTheThirdFailureInARow() {
    calls(2, failed());
    call(fine());
    calls(2, failed());
    assertThat(state()).isEqualTo(BreakerState.CLOSED);

    call(failed());

    assertThat(state()).isEqualTo(BreakerState.OPEN);
    assertThat(rule()).isEqualTo(Rule.IN_A_ROW);
  }

  @Test
  void tripsOnTheErrorRateAtTheFourthFailureOfAHundredCalls() {
    for (int i = 0; i < 3; i++) {
      call(cut());
      calls(24, fine());
    }
    calls(24, fine());
    assertThat(state()).isEqualTo(BreakerState.CLOSED);

    call(cut());

    assertThat(state()).isEqualTo(BreakerState.OPEN);
    assertThat(rule()).isEqualTo(Rule.ERROR_RATE);
    assertThat(trip().why())
        .isEqualTo(
            "4 of the last 100 calls failed (4 %), more than the error rate of 1 % allowed"
                + " (at least 1.808 % with 95 % confidence)");
  }

  @Test
  void tripsOnTheErrorRateAtTheTwentiethCallAndNotBefore() {
    for (int i = 0; i < 4; i++) {
      call(cut());
      calls(3, fine());
    }
    calls(3, fine());
    assertThat(breaker.health().totals().calls()).isEqualTo(19);
    assertThat(state()).isEqualTo(BreakerState.CLOSED);

    call(fine());

    assertThat(rule()).isEqualTo(Rule.ERROR_RATE);
  }

  @Test
  void withTheWilsonBoundAloneTripsAtTwoOfFiftyAndThreeOfAHundred() {
    Wilson wilson = new Wilson(0.95);

    assertThat(wilson.atLeast(2, 50)).isGreaterThan(0.01);
    assertThat(wilson.atLeast(1, 50)).isLessThan(0.01);
    assertThat(wilson.atLeast(3, 100)).isGreaterThan(0.01);
    assertThat(wilson.atLeast(2, 100)).isLessThan(0.01);
  }

  @Test
  void tripsOnAvailabilityWhenNoErrorRateIsSet() {
    breaker =
        breaker(
            new BreakerRules(
                new Thresholds(null, null, Thresholds.Time.TTFT, 0.995),
                Evidence.USUAL,
                3,
                Duration.ofMinutes(1),
                1));
    for (int i = 0; i < 3; i++) {
      calls(24, fine());
      call(cut());
    }
    for (int i = 0; i < 3; i++) {
      call(failed());
      calls(8, fine());
    }
    assertThat(state()).isEqualTo(BreakerState.CLOSED);

    call(failed());

    assertThat(rule()).isEqualTo(Rule.AVAILABILITY);
    assertThat(trip().why())
        .contains("4 of the last 100 calls got no answer at all", "below the 99.5 % asked for");
  }

  @Test
  void tripsOnTheP95AtTheThirdSlowCallOfTwentyAndNamesTheTime() {
    calls(17, fine());
    calls(2, slow());
    assertThat(state()).isEqualTo(BreakerState.CLOSED);

    call(slow());

    assertThat(rule()).isEqualTo(Rule.P95);
    assertThat(trip().why())
        .isEqualTo(
            "3 of the last 20 calls took longer than 2,000 ms, so the p95 of the time to first token"
                + " (TTFT) is above it with 95 % confidence");
  }

  @Test
  void doesNotJudgeAP95OfFewerThanTwentyCalls() {
    calls(19, slow());
    assertThat(state()).isEqualTo(BreakerState.CLOSED);

    call(fine());

    assertThat(rule()).isEqualTo(Rule.P95);
  }

  @Test
  void forgetsCallsOlderThanTenMinutesAndBeyondTheLastHundred() {
    CallWindow window = new CallWindow(Thresholds.PLAYBOOK, Evidence.USUAL);
    window.add(failed(), 0);
    window.add(failed(), 1);
    long later = Duration.ofMinutes(10).toNanos() + 2;
    window.add(fine(), later);
    assertThat(window.calls()).isEqualTo(1);
    assertThat(window.failed()).isZero();

    for (int i = 0; i < 150; i++) {
      window.add(fine(), later + i);
    }
    assertThat(window.calls()).isEqualTo(100);
  }

  @Test
  void healthRemembersWhatWasBeforeARecovery() {
    calls(10, fine());
    calls(3, failed());
    time.pass(Duration.ofMinutes(1));
    call(fine());

    assertThat(state()).isEqualTo(BreakerState.CLOSED);
    Health.Totals totals = breaker.health().totals();
    assertThat(totals.calls()).isEqualTo(14);
    assertThat(totals.failed()).isEqualTo(3);

    time.pass(Duration.ofHours(1));
    assertThat(breaker.health().totals().calls()).as("an hour later").isZero();
  }

  @Test
  void healthCountsCallsThatEndedIn429ApartFromErrors() {
    calls(3, fine());
    call(failed());
    call(limited(Duration.ofMillis(100)));

    Health.Totals totals = breaker.health().totals();

    assertThat(totals.calls()).isEqualTo(5);
    assertThat(totals.refused()).isEqualTo(1);
    assertThat(totals.failed()).isEqualTo(1);
    assertThat(totals.errorRate().orElseThrow()).as("of those it had room for").isEqualTo(0.25);
    assertThat(totals.availability().orElseThrow()).isEqualTo(0.75);
  }

  @Test
  void healthKeepsAThousandCallsAtMost() {
    CallHistory history = new CallHistory(time);
    for (int i = 0; i < 5_000; i++) {
      history.ended(failed());
    }
    history.retried(Script.limited(null));

    assertThat(history.totals().calls() + history.totals().retries()).isEqualTo(1_000);
  }

  @Test
  void healthGoesOnUnderOtherRules() {
    CallHistory history = new CallHistory(time);
    breaker = new Breaker("holysheep", BreakerRules.USUAL, time, history);
    calls(2, failed());
    breaker = new Breaker("holysheep", BreakerRules.USUAL, time, history);
    call(fine());

    assertThat(breaker.health().totals().failed()).isEqualTo(2);
    assertThat(breaker.health().totals().calls()).isEqualTo(3);
  }

  @Test
  void oneRefusedKeyIsEnoughAndIsToldAsSuch() {
    call(new CallOutcome(Script.UNAUTHORIZED, null, null));

    assertThat(state()).isEqualTo(BreakerState.OPEN);
    assertThat(refusal())
        .isEqualTo(
            new Failure.Unauthorized(
                "holysheep is not asked until "
                    + Words.clock(Simulation.BEGIN.plusSeconds(60))
                    + ", for another 60 s, because it refused the key: The gateway refused the key"
                    + " (HTTP 401).",
                "Give holysheep a valid key."));

    breaker.reset();
    assertThat(breaker.ask()).isInstanceOf(Permit.class);
  }

  /** Nobody need ask it for that: whoever looks at it long after must not read of a past pause. */
  @Test
  void aPauseThatIsOverIsNotToldAsOneThatLasts() {
    call(limited(Duration.ofSeconds(30)));
    assertThat(breaker.health().until()).isNotNull();
    time.pass(Duration.ofMinutes(12));

    assertThat(state()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.health().trip()).isNull();
    assertThat(breaker.health().until()).isNull();

    calls(3, failed());
    time.pass(Duration.ofMinutes(12));

    assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(Objects.requireNonNull(breaker.health().trip()).rule()).isEqualTo(Rule.IN_A_ROW);
    assertThat(breaker.health().until()).isNull();
  }

  @Test
  void tellsWhetherTheLastCallFailed() {
    call(failed());
    assertThat(breaker.health().totals().lastFailed()).isTrue();
    call(fine());
    assertThat(breaker.health().totals().lastFailed()).isFalse();
    assertThat(breaker.health().totals().failed()).isEqualTo(1);
  }

  @Test
  void saysWhyAndUntilWhenItLetsNothingThrough() {
    calls(3, failed());

    assertThat(refusal())
        .isEqualTo(
            new Failure.BreakerOpen(
                "holysheep is not asked until "
                    + Words.clock(Simulation.BEGIN.plusSeconds(61))
                    + ", for another 60 s: 3 calls in a row failed, the last: The gateway cannot"
                    + " serve now (HTTP 503).",
                "Run again after that, or use another gateway."));
  }

  @Test
  void letsOneCallThroughAfterTheCooldownAndClosesWhenItGoesWell() {
    calls(3, failed());
    time.pass(Duration.ofSeconds(59));
    assertThat(breaker.ask()).isInstanceOf(Refused.class);
    time.pass(Duration.ofSeconds(1));

    Permit trial = (Permit) breaker.ask();
    assertThat(trial.isTrial()).isTrue();
    assertThat(refusal().message()).startsWith("Another call tries whether holysheep answers");
    breaker.ended(trial, fine());

    assertThat(state()).isEqualTo(BreakerState.CLOSED);
    assertThat(changes)
        .extracting(Transition::to)
        .containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    calls(2, failed());
    assertThat(state()).as("the row begins anew").isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void waitsAnotherCooldownWhenTheTrialFails() {
    calls(3, failed());
    time.pass(Duration.ofMinutes(1));

    breaker.ended((Permit) breaker.ask(), failed());

    assertThat(rule()).isEqualTo(Rule.TRIED_AGAIN);
    time.pass(Duration.ofSeconds(59));
    assertThat(breaker.ask()).isInstanceOf(Refused.class);
    time.pass(Duration.ofSeconds(1));
    assertThat(breaker.ask()).isInstanceOf(Permit.class);
  }

  @Test
  void aTrialThatIsStillSlowDoesNotClose() {
    calls(17, fine());
    calls(3, slow());
    time.pass(Duration.ofMinutes(1));

    breaker.ended((Permit) breaker.ask(), slow());
    assertThat(state()).isEqualTo(BreakerState.OPEN);
    time.pass(Duration.ofMinutes(1));
    breaker.ended((Permit) breaker.ask(), fine());

    assertThat(state()).isEqualTo(BreakerState.CLOSED);
  }

  @ParameterizedTest
  @MethodSource("nobodysFault")
  void countsNeitherForNorAgainstTheGateway(Failure failure) {
    calls(2, failed());
    calls(50, new CallOutcome(failure, null, null));

    assertThat(state()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.health().totals().calls()).isEqualTo(2);
    call(failed());
    assertThat(rule()).as("the row goes on").isEqualTo(Rule.IN_A_ROW);
  }

  @ParameterizedTest
  @MethodSource("nobodysFault")
  void aTrialThatSaysNothingMakesRoomForAnother(Failure failure) {
    calls(3, failed());
    time.pass(Duration.ofMinutes(1));
    breaker.ended((Permit) breaker.ask(), new CallOutcome(failure, null, null));

    assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.ask()).isInstanceOf(Permit.class);
  }

  static Stream<Failure> nobodysFault() {
    return Stream.of(
        Script.INVALID,
        new Failure.ContextExceeded("Too long.", "Shorten.", null, null),
        new Failure.ModelNotFound("No such model.", "Choose one."),
        new Failure.Cancelled(),
        new Failure.OverBudget("Too dear.", "Raise the cap."),
        new Failure.ProviderError("The quota is used up.", "Top up.", false));
  }

  @Test
  void restsExactlyAsLongAsAGatewayAsks() {
    call(limited(Duration.ofSeconds(17)));
    assertThat(state()).isEqualTo(BreakerState.RESTING);
    assertThat(refusal()).isInstanceOf(Failure.BreakerOpen.class);
    time.pass(Duration.ofMillis(16_499));
    assertThat(breaker.ask()).isInstanceOf(Refused.class);

    time.pass(Duration.ofMillis(1));

    assertThat(breaker.ask()).isInstanceOf(Permit.class);
    assertThat(state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void restsFiveSecondsDoubledToSixtyWhenAGatewaySaysNothing() {
    List<Long> rests = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      breaker.ended((Permit) breaker.ask(), limited(null));
      Duration before = time.elapsed();
      while (breaker.ask() instanceof Refused) {
        time.pass(Duration.ofSeconds(1));
      }
      rests.add(time.elapsed().minus(before).toSeconds());
    }
    assertThat(rests).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);

    call(fine());
    breaker.ended((Permit) breaker.ask(), limited(null));
    time.pass(Duration.ofSeconds(5));
    assertThat(breaker.ask()).as("it began again at five").isInstanceOf(Permit.class);
  }

  @Test
  void twoSidesThatAreLimitedAtOnceDoNotDoubleTheRest() {
    Permit a = (Permit) breaker.ask();
    Permit b = (Permit) breaker.ask();
    breaker.ended(a, limited(null));
    breaker.ended(b, limited(null));

    time.pass(Duration.ofSeconds(5));

    assertThat(breaker.ask()).isInstanceOf(Permit.class);
  }

  @Test
  void whatWasSentBeforeATripDoesNotProlongIt() {
    Permit late = (Permit) breaker.ask();
    calls(3, failed());
    time.pass(Duration.ofSeconds(30));

    breaker.ended(late, failed());
    breaker.ended(late, failed());

    assertThat(changes).hasSize(1);
    time.pass(Duration.ofMillis(29_500));
    assertThat(breaker.ask()).isInstanceOf(Permit.class);
  }

  @Test
  void tellsHowTheGatewayDoes() {
    for (int i = 1; i <= 20; i++) {
      call(new CallOutcome(null, Duration.ofMillis(10L * i), Duration.ofMillis(100L * i)));
    }
    call(cut());
    breaker.retried(Script.limited(null));

    Health health = breaker.health();

    assertThat(health.totals().calls()).isEqualTo(21);
    assertThat(health.totals().errorRate().orElseThrow()).isEqualTo(1 / 21.0);
    assertThat(health.totals().availability().orElseThrow()).isEqualTo(1);
    assertThat(health.totals().retries()).isEqualTo(1);
    assertThat(health.totals().limited()).isEqualTo(1);
    assertThat(health.totals().endToEnd())
        .isEqualTo(
            new Spread(20, Duration.ofSeconds(1), Duration.ofMillis(1900), Duration.ofSeconds(2)));
    assertThat(health.totals().timeToFirstToken().samples()).isEqualTo(21);
    assertThat(health.totals().endToEnd().p95Means()).isTrue();
    assertThat(health.totals().endToEnd().p99Means()).isFalse();
    assertThat(health.since()).isEqualTo(Simulation.BEGIN);
  }

  @Test
  void tellsEachChangeInASentence() {
    calls(3, failed());

    assertThat(changes.getFirst().sentence())
        .isEqualTo(
            "holysheep is not asked until "
                + Words.clock(Simulation.BEGIN.plusSeconds(61))
                + ": 3 calls in a row failed, the last: The gateway cannot serve now (HTTP 503).");
  }
}
