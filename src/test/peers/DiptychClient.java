import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayProvider;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Diptych itself, from the prompt to the transcript, as the window and the command line do it. */
final class DiptychClient {
  public static void main(String[] arguments) throws Exception {
    GatewayProvider provider =
        new GatewayProvider(
            GatewayProfile.of("bench", arguments[0]),
            null,
            GatewayHttp.create(),
            Thread.ofPlatform().daemon().factory(),
            NanoClock.system());
    TrialRunner trials =
        new TrialRunner(Executors.newVirtualThreadPerTaskExecutor(), NanoClock.system());
    Bench.run(arguments, (model, deltas) -> {
      CompletionRequest request =
          new CompletionRequest(model, List.of(Message.user("x")), Sampling.providerDefaults());
      TrialListener listener =
          new TrialListener() {
            @Override
            public void happened(Side side, CompletionEvent event, long atNanos) {
              if (event instanceof CompletionEvent.TextDelta delta) {
                deltas.text(delta.text(), System.nanoTime(), atNanos);
              }
            }
          };
      Answer answer =
          trials
              .start(Map.of(Side.A, new SideSetup(model, false, provider, request)), listener)
              .await()
              .answer(Side.A);
      if (answer.failure() != null) {
        throw new IllegalStateException(answer.failure().message());
      }
      return answer.finishReason().wire();
    });
  }
}
