package app.diptych.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.Waiting;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final Simulation time = new Simulation();
  private final Script gateway = new Script(time);

  private RateLimit limit(
      @Nullable Integer requests, @Nullable Integer tokens, @Nullable Integer concurrent) {
    return new RateLimit(new Limits(requests, tokens, concurrent), time, time);
  }

  private LimitedProvider limited(RateLimit limit) {
    return new LimitedProvider(gateway, limit, time, time);
  }

  private RecordedEvents ask(LimitedProvider provider, String prompt) {
    RecordedEvents events = new RecordedEvents();
    provider.start(Script.request(prompt), events);
    return events;
  }

  private List<String> prompts() {
    return gateway.requests.stream()
        .map(request -> request.messages().getLast().content())
        .toList();
  }

  @Test
  void sendsAtOnceAndSaysNothingOfAQueueWhenThereIsNone() {
    RecordedEvents events = ask(limited(limit(90, null, null)), "one");

    assertThat(gateway.sentAt).containsExactly(Duration.ZERO);
    time.finish();
    assertThat(events.events().getFirst()).isInstanceOf(Started.class);
  }

  @Test
  void letsTheNextMinuteWaitForTheFirst() {
    LimitedProvider provider = limited(limit(90, null, null));
    for (int i = 0; i < 91; i++) {
      ask(provider, "prompt " + i);
    }
    time.pass(Duration.ofSeconds(59));
    assertThat(gateway.sentAt).hasSize(90);

    time.finish();

    assertThat(gateway.sentAt).hasSize(91);
    assertThat(gateway.sentAt.getLast()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void tellsPlaceAndExpectedWaitWheneverThePlaceChanges() {
    LimitedProvider provider = limited(limit(1, null, null));
    ask(provider, "one");
    RecordedEvents second = ask(provider, "two");
    RecordedEvents third = ask(provider, "three");

    time.finish();

    assertThat(second.all(Waiting.class)).containsExactly(new Waiting(1, Duration.ofMinutes(1)));
    assertThat(third.all(Waiting.class))
        .containsExactly(
            new Waiting(2, Duration.ofMinutes(2)), new Waiting(1, Duration.ofMinutes(1)));
    assertThat(gateway.sentAt)
        .containsExactly(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  @Test
  void theWaitIsNoPartOfTheTimeToFirstToken() {
    LimitedProvider provider = limited(limit(1, null, null));
    ask(provider, "one");
    RecordedEvents second = ask(provider, "two");

    time.finish();

    long firstDelta =
        second.recorded().stream()
            .filter(event -> event.event() instanceof CompletionEvent.TextDelta)
            .findFirst()
            .orElseThrow()
            .atNanos();
    assertThat(firstDelta - second.started().sentAtNanos())
        .isEqualTo(Duration.ofMillis(100).toNanos());
  }

  @Test
  void runsNoMoreAtOnceThanAllowedAndCallsTheNextWhenOneEnds() {
    LimitedProvider provider = limited(limit(null, null, 2));
    for (int i = 0; i < 6; i++) {
      ask(provider, "prompt " + i);
    }

    time.finish();

    assertThat(gateway.mostRunning).isEqualTo(2);
    assertThat(gateway.sentAt)
        .containsExactly(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            Duration.ofMillis(600));
    assertThat(prompts()).isSorted();
  }

  @Test
  void itsPlaceIsFreeWhenItsEndIsHeard() {
    RateLimit limit = limit(null, null, 1);
    LimitedProvider provider = new LimitedProvider(gateway, limit, request -> 900, time, time);
    List<LimitUse> heard = new ArrayList<>();
    provider.start(
        Script.request("one"),
        (event, at) -> {
          if (event.isLast()) {
            heard.add(limit.use());
          }
        });
    time.finish();

    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().running()).isZero();
    assertThat(heard.getFirst().tokens()).as("what it really took").isEqualTo(30);
  }

  @Test
  void hasLeftTheQueueWhenItsStopIsHeard() {
    RateLimit limit = limit(1, null, null);
    LimitedProvider provider = limited(limit);
    ask(provider, "one");
    List<Integer> heard = new ArrayList<>();
    Call call =
        provider.start(
            Script.request("two"),
            (event, at) -> {
              if (event.isLast()) {
                heard.add(limit.use().waiting());
              }
            });
    time.pass(Duration.ofSeconds(5));

    call.cancel();
    time.settle();

    assertThat(heard).containsExactly(0);
  }

  @Test
  void aListenerThatBreaksAtTheEndFreesItsPlaceOnce() {
    RateLimit limit = limit(null, null, 1);
    LimitedProvider provider = limited(limit);
    provider.start(
        Script.request("one"),
        (event, at) -> {
          if (event.isLast()) {
            throw new IllegalStateException("broken sink");
          }
        });
    RecordedEvents second = ask(provider, "two");
    ask(provider, "three");

    assertThatThrownBy(time::finish).hasMessage("broken sink");
    assertThat(limit.use().waiting()).isEqualTo(1);
    assertThat(limit.use().running()).as("the second one's place").isEqualTo(1);
    time.finish();

    assertThat(second.last().isLast()).isTrue();
    assertThat(prompts()).containsExactly("one", "two", "three");
    assertThat(gateway.mostRunning).isEqualTo(1);
    assertThat(limit.use().running()).isZero();
  }

  @Test
  void givesBackWhatAnAnswerDidNotTake() {
    RateLimit limit = limit(null, 1_000, null);
    LimitedProvider provider = new LimitedProvider(gateway, limit, request -> 900, time, time);
    ask(provider, "one");
    ask(provider, "two");
    assertThat(limit.use().tokens()).isEqualTo(900);

    time.pass(Duration.ofMillis(600));

    // Each takes 30 tokens and 300 ms, so the second need not wait for the next minute.
    assertThat(gateway.sentAt).containsExactly(Duration.ZERO, Duration.ofMillis(300));
    assertThat(limit.use().tokens()).isEqualTo(60);
  }

  @Test
  void letsARequestThatNeedsMoreThanAMinuteHoldsGoWhenTheMinuteIsEmpty() {
    RateLimit limit = limit(null, 500, null);
    LimitedProvider provider = new LimitedProvider(gateway, limit, request -> 10_000, time, time);
    ask(provider, "one");
    ask(provider, "two");
    time.finish();

    assertThat(gateway.sentAt).hasSize(2);
  }

  @Test
  void guessesTheTokensOfPromptAndAnswer() {
    CompletionRequest request =
        new CompletionRequest(
            "m",
            List.of(Message.user("x".repeat(400))),
            new Sampling(null, null, 50, null, List.of()));

    assertThat(TokenGuess.of(request)).isEqualTo(100 + 4 + 50);
  }

  @Test
  void nobodyOvertakesAndSidesOfTwoProvidersShareOneQueue() {
    RateLimit limit = limit(2, null, null);
    LimitedProvider a = limited(limit);
    LimitedProvider b = limited(limit);
    for (int i = 0; i < 5; i++) {
      ask(a, "a" + i);
      ask(b, "b" + i);
    }

    time.finish();

    assertThat(prompts())
        .containsExactly("a0", "b0", "a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4");
  }

  @Test
  void aPauseTheGatewayAsksForHoldsForAll() {
    LimitedProvider provider = limited(limit(90, null, null));
    gateway.then(Script.fails(Script.limited(Duration.ofSeconds(30))));
    ask(provider, "one");
    time.pass(Duration.ofSeconds(1));

    RecordedEvents second = ask(provider, "two");
    time.finish();

    // Told 50 ms after the first was sent.
    assertThat(gateway.sentAt).containsExactly(Duration.ZERO, Duration.ofMillis(30_050));
    assertThat(second.all(Waiting.class))
        .containsExactly(new Waiting(1, Duration.ofMillis(29_050)));
  }

  @Test
  void aPauseBeforeARetryHoldsForAllToo() {
    RateLimit limit = limit(90, null, null);
    LimitedProvider provider = retrying(limit);
    gateway.then(Script.fails(Script.limited(Duration.ofSeconds(30))));
    ask(provider, "one");
    time.pass(Duration.ofSeconds(1));
    assertThat(limit.use().resting()).isEqualTo(Duration.ofMillis(29_050));

    ask(provider, "two");
    time.finish();

    assertThat(gateway.sentAt)
        .containsExactly(Duration.ZERO, Duration.ofMillis(30_050), Duration.ofMillis(30_050));
    assertThat(limit.use().requests()).as("the retry counts").isEqualTo(3);
  }

  private LimitedProvider retrying(RateLimit limit) {
    return new LimitedProvider(
        new RetryingProvider(gateway, limited(limit), time, time, () -> 0), limit, time, time);
  }

  @Test
  void aRetryQueuesLikeANewRequest() {
    RateLimit limit = limit(1, null, null);
    gateway.then(Script.fails(Script.OVERLOADED), Script.fails(Script.OVERLOADED));

    RecordedEvents events = ask(retrying(limit), "one");
    time.finish();

    assertThat(gateway.sentAt)
        .containsExactly(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2));
    assertThat(events.all(Waiting.class)).hasSize(2);
    assertThat(events.text()).isEqualTo("Because.");
    assertThat(limit.use().running()).isZero();
  }

  @Test
  void aRetryLeavesItsSlotToTheNextAndComesAfterIt() {
    RateLimit limit = limit(null, null, 1);
    LimitedProvider provider = retrying(limit);
    gateway.then(
        Script.fails(Script.OVERLOADED), Script.fine(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    ask(provider, "one");
    ask(provider, "two");

    time.finish();

    assertThat(prompts()).containsExactly("one", "two", "one");
    assertThat(gateway.mostRunning).isEqualTo(1);
    assertThat(limit.use().running()).isZero();
  }

  @Test
  void aRetryThatIsStoppedInTheQueueIsNeverSent() {
    RateLimit limit = limit(1, null, null);
    gateway.then(Script.fails(Script.OVERLOADED));
    RecordedEvents events = new RecordedEvents();
    Call call = retrying(limit).start(Script.request("one"), events);
    time.pass(Duration.ofSeconds(5));
    assertThat(limit.use().waiting()).isEqualTo(1);

    call.cancel();
    time.finish();

    assertThat(events.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(gateway.sentAt).hasSize(1);
    assertThat(limit.use().waiting()).isZero();
    assertThat(limit.use().running()).isZero();
  }

  @Test
  void aHostilePauseStopsNobody() {
    LimitedProvider provider = limited(limit(90, null, null));
    gateway.then(Script.fails(Script.limited(Duration.ofDays(365))));
    ask(provider, "one");
    time.pass(Duration.ofSeconds(1));

    ask(provider, "two");

    assertThat(gateway.sentAt).hasSize(2);
  }

  @Test
  void leavesTheQueueAtOnceWhenStopped() {
    RateLimit limit = limit(1, null, null);
    LimitedProvider provider = limited(limit);
    ask(provider, "one");
    RecordedEvents second = new RecordedEvents();
    Call call = provider.start(Script.request("two"), second);
    RecordedEvents third = ask(provider, "three");
    time.pass(Duration.ofSeconds(5));

    call.cancel();
    time.settle();

    assertThat(second.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(limit.use().waiting()).isEqualTo(1);
    time.finish();
    assertThat(prompts()).containsExactly("one", "three");
    assertThat(third.all(Waiting.class).getLast())
        .isEqualTo(new Waiting(1, Duration.ofSeconds(55)));
  }

  @Test
  void aCallThatTheBreakerRefusesTakesNothing() {
    RateLimit limit = limit(90, null, null);
    gateway.then(Script.fails(new Failure.BreakerOpen("Left alone.", "Wait.")));
    ask(limited(limit), "one");
    time.finish();

    assertThat(limit.use().requests()).isZero();
    assertThat(limit.use().running()).isZero();
  }

  @Test
  void higherLimitsHoldAtOnce() {
    RateLimit limit = limit(1, null, null);
    LimitedProvider provider = limited(limit);
    ask(provider, "one");
    ask(provider, "two");

    limit.change(Limits.NONE);
    time.settle();

    assertThat(gateway.sentAt).hasSize(2);
  }

  @Test
  void refusesALimitThatLetsNothingThrough() {
    assertThatThrownBy(() -> new Limits(0, null, null))
        .hasMessage(
            "Requests per minute must be 1 to 1,000,000,000, or left out for no limit, not 0.");
  }

  /** Requests, tokens and slots at once, with calls that end early, fail, and are stopped. */
  @Test
  void neverLetsMoreThroughThanAllowedInAnyMinuteAndLosesNobody() {
    for (int seed = 0; seed < 200; seed++) {
      Simulation clock = new Simulation();
      Random random = new Random(seed);
      int perMinute = 1 + random.nextInt(20);
      int tokens = 30 * (1 + random.nextInt(20));
      int atOnce = 1 + random.nextInt(5);
      Limits limits = new Limits(perMinute, tokens, atOnce);
      Script script = new Script(clock);
      RateLimit limit = new RateLimit(limits, clock, clock);
      LimitedProvider provider = new LimitedProvider(script, limit, request -> 30, clock, clock);
      List<RecordedEvents> all = new ArrayList<>();
      List<Integer> stopped = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        script.then(
            Script.fine(Duration.ofMillis(50), Duration.ofMillis(60 + random.nextInt(20_000))));
        RecordedEvents events = new RecordedEvents();
        all.add(events);
        Call call = provider.start(Script.request("prompt " + i), events);
        if (random.nextInt(4) == 0) {
          stopped.add(i);
          clock.run(Duration.ofMillis(random.nextInt(60_000)), call::cancel);
        }
        clock.pass(Duration.ofMillis(random.nextInt(1_500)));
      }
      clock.finish();

      assertThat(all).as("seed %d", seed).allMatch(events -> events.last().isLast());
      assertThat(script.mostRunning).as("seed %d", seed).isLessThanOrEqualTo(atOnce);
      // Each request needs 30 tokens, and that is what it takes.
      int most = Math.min(perMinute, tokens / 30);
      for (int i = most; i < script.sentAt.size(); i++) {
        assertThat(script.sentAt.get(i).minus(script.sentAt.get(i - most)))
            .as("seed %d, request %d", seed, i)
            .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
      }
      List<Integer> order =
          script.requests.stream()
              .map(request -> request.messages().getLast().content())
              .map(prompt -> Integer.valueOf(prompt.substring("prompt ".length())))
              .toList();
      assertThat(order).as("seed %d", seed).isSorted();
      for (int i = 0; i < all.size(); i++) {
        boolean sent = order.contains(i);
        assertThat(sent || stopped.contains(i)).as("seed %d, request %d", seed, i).isTrue();
      }
      assertThat(limit.use().running()).as("seed %d", seed).isZero();
      assertThat(limit.use().waiting()).as("seed %d", seed).isZero();
    }
  }
}
