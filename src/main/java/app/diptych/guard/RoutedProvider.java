package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks the route that a {@link Routing} names at that moment. When that is not the one asked for it
 * says so first, because the answer is then another model's.
 */
public final class RoutedProvider implements Provider {
  private final Route asked;
  private final List<Route> routes;
  private final Routing routing;
  private final NanoClock clock;
  private final Later later;

  /**
   * @param asked the route of the model that a side names
   * @param routes all routes that the routing may name
   */
  public RoutedProvider(
      Route asked, List<Route> routes, Routing routing, NanoClock clock, Later later) {
    this.asked = asked;
    this.routes = List.copyOf(routes);
    this.routing = routing;
    this.clock = clock;
    this.later = later;
  }

  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    return route(routing.current()).provider().prepare();
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    Routing.Chosen chosen = routing.choose();
    Route route = route(chosen.route());
    if (route.name().equals(asked.name())) {
      return asked.provider().start(asked.request(request), new FirstAnswer(sink, routing, chosen));
    }
    Outlet outlet = new Outlet(sink, clock);
    GuardedCall call = new GuardedCall(outlet, later);
    later.run(
        Duration.ZERO,
        () -> {
          outlet.tell(new FailedOver(route.name(), because(), false));
          call.start(
              route.provider(),
              route.request(request),
              new FirstAnswer(outlet::emit, routing, chosen));
        });
    return call;
  }

  private Failure because() {
    AuditLine last = routing.last();
    String why = last == null ? "" : " (" + last.who() + ": " + last.why() + ")";
    return new Failure.BreakerOpen(
        asked.name() + " is replaced by " + routing.current() + why + ".",
        "Change the route back to ask " + asked.name() + ".");
  }

  private Route route(String name) {
    return routes.stream().filter(route -> route.name().equals(name)).findAny().orElse(asked);
  }
}
