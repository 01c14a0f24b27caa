package app.diptych.guard;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionSink;

/** Hands events on, and tells the routing when a call ended well by the route that it took. */
final class FirstAnswer implements CompletionSink {
  private final CompletionSink sink;
  private final Routing routing;
  private final Routing.Chosen chosen;
  private boolean elsewhere;

  FirstAnswer(CompletionSink sink, Routing routing, Routing.Chosen chosen) {
    this.sink = sink;
    this.routing = routing;
    this.chosen = chosen;
  }

  @Override
  public void accept(CompletionEvent event, long atNanos) {
    try {
      elsewhere |= event instanceof FailedOver;
      if (event instanceof Finished && !elsewhere) {
        routing.answered(chosen, atNanos);
      }
    } finally {
      sink.accept(event, atNanos);
    }
  }
}
