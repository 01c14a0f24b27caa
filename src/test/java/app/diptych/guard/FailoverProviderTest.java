package app.diptych.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.RecordedEvents;
import app.diptych.guard.FailoverTerms.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailoverProviderTest {
  private static final Failure OPEN = new Failure.BreakerOpen("Left alone.", "Wait.");

  private final Simulation time = new Simulation();
  private final Script holySheep = new Script(time);
  private final Script openAi = new Script(time);
  private final Route first = new Route("holysheep/llama-4-scout", "llama-4-scout", holySheep);
  private final Route other = new Route("openai/gpt-4.1", "gpt-4.1", openAi);
  private final RecordedEvents events = new RecordedEvents();

  private static FailoverTerms terms(When when) {
    return new FailoverTerms(when, null, false, RouteCost.UNKNOWN);
  }

  private static FailoverTerms capped(@Nullable Double ratio, boolean unknownAllowed) {
    return new FailoverTerms(
        When.FAILED,
        3.0,
        unknownAllowed,
        (from, to) -> ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio));
  }

  private RecordedEvents ask(FailoverTerms terms) {
    new FailoverProvider(first, other, terms, time, time).start(Script.request(), events);
    time.finish();
    return events;
  }

  @Test
  void isOffUnlessTermsSayOtherwise() {
    holySheep.then(Script.fails(OPEN));

    assertThat(ask(FailoverTerms.OFF).failure()).isEqualTo(OPEN);
    assertThat(openAi.sentAt).isEmpty();
  }

  @Test
  void asksTheFallbackForItsOwnModelAndSaysSo() {
    holySheep.then(Script.failsStarted(Script.LOST));

    assertThat(ask(terms(When.FAILED)).finishReason()).isEqualTo(FinishReason.STOP);

    assertThat(events.events().getFirst())
        .isEqualTo(new FailedOver("openai/gpt-4.1", Script.LOST, true));
    assertThat(events.all(Started.class)).hasSize(1);
    assertThat(holySheep.requests.getFirst().model()).isEqualTo("llama-4-scout");
    assertThat(openAi.requests.getFirst().model()).isEqualTo("gpt-4.1");
    assertThat(openAi.sentAt).as("without delay").containsExactly(Duration.ofMillis(50));
  }

  @Test
  void waitsForTheBreakerWhenTermsSaySo() {
    holySheep.then(Script.fails(Script.LOST), Script.fails(OPEN));
    assertThat(ask(terms(When.TRIPPED)).failure()).isEqualTo(Script.LOST);

    RecordedEvents second = new RecordedEvents();
    new FailoverProvider(first, other, terms(When.TRIPPED), time, time)
        .start(Script.request(), second);
    time.finish();

    assertThat(second.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(second.all(FailedOver.class)).hasSize(1);
  }

  @Test
  void neverFailsOverOnceADeltaWasTold() {
    holySheep.then(Script.failsMidway(Script.LOST));

    assertThat(ask(terms(When.FAILED)).failure()).isEqualTo(Script.LOST);
    assertThat(openAi.sentAt).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("notTheGateways")
  void neverFailsOverForAKeyOrWhatIsNobodysFault(Failure failure) {
    holySheep.then(Script.fails(failure));

    assertThat(ask(terms(When.FAILED)).failure()).isEqualTo(failure);
    assertThat(openAi.sentAt).isEmpty();
  }

  static Stream<Failure> notTheGateways() {
    return Stream.of(
        Script.UNAUTHORIZED,
        Script.INVALID,
        new Failure.OverBudget("Too dear.", "Raise the cap."),
        new Failure.ModelNotFound("No such model.", "Choose one."),
        new Failure.Cancelled());
  }

  @Test
  void aFallbackThatFailsTooEndsTheCallWithItsFailure() {
    holySheep.then(Script.fails(Script.LOST));
    openAi.then(Script.fails(Script.OVERLOADED));

    assertThat(ask(terms(When.FAILED)).failure()).isEqualTo(Script.OVERLOADED);
  }

  @Test
  void doesNotFailOverToWhatCostsMoreThanTheCap() {
    holySheep.then(Script.fails(Script.LOST));

    assertThat(ask(capped(8 / 0.35, false)).failure())
        .isEqualTo(
            new Failure.ConnectionLost(
                "The connection was cut.",
                "Run again. openai/gpt-4.1 was not asked instead, because it costs 22.86 times as"
                    + " much and at most 3 times is allowed."));
    assertThat(openAi.sentAt).isEmpty();
  }

  @Test
  void takesAnUnknownCostForABreachUnlessItIsAllowed() {
    holySheep.then(Script.fails(Script.LOST), Script.fails(Script.LOST));
    assertThat(ask(capped(null, false)).failure().hint())
        .contains("it is not known to cost at most 3 times as much");

    RecordedEvents second = new RecordedEvents();
    new FailoverProvider(first, other, capped(null, true), time, time)
        .start(Script.request(), second);
    time.finish();
    assertThat(second.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void canBeStoppedAfterItFailedOver() {
    holySheep.then(Script.fails(Script.LOST));
    openAi.then(Script.fine(Duration.ofSeconds(50), Duration.ofMinutes(1)));
    Call call =
        new FailoverProvider(first, other, terms(When.FAILED), time, time)
            .start(Script.request(), events);
    time.pass(Duration.ofSeconds(1));

    call.cancel();
    time.settle();

    assertThat(events.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(openAi.running).isZero();
  }

  @Test
  void rollsBackToTheBaselineAtOnceAndWritesItDown() {
    Routing routing = new Routing(Set.of(first.name(), other.name()), other.name(), time);
    RoutedProvider routed = new RoutedProvider(first, List.of(first, other), routing, time, time);
    routing.use(first.name(), "kim", "the migration begins", time.nanos());
    routed.start(Script.request(), new RecordedEvents());
    assertThat(holySheep.sentAt).hasSize(1);

    long clicked = time.nanos();
    time.pass(Duration.ofMillis(20));
    AuditLine line = routing.rollBack("kim", "answers are worse", clicked);

    assertThat(line)
        .isEqualTo(
            new AuditLine(
                Simulation.BEGIN.plusMillis(20),
                "kim",
                "holysheep/llama-4-scout",
                "openai/gpt-4.1",
                "answers are worse",
                Duration.ofMillis(20)));
    assertThat(routing.audit()).hasSize(2).endsWith(line);
    assertThat(routing.isOverridden()).isFalse();
    assertThat(line.sentence())
        .isEqualTo(
            "2026-11-26T10:00:00.020Z  kim changed the route from holysheep/llama-4-scout to"
                + " openai/gpt-4.1 in 20 ms: answers are worse");
    routed.start(Script.request(), events);
    time.finish();
    assertThat(openAi.sentAt).hasSize(1);
    assertThat(events.all(FailedOver.class).getFirst().provider()).isEqualTo("openai/gpt-4.1");
    assertThat(events.all(FailedOver.class).getFirst().because().message())
        .isEqualTo(
            "holysheep/llama-4-scout is replaced by openai/gpt-4.1 (kim: answers are worse).");
  }

  @Test
  void theStopwatchOfARollbackEndsWithTheFirstAnswerByTheRoute() {
    Routing routing = new Routing(Set.of(first.name(), other.name()), other.name(), time);
    List<AuditLine> told = new ArrayList<>();
    routing.listen(told::add);
    RoutedProvider routed = new RoutedProvider(first, List.of(first, other), routing, time, time);
    routing.use(first.name(), "kim", "the migration begins", time.nanos());
    holySheep.then(Script.fine(Duration.ofSeconds(1), Duration.ofSeconds(9)));
    routed.start(Script.request(), new RecordedEvents());
    long clicked = time.nanos();
    time.pass(Duration.ofMillis(20));
    routing.rollBack("kim", "answers are worse", clicked);
    time.pass(Duration.ofSeconds(10));
    assertThat(told).as("a call that was under way went by the old route").isEmpty();

    openAi.then(Script.failsMidway(Script.LOST));
    routed.start(Script.request(), new RecordedEvents());
    time.pass(Duration.ofSeconds(1));
    assertThat(told).as("a call that failed proves nothing").isEmpty();

    routed.start(Script.request(), new RecordedEvents());
    time.pass(Duration.ofSeconds(1));
    routed.start(Script.request(), new RecordedEvents());
    time.finish();

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().answered()).isEqualTo(Duration.ofMillis(20 + 11_000 + 300));
    assertThat(routing.audit()).endsWith(told.getFirst());
    assertThat(told.getFirst().proof())
        .isEqualTo(
            "2026-11-26T10:00:11.320Z  openai/gpt-4.1 answers: route changed after 20 ms, first"
                + " answer after 12 s");
  }

  @Test
  void anAnswerOfTheFallbackProvesNothingAboutGoingForward() {
    Routing routing = new Routing(Set.of(first.name(), other.name()), other.name(), time);
    Route watched =
        new Route(
            first.name(),
            "llama-4-scout",
            new FailoverProvider(first, other, terms(When.FAILED), time, time));
    RoutedProvider routed = new RoutedProvider(watched, List.of(first, other), routing, time, time);
    routing.use(first.name(), "kim", "went forward", time.nanos());
    holySheep.then(Script.fails(Script.LOST));
    routed.start(Script.request(), events);
    time.finish();
    assertThat(events.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(routing.audit().getLast().answered()).isNull();

    routed.start(Script.request(), new RecordedEvents());
    time.finish();
    assertThat(routing.audit().getLast().answered()).isNotNull();
  }

  @Test
  void refusesARouteThatIsNotThere() {
    Routing routing = new Routing(Set.of("a"), "a", time);

    assertThatThrownBy(() -> routing.use("b", "kim", "why", 0))
        .hasMessage("There is no route b; there are a.");
  }
}
