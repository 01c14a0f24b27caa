package app.diptych.app;

import app.diptych.completion.Provider;
import app.diptych.cost.Price;
import app.diptych.guard.AuditLine;
import app.diptych.guard.BreakerRules;
import app.diptych.guard.FailoverProvider;
import app.diptych.guard.Later;
import app.diptych.guard.Route;
import app.diptych.guard.RouteCost;
import app.diptych.guard.RoutedProvider;
import app.diptych.guard.Routing;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.guard.policy.PolicyCheck;
import app.diptych.guard.policy.PolicyException;
import app.diptych.guard.policy.PolicyReader;
import app.diptych.guard.policy.RouteSpec;
import app.diptych.timing.NanoClock;
import app.diptych.ui.settings.FallbackControl;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fallback policy in use. Off unless the user turned one on: in a comparison the wrong model
 * answering is worse than no answer. Thread-safe.
 */
final class Fallback implements FallbackControl {
  private static final Logger LOG = System.getLogger("diptych");
  private static final String FILE = "policy";
  private static final String ON = "policyOn";
  private static final String ROUTE = "policyRoute";
  private static final String USER = "you";
  private static final String POLICY = "policy";

  private final SettingsFile settings;
  private final Path audit;
  private final GatewayList gateways;
  private final Prices prices;
  private final NanoClock clock;
  private final Later later;
  private final List<Consumer<AuditLine>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Plan plan;

  /** A policy that was read, and where its route stands. */
  private record Plan(Path file, FallbackPolicy policy, Routing routing, boolean on) {
    Plan turned(boolean to) {
      return new Plan(file, policy, routing, to);
    }

    String primary() {
      return policy.primary().name();
    }

    String fallback() {
      return policy.fallback().name();
    }
  }

  /**
   * @param audit gets a line for each change of the route
   */
  Fallback(
      SettingsFile settings,
      Path audit,
      GatewayList gateways,
      Prices prices,
      NanoClock clock,
      Later later) {
    this.settings = settings;
    this.audit = audit;
    this.gateways = gateways;
    this.prices = prices;
    this.clock = clock;
    this.later = later;
    String saved = settings.text(FILE, "");
    if (!saved.isEmpty()) {
      read(Path.of(saved), settings.text(ON, "").equals("yes"))
          .ifPresent(why -> LOG.log(Logger.Level.WARNING, "The policy was left out: " + why));
      goOnWith(settings.text(ROUTE, ""));
    }
  }

  /** A route that was chosen holds until somebody chooses another, not until the program ends. */
  private synchronized void goOnWith(String route) {
    if (plan != null && route.equals(plan.fallback())) {
      plan.routing().use(route, POLICY, "it was rolled back before", clock.nanos());
    }
  }

  /**
   * Uses that policy in this run, without remembering it.
   *
   * @throws IllegalArgumentException for values out of range, with a sentence a user can act on
   */
  void useForThisRun(FallbackPolicy policy, Path file) {
    policy.rules();
    accept(file, policy, true);
  }

  /** The rules for a gateway: the policy's for its primary, else none. */
  synchronized Optional<BreakerRules> rulesFor(String gateway) {
    return plan != null && plan.on() && plan.policy().primary().isAt(gateway)
        ? Optional.of(plan.policy().rules())
        : Optional.empty();
  }

  /**
   * Puts the policy around the provider of a model when it is about that model.
   *
   * @param name as the user names the model, {@code GATEWAY/MODEL}
   * @param gateway the id of its gateway
   * @param model what the gateway calls it
   * @param other finds the guarded provider of the fallback by the id of its gateway and its model
   */
  Provider around(
      String name,
      String gateway,
      String model,
      Provider first,
      Function<RouteSpec, Optional<Provider>> other) {
    Plan now = plan();
    if (now == null || !now.on() || !isFor(now.policy().primary(), name, gateway, model)) {
      return first;
    }
    RouteSpec spec = now.policy().fallback();
    Provider second = other.apply(spec).orElse(null);
    if (second == null) {
      return first;
    }
    Route primary = new Route(now.primary(), model, first);
    Route fallback = new Route(now.fallback(), spec.model(), second);
    Provider watched =
        new FailoverProvider(
            primary, fallback, now.policy().terms(cost(now.policy())), clock, later);
    return new RoutedProvider(
        new Route(now.primary(), model, watched),
        List.of(primary, fallback),
        now.routing(),
        clock,
        later);
  }

  /** By the price book as it is when it is asked; empty when either price is not in it. */
  private RouteCost cost(FallbackPolicy policy) {
    return (_, _) -> {
      Price from = price(policy.primary()).orElse(null);
      return price(policy.fallback())
          .map(to -> from == null ? OptionalDouble.empty() : to.mostTimes(from))
          .orElse(OptionalDouble.empty());
    };
  }

  private Optional<Price> price(RouteSpec route) {
    return gatewayOf(route)
        .flatMap(gateways::find)
        .map(GatewayList.Gateway::profile)
        .flatMap(profile ->
            prices
                .book()
                .find(
                    List.of(profile.id(), profile.baseUrl().getHost()),
                    profile.idOf(route.model())));
  }

  private static boolean isFor(RouteSpec spec, String name, String gateway, String model) {
    return spec.isFor(gateway, model) || spec.isFor(gateway, name.substring(gateway.length() + 1));
  }

  @Override
  public State state() {
    Plan now = plan();
    if (now == null) {
      return State.NONE;
    }
    return new State(
        String.valueOf(now.file().getFileName()),
        now.primary(),
        now.fallback(),
        PolicyCheck.of(now.policy()),
        now.on(),
        now.routing().current(),
        problem(now.policy()),
        now.routing().audit());
  }

  private @Nullable String problem(FallbackPolicy policy) {
    for (RouteSpec route : List.of(policy.primary(), policy.fallback())) {
      if (gatewayOf(route).isEmpty()) {
        return "There is no gateway " + route.provider() + " here yet: add it first.";
      }
    }
    return null;
  }

  /** The id that the user's own list has for the gateway of a route. */
  Optional<String> gatewayOf(RouteSpec route) {
    return gateways.ids().stream().filter(route::isAt).findFirst();
  }

  @Override
  public Optional<String> choose(Path file) {
    Path place = file.toAbsolutePath();
    Optional<String> wrong = read(place, false);
    if (wrong.isEmpty()) {
      settings.put(FILE, place.toString());
      settings.put(ON, "");
      settings.put(ROUTE, "");
    }
    return wrong;
  }

  private Optional<String> read(Path file, boolean on) {
    try {
      FallbackPolicy policy = PolicyReader.read(file);
      // Asked once, so that a value out of range is told now and not at the next request.
      policy.rules();
      accept(file, policy, on);
      return Optional.empty();
    } catch (PolicyException unreadable) {
      return Optional.of(unreadable.sentence());
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  private synchronized void accept(Path file, FallbackPolicy policy, boolean on) {
    String primary = policy.primary().name();
    String fallback = policy.fallback().name();
    // What a migration can always return to is what was there before it: the fallback.
    Routing routing = new Routing(Set.of(primary, fallback), fallback, clock);
    routing.use(primary, POLICY, "this is the policy's primary", clock.nanos());
    routing.listen(this::answered);
    plan = new Plan(file, policy, routing, on);
  }

  @Override
  public void turn(boolean on) {
    change(on);
    settings.put(ON, on ? "yes" : "");
  }

  private synchronized void change(boolean on) {
    Plan now = plan;
    plan = now == null ? null : now.turned(on);
  }

  @Override
  public void forget() {
    synchronized (this) {
      plan = null;
    }
    settings.put(FILE, "");
    settings.put(ON, "");
    settings.put(ROUTE, "");
  }

  @Override
  public AuditLine rollBack(long decidedAtNanos) {
    return noted(required().routing().rollBack(USER, "rolled back", decidedAtNanos));
  }

  @Override
  public AuditLine goForward(long decidedAtNanos) {
    Plan now = required();
    return noted(now.routing().use(now.primary(), USER, "went forward again", decidedAtNanos));
  }

  /** The change holds in any case; that it cannot be noted is told in the log. */
  private AuditLine noted(AuditLine line) {
    settings.put(ROUTE, line.to());
    write(line.sentence());
    return line;
  }

  private void answered(AuditLine line) {
    // That the first route of a policy answers is no drill.
    if (!line.who().equals(POLICY)) {
      write(line.proof());
      listeners.forEach(listener -> listener.accept(line));
    }
  }

  @Override
  public void listen(Consumer<AuditLine> listener) {
    listeners.add(listener);
  }

  private void write(String sentence) {
    try {
      Files.writeString(
          audit,
          sentence + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException refused) {
      LOG.log(Logger.Level.WARNING, "Not noted in " + audit + ": " + sentence, refused);
    }
  }

  private Plan required() {
    Plan now = plan();
    if (now == null) {
      throw new IllegalStateException("There is no policy");
    }
    return now;
  }

  private synchronized @Nullable Plan plan() {
    return plan;
  }
}
