package app.diptych.guard;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.guard.Breaker.Permit;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How often the breaker trips where it should not, and where it should. */
class FalseAlarmTest {
  private static final int SESSIONS = 3_000;
  private static final double P95_OF_NORMAL = 1.6448536269514722;

  /**
   * The longest sessions of a desktop: 20 to 200 calls. The gateway is at half of all three
   * thresholds at once: 0.5 % of calls fail, half of those without an answer, and the p95 of a
   * long-tailed time to first token is 1,000 ms.
   */
  @Test
  void tripsInFewerThanOneOfAHundredSessionsAtHalfTheThresholds() {
    int tripped = trips(BreakerRules.USUAL, 0.005, 1_000, SESSIONS);

    assertThat(tripped).isLessThan(SESSIONS / 100);
  }

  @Test
  void aWilsonBoundAloneWouldTripTenTimesAsOften() {
    BreakerRules boundOnly =
        new BreakerRules(
            Thresholds.PLAYBOOK,
            new Evidence(100, Duration.ofMinutes(10), 20, 0.95, 1),
            3,
            Duration.ofMinutes(1),
            1);

    assertThat(trips(boundOnly, 0.005, 1_000, 1_000)).isGreaterThan(100);
  }

  @Test
  void tripsInNearlyEverySessionOfAGatewayThatFailsEveryFifthTime() {
    assertThat(trips(BreakerRules.USUAL, 0.2, 1_000, 500)).isGreaterThan(475);
  }

  /** The figures of the reference: "error_rate > 1 %" without evidence, at a true rate of 0.5 %. */
  @Test
  void thePlaybooksRuleAsItStandsTripsIn22PercentOfFiftyCallsAnd9PercentOfAHundred() {
    assertThat(share(50)).isBetween(0.21, 0.235);
    assertThat(share(100)).isBetween(0.08, 0.10);
  }

  private static double share(int calls) {
    Random random = new Random(20261126);
    int tripped = 0;
    for (int window = 0; window < 20_000; window++) {
      int failed = 0;
      for (int call = 0; call < calls; call++) {
        failed += random.nextDouble() < 0.005 ? 1 : 0;
      }
      tripped += failed > calls * 0.01 ? 1 : 0;
    }
    return tripped / 20_000.0;
  }

  private static int trips(BreakerRules rules, double errors, double p95Millis, int sessions) {
    Random random = new Random(4);
    int tripped = 0;
    for (int session = 0; session < sessions; session++) {
      Simulation time = new Simulation();
      Breaker breaker = new Breaker("gateway", rules, time);
      int calls = 20 + random.nextInt(181);
      for (int call = 0; call < calls; call++) {
        if (!(breaker.ask() instanceof Permit permit)) {
          tripped++;
          break;
        }
        breaker.ended(permit, outcome(random, errors, p95Millis));
        time.pass(Duration.ofSeconds(3));
      }
    }
    return tripped;
  }

  private static CallOutcome outcome(Random random, double errors, double p95Millis) {
    double luck = random.nextDouble();
    double sigma = 1;
    Duration first =
        Duration.ofNanos(
            (long) (1e6 * p95Millis * Math.exp(sigma * (random.nextGaussian() - P95_OF_NORMAL))));
    if (luck < errors / 2) {
      return new CallOutcome(Script.OVERLOADED, null, null);
    }
    return luck < errors
        ? new CallOutcome(Script.LOST, first, null)
        : new CallOutcome(null, first, first.multipliedBy(3));
  }
}
