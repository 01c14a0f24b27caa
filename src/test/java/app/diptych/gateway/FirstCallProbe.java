package app.diptych.gateway;

import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.Sampling;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The program of the fresh JVM in {@link FirstCallBenchTest}: {@code call|trial|swapped URL COUNT
 * [cold]}. Prints one line for each call or side: the model's name, then t0 and the first delta (of
 * a call), or zero and TTFT (of a side), then the time {@code prepare()} took, in nanoseconds.
 */
final class FirstCallProbe {
  private static final NanoClock CLOCK = NanoClock.system();

  private FirstCallProbe() {}

  public static void main(String[] arguments) throws Exception {
    GatewayHttp http = GatewayHttp.create();
    boolean cold = arguments.length > 3;
    for (int number = 1; number <= Integer.parseInt(arguments[2]); number++) {
      switch (arguments[0]) {
        case "call" -> call(provider(arguments[1], http), cold, number);
        case "trial" -> trial(arguments[1], http, List.of(Side.A, Side.B), number);
        default -> trial(arguments[1], http, List.of(Side.B, Side.A), number);
      }
    }
  }

  private static void call(Provider provider, boolean cold, int number) throws Exception {
    long begun = CLOCK.nanos();
    if (!cold) {
      provider.prepare();
    }
    long prepared = CLOCK.nanos() - begun;
    long[] stamps = new long[2];
    provider
        .start(
            request("call-" + number),
            (event, atNanos) -> {
              if (event instanceof Started started) {
                stamps[0] = started.sentAtNanos();
              } else if (event instanceof TextDelta && stamps[1] == 0) {
                stamps[1] = atNanos;
              }
            })
        .await();
    print("call-" + number, stamps[0], stamps[1], prepared);
  }

  private static void trial(String url, GatewayHttp http, List<Side> order, int number)
      throws Exception {
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        // When swapped, the stream named "first" is on the other side.
        String name = (side == order.getFirst() ? "first-" : "second-") + number;
        setups.put(side, new SideSetup(name, false, provider(url, http), request(name)));
      }
      Trial trial = new TrialRunner(workers, CLOCK).start(setups, TrialListener.NONE).await();
      for (Side side : Side.values()) {
        var answer = trial.answer(side);
        print(
            answer.model() + "/" + side,
            0,
            answer.timeline().offset(0).toNanos(),
            answer.preparation().toNanos());
      }
    }
  }

  private static Provider provider(String url, GatewayHttp http) {
    return new GatewayProvider(
        GatewayProfile.of("gate", url),
        null,
        http,
        // As the product has them: a virtual one would be woken late.
        Thread.ofPlatform().name("gateway-", 1).daemon(true).factory(),
        CLOCK);
  }

  private static CompletionRequest request(String model) {
    return new CompletionRequest(
        model, List.of(Message.user("Say hello.")), Sampling.providerDefaults());
  }

  private static void print(String name, long from, long to, long prepared) {
    System.out.println(name + " " + from + " " + to + " " + prepared);
  }
}
