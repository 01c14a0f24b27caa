package app.diptych.gateway;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.util.concurrent.ThreadFactory;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** One completion under way at a gateway. */
final class GatewayCall implements Call, Runnable {
  private final GatewayProvider provider;
  private final CompletionRequest request;
  private final ThreadFactory threads;
  private final NanoClock clock;
  private final EventGate gate;
  private volatile @Nullable Exchange exchange;

  GatewayCall(
      GatewayProvider provider,
      CompletionRequest request,
      CompletionSink sink,
      ThreadFactory threads,
      NanoClock clock) {
    this.provider = provider;
    this.request = request;
    this.threads = threads;
    this.clock = clock;
    this.gate = new EventGate(sink, clock);
  }

  void start() {
    threads.newThread(this).start();
  }

  @Override
  public void cancel() {
    if (!gate.cancel()) {
      return;
    }
    Exchange running = exchange;
    if (running != null) {
      running.cancel();
    }
    // A thread that looks up a host cannot be woken, so the end is told from another one.
    threads.newThread(() -> gate.fail(new Failure.Cancelled())).start();
  }

  @Override
  public void await() throws InterruptedException {
    gate.await();
  }

  @Override
  public void run() {
    try {
      answer();
    } catch (GatewayException failed) {
      gate.fail(failed.failure());
    } catch (RuntimeException | Error fault) {
      gate.fail(
          new Failure.BrokenStream(
              "The answer of " + provider.profile().id() + " could not be read.",
              "Run again, or report this."));
      throw fault;
    }
  }

  private void answer() throws GatewayException {
    Failure refusal = provider.refusal().orElse(null);
    if (refusal != null) {
      throw new GatewayException(refusal);
    }
    Request http = provider.request(request);
    Addressee to = provider.addressee(request);
    Exchange mine = new Exchange(provider.http(), http, to, clock);
    gate.measureWith(mine.watch());
    exchange = mine;
    if (gate.isCancelled()) {
      throw new GatewayException(new Failure.Cancelled());
    }
    long zero = clock.nanos();
    mine.watch().startsAt(zero);
    AnswerEvents events = new AnswerEvents(gate, to, mine.server(), zero);
    mine.run((body, type, readAtNanos) ->
        new AnswerBody(body, clock, readAtNanos, to, events, request.weighed()).read(type));
  }
}
