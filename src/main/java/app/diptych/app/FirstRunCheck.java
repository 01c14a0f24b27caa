package app.diptych.app;

import app.diptych.app.GatewayList.Gateway;
import app.diptych.completion.Failure;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayProbe;
import app.diptych.gateway.ProbeResult;
import app.diptych.gateway.ProbeResult.Outcome;
import app.diptych.gateway.ProbeStep;
import app.diptych.gateway.Turns;
import app.diptych.timing.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** The check of a gateway with its key; when the key cannot be used, nothing is sent. */
final class FirstRunCheck implements GatewayBook.Check {
  private final Gateway gateway;
  private final Consumer<ProbeResult> listener;
  private final GatewayProbe probe;

  FirstRunCheck(
      Gateway gateway,
      GatewayHttp http,
      Turns turns,
      ThreadFactory threads,
      NanoClock clock,
      GatewayProbe.Accounts accounts,
      Consumer<ProbeResult> listener) {
    this.gateway = gateway;
    this.listener = listener;
    this.probe =
        new GatewayProbe(
            gateway.profile(), gateway.key(), http, turns, threads, clock, accounts, listener);
  }

  @Override
  public List<ProbeResult> run(String model) throws InterruptedException {
    Failure problem = gateway.problem();
    if (problem == null) {
      return probe.run(model);
    }
    List<ProbeResult> results = new ArrayList<>();
    for (ProbeStep step : ProbeStep.values()) {
      results.add(
          step == ProbeStep.KEY
              ? new ProbeResult(step, Outcome.FAILED, null, problem.message(), problem)
              : new ProbeResult(step, Outcome.SKIPPED, null, "Nothing was sent.", null));
    }
    results.forEach(listener);
    return results;
  }

  @Override
  public void cancel() {
    probe.cancel();
  }
}
