package app.diptych.guard;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Provider;
import app.diptych.completion.ProviderContract;
import app.diptych.completion.Usage;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ScriptedProvider;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** All guards around each other keep the promises of the provider in their middle. */
class GuardedChainContractTest implements ProviderContract {
  private static final NanoClock CLOCK = NanoClock.system();
  private final GuardThreads threads = new GuardThreads();

  @AfterEach
  void endThreads() {
    threads.close();
  }

  private Provider guarded(ScriptedProvider.Script script) {
    Later later = threads.later();
    Route first = new Route("first", "model", chain("first", script));
    Route other = new Route("other", "model", chain("other", script));
    FailoverTerms terms =
        new FailoverTerms(FailoverTerms.When.FAILED, null, true, RouteCost.UNKNOWN);
    Route safe =
        new Route("first", "model", new FailoverProvider(first, other, terms, CLOCK, later));
    Routing routing = new Routing(Set.of("first"), "first", CLOCK);
    return new RoutedProvider(safe, List.of(safe), routing, CLOCK, later);
  }

  private Provider chain(String name, ScriptedProvider.Script script) {
    Later later = threads.later();
    RateLimit limit = new RateLimit(Limits.USUAL, CLOCK, later);
    Provider plain = new ScriptedProvider(CLOCK, script);
    Provider further = new LimitedProvider(plain, limit, CLOCK, later);
    Provider retrying = new RetryingProvider(plain, further, CLOCK, later, () -> 0.5);
    Provider breaking =
        new BreakingProvider(retrying, new Breaker(name, BreakerRules.USUAL, CLOCK), CLOCK, later);
    return new LimitedProvider(breaking, limit, CLOCK, later);
  }

  @Override
  public Provider answering() {
    return guarded(stage -> {
      stage.say(ScriptedProvider.started(CLOCK));
      stage.say(new ReasoningDelta("Hm. "));
      for (String word : stage.request().messages().getLast().content().split(" ")) {
        stage.say(new TextDelta(word + " "));
      }
      stage.say(new UsageReported(new Usage(3, 4, 1, 0, Usage.Source.REPORTED)));
      stage.say(new Finished(FinishReason.STOP));
    });
  }

  @Override
  public Provider failingMidway() {
    return guarded(stage -> {
      stage.say(ScriptedProvider.started(CLOCK));
      stage.say(new TextDelta("A piece"));
      stage.say(new Failed(Script.LOST));
    });
  }

  @Override
  public Provider longRunning() {
    return guarded(stage -> {
      stage.say(ScriptedProvider.started(CLOCK));
      stage.say(new TextDelta("A piece"));
      stage.awaitCancel();
    });
  }
}
