package app.diptych.app;

import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.cost.Price;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayProvider;
import app.diptych.gateway.ModelListing;
import app.diptych.gateway.ModelLists;
import app.diptych.gateway.SpellingProvider;
import app.diptych.guard.policy.RouteSpec;
import app.diptych.local.DemoModels;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows every way to name a model: the demonstration models, files, recorded answers and gateways.
 * Thread-safe.
 */
final class Catalog implements ModelCatalog, AutoCloseable {
  private static final String DEMO = "demo/";
  private static final String FILE = "file:";
  private static final String AGAIN = "again:";
  private static final String DEMO_SOURCE = "demo model";
  private static final String FILE_SOURCE = "GGUF file";

  /** A model of this machine that is on no side. */
  private static final Provider NOWHERE =
      (_, _) -> {
        throw new IllegalStateException("A model of this machine answers on a side.");
      };

  private final GatewayList gateways;
  private final GatewayHttp http;
  private final ModelLists lists;
  private final DemoModels demos;
  private final RecordedModels recorded;
  private final Guards guards;
  private final Fallback fallback;
  private final Prices prices;
  private final LocalEngines engines;
  private final Threads threads;
  private final NanoClock clock;
  private final Map<Side, Loaded> local = new EnumMap<>(Side.class);
  private boolean closed;

  /** Read by the JavaFX thread, which must wait for nobody. */
  private final Set<String> files = new CopyOnWriteArraySet<>();

  /** A local model kept ready for a side. */
  private record Loaded(String model, Path file, ChosenEngine provider) {}

  Catalog(
      GatewayList gateways,
      GatewayHttp http,
      ModelLists lists,
      DemoModels demos,
      RecordedModels recorded,
      Guards guards,
      Fallback fallback,
      Prices prices,
      LocalEngines engines,
      Threads threads,
      NanoClock clock) {
    this.gateways = gateways;
    this.http = http;
    this.lists = lists;
    this.demos = demos;
    this.recorded = recorded;
    this.guards = guards;
    this.fallback = fallback;
    this.prices = prices;
    this.engines = engines;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    DemoModels.names().forEach(name -> entries.add(new Entry(name, DEMO_SOURCE, true)));
    files.forEach(file -> entries.add(new Entry(file, FILE_SOURCE, true)));
    entries.addAll(recorded.entries());
    return entries;
  }

  @Override
  public Discovery discover(String id) {
    return ask(id, gateway -> lists.list(gateway.profile(), gateway.key()));
  }

  @Override
  public Discovery refresh(String id) {
    return ask(id, gateway -> lists.refresh(gateway.profile(), gateway.key()));
  }

  private Discovery ask(String id, Function<GatewayList.Gateway, ModelListing> asking) {
    GatewayList.Gateway gateway = gateways.find(id).orElse(null);
    if (gateway == null) {
      return new Unreachable(unknownGateway(id), false);
    }
    Failure problem = gateway.problem();
    if (problem != null) {
      return new Unreachable(problem, false);
    }
    return switch (asking.apply(gateway)) {
      case ModelListing.Models listed -> new Models(entries(gateway.profile(), listed.ids()));
      case ModelListing.Unavailable refused -> new Unreachable(refused.failure());
    };
  }

  /** The user's own names first. */
  private static List<Entry> entries(GatewayProfile profile, List<String> ids) {
    List<Entry> entries = new ArrayList<>();
    profile
        .aliases()
        .forEach((alias, id) -> {
          if (!ids.contains(alias)) {
            String source = profile.name() + ", short for " + id;
            entries.add(new Entry(profile.id() + "/" + alias, source, false));
          }
        });
    ids.forEach(id -> entries.add(new Entry(profile.id() + "/" + id, profile.name(), false)));
    return entries;
  }

  @Override
  public Lookup find(Side side, String name) {
    return lookup(side, name);
  }

  @Override
  public Lookup beside(String name) {
    return lookup(null, name);
  }

  /**
   * @param side null for none, which leaves both as they are
   */
  private Lookup lookup(@Nullable Side side, String name) {
    String model = name.strip();
    if (model.startsWith(FILE)) {
      return file(side, model.substring(FILE.length()));
    }
    if (model.startsWith(DEMO)) {
      return demo(side, model);
    }
    if (RecordedModels.isName(model)) {
      return recorded(side, model);
    }
    int slash = model.indexOf('/');
    if (slash <= 0 || slash == model.length() - 1) {
      return new Unknown(unknownName(model));
    }
    return remote(side, model, model.substring(0, slash), model.substring(slash + 1));
  }

  @Override
  public Lookup again(Side side, Answer then) {
    Lookup lookup = find(side, then.model());
    return lookup instanceof Found found && found.provider() instanceof ChosenEngine plain
        ? again(side, found, plain.like(then.origin()))
        : lookup;
  }

  /** Nobody finds it by its name: what is on the side next is found anew. */
  private Lookup again(Side side, Found found, ChosenEngine engine) {
    put(side, new Loaded(AGAIN + found.model(), engine.file(), engine));
    return new Found(found.model(), found.source(), true, found.requestModel(), engine);
  }

  /** Unloads every model; one that is found later can no longer be loaded. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    for (Side side : Side.values()) {
      unload(side);
    }
  }

  private Lookup demo(@Nullable Side side, String model) {
    return switch (demos.find(model)) {
      case DemoModels.Found found -> loaded(side, model, DEMO_SOURCE, found.file());
      case DemoModels.Missing missing -> new Unknown(missing.failure());
    };
  }

  private Lookup recorded(@Nullable Side side, String model) {
    Lookup lookup = recorded.find(model);
    if (lookup instanceof Found) {
      unload(side);
    }
    return lookup;
  }

  private Lookup file(@Nullable Side side, String typed) {
    try {
      String path =
          typed.startsWith("~/") ? System.getProperty("user.home") + typed.substring(1) : typed;
      Path file = Path.of(path).toAbsolutePath().normalize();
      String model = FILE + file;
      files.add(model);
      return loaded(side, model, FILE_SOURCE, file);
    } catch (InvalidPathException notPath) {
      return new Unknown(
          new Failure.ModelNotFound(
              "This is not the name of a file: " + typed + ".", "Give it as file:PATH.gguf."));
    }
  }

  /**
   * The provider that is on the side already when it runs the same file, else a new one in its
   * place.
   */
  private Lookup loaded(@Nullable Side side, String model, String source, Path file) {
    if (side == null) {
      return new Found(model, source, true, model, NOWHERE);
    }
    Loaded before = on(side);
    if (before != null && before.model().equals(model)) {
      return new Found(model, source, true, model, before.provider());
    }
    ChosenEngine provider = engines.engine(file, model);
    put(side, new Loaded(model, file, provider));
    return new Found(model, source, true, model, provider);
  }

  private Lookup remote(@Nullable Side side, String model, String id, String requestModel) {
    GatewayList.Gateway gateway = gateways.find(id).orElse(null);
    if (gateway == null) {
      return new Unknown(unknownGateway(id));
    }
    Failure problem = gateway.problem();
    if (problem != null) {
      return new Unknown(problem);
    }
    GatewayProfile profile = gateway.profile();
    Failure doubt = lists.doubtAbout(profile, requestModel).orElse(null);
    if (doubt != null) {
      return new Unknown(doubt);
    }
    unload(side);
    return new Found(
        model,
        profile.baseUrl().getHost(),
        false,
        profile.idOf(requestModel),
        new GatewayModel(model, () -> resolved(model, id, requestModel)),
        null,
        price(profile, requestModel).orElse(null));
  }

  /** What a model at a gateway costs now, by the price book. */
  Optional<Price> price(String model) {
    int slash = model.indexOf('/');
    return slash < 1
        ? Optional.empty()
        : gateways
            .find(model.substring(0, slash))
            .map(GatewayList.Gateway::profile)
            .flatMap(profile -> price(profile, model.substring(slash + 1)));
  }

  private Optional<Price> price(GatewayProfile profile, String model) {
    return prices
        .book()
        .find(List.of(profile.id(), profile.baseUrl().getHost()), profile.idOf(model));
  }

  /** The way to a model as things are now: the key, the limits or the policy may have changed. */
  private GatewayModel.Resolved resolved(String name, String id, String model) {
    return switch (guarded(id, model)) {
      case GatewayModel.Ready first ->
          new GatewayModel.Ready(
              fallback.around(name, id, first.model(), first.provider(), this::routed),
              first.model());
      case GatewayModel.Refused refused -> refused;
    };
  }

  private GatewayModel.Resolved guarded(String id, String model) {
    GatewayList.Gateway gateway = gateways.find(id).orElse(null);
    if (gateway == null) {
      return new GatewayModel.Refused(unknownGateway(id));
    }
    Failure problem = gateway.problem();
    if (problem != null) {
      return new GatewayModel.Refused(problem);
    }
    GatewayProfile profile = gateway.profile();
    Provider plain =
        new GatewayProvider(
            profile, gateway.key(), http.with(profile.timeouts()), threads.gateway(), clock);
    return new GatewayModel.Ready(
        guards.around(
            id,
            profile.baseUrl(),
            Guards.limits(profile),
            fallback.rulesFor(id),
            gateway.key(),
            new SpellingProvider(plain, profile, gateway.key(), model, lists)),
        profile.idOf(model));
  }

  private Optional<Provider> routed(RouteSpec route) {
    return fallback
        .gatewayOf(route)
        .map(id -> guarded(id, route.model()))
        .flatMap(way ->
            way instanceof GatewayModel.Ready ready
                ? Optional.of(ready.provider())
                : Optional.empty());
  }

  private void unload(@Nullable Side side) {
    if (side != null) {
      put(side, null);
    }
  }

  /** The models of this machine that are on the sides, in their order. */
  synchronized List<FitHere.OnSide> onSides() {
    return local.values().stream()
        .map(one -> new FitHere.OnSide(one.file(), one.provider().isLoaded()))
        .toList();
  }

  private synchronized @Nullable Loaded on(Side side) {
    return local.get(side);
  }

  /** Ends what was on the side before, which takes a while, so nothing is locked meanwhile. */
  private void put(Side side, @Nullable Loaded next) {
    Loaded before = swap(side, next);
    if (before != null) {
      before.provider().close();
    }
  }

  /** What is to be closed now: the one before, or the next itself when the program is ending. */
  private synchronized @Nullable Loaded swap(Side side, @Nullable Loaded next) {
    if (next == null) {
      return local.remove(side);
    }
    return closed ? next : local.put(side, next);
  }

  private Failure unknownGateway(String id) {
    List<String> known = gateways.ids();
    return new Failure.ModelNotFound(
        "There is no gateway named " + id + ".",
        known.isEmpty()
            ? "Add one with diptych gateway add, in the window's Settings, or for one run with --gateway "
                + id
                + "=URL."
            : "Known gateways: "
                + String.join(", ", known)
                + "; add one for this run with --gateway "
                + id
                + "=URL.");
  }

  private static Failure unknownName(String name) {
    return new Failure.ModelNotFound(
        name.isEmpty() ? "No model is named." : "\"" + name + "\" does not name a model.",
        "A model is named demo/small, demo/base, file:PATH.gguf, GATEWAY/MODEL-ID or"
            + " recorded:SESSION#TRIAL/SIDE.");
  }
}
