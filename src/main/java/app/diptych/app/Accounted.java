package app.diptych.app;

import app.diptych.cli.NotStarted;
import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Provider;
import app.diptych.cost.Price;
import app.diptych.session.Workspace;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.lang.System.Logger;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider outside of any comparison: budgets are asked all the same, and the request stands
 * in the ledger.
 *
 * @param model as the user names it
 * @param price what it costs now; null when nobody said
 */
record Accounted(
    String model,
    Provider provider,
    @Nullable Price price,
    TrialRunner trials,
    Supplier<Workspace> workspace)
    implements Provider {
  private static final Logger LOG = System.getLogger("diptych");
  private static final long PATIENCE_SECONDS = 10;

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    RunningTrial running =
        trials.start(
            Map.of(Side.A, new SideSetup(model, false, provider, request, price)),
            new TrialListener() {
              @Override
              public void happened(Side side, CompletionEvent event, long atNanos) {
                sink.accept(event, atNanos);
              }
            });
    return new Call() {
      @Override
      public void cancel() {
        running.cancel();
      }

      @Override
      public void await() throws InterruptedException {
        note(running.await());
      }
    };
  }

  private void note(Trial trial) throws InterruptedException {
    try {
      workspace.get().note(trial).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (NotStarted | ExecutionException | TimeoutException refused) {
      LOG.log(Logger.Level.WARNING, "A check is not noted in the ledger", refused);
    }
  }
}
