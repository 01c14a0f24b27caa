package app.diptych.gateway;

import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which models each gateway last said it has, kept in memory, so that a list of models opens at
 * once and a misspelt name is noticed before anything is sent. Thread-safe.
 */
public final class ModelLists {
  /** A list older than this is asked for again when somebody looks at it. */
  private static final Duration YOUNG = Duration.ofMinutes(5);

  /** A list older than this is no proof that a model is not there. */
  private static final Duration TRUSTED = Duration.ofMinutes(30);

  /** Somebody waits for the list; longer than this it is better told than waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final GatewayModels models;
  private final Turns turns;
  private final NanoClock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(List<String> ids, long atNanos) {}

  /**
   * @param turns lets the lists queue with everything else that is sent to a gateway
   */
  public ModelLists(GatewayHttp http, Turns turns, NanoClock clock) {
    this.models = new GatewayModels(http, clock);
    this.turns = turns;
    this.clock = clock;
  }

  /** The list as it was a moment ago, else as the gateway gives it now, for which this blocks. */
  public ModelListing list(GatewayProfile profile, @Nullable ApiKey key) {
    Known last = known.get(place(profile));
    return last != null && age(last).compareTo(YOUNG) < 0
        ? new ModelListing.Models(last.ids())
        : refresh(profile, key);
  }

  /**
   * Asks the gateway when its limits allow it, unless that is too far away; blocks for as long as
   * it takes. What was known stays when it fails.
   */
  public ModelListing refresh(GatewayProfile profile, @Nullable ApiKey key) {
    Turns.Turn turn = turns.of(profile, 0, _ -> {});
    Failure failure = null;
    try {
      Duration wait = turn.await(PATIENCE);
      if (wait != null) {
        return new ModelListing.Unavailable(busy(profile, wait));
      }
      ModelListing listing = asked(profile, key);
      failure = listing instanceof ModelListing.Unavailable(Failure why) ? why : null;
      return listing;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new ModelListing.Unavailable(new Failure.Cancelled());
    } finally {
      turn.end(failure);
    }
  }

  /**
   * The list as it was a moment ago, else as the gateway gives it now, if its limits allow one more
   * request at once: for a call that is under way, which must not wait in the queue again.
   */
  ModelListing aside(GatewayProfile profile, @Nullable ApiKey key) {
    Known last = known.get(place(profile));
    if (last != null && age(last).compareTo(YOUNG) < 0) {
      return new ModelListing.Models(last.ids());
    }
    return turns.aside(profile)
        ? asked(profile, key)
        : new ModelListing.Unavailable(busy(profile, Duration.ZERO));
  }

  private static Failure busy(GatewayProfile profile, Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    return new Failure.RateLimited(
        "The models of %s were not asked for: other requests to it come first, and its limits let no more through%s."
            .formatted(profile.id(), seconds == 0 ? " now" : " for about " + seconds + " s"),
        "Ask again then, or raise the limits of " + profile.id() + " in Settings > Gateways.",
        seconds == 0 ? null : wait);
  }

  private ModelListing asked(GatewayProfile profile, @Nullable ApiKey key) {
    ModelListing listing = models.list(profile, key);
    if (listing instanceof ModelListing.Models listed) {
      known.put(place(profile), new Known(listed.ids(), clock.nanos()));
    }
    return listing;
  }

  /** How old the known list is; empty when none is known. */
  public Optional<Duration> age(GatewayProfile profile) {
    return Optional.ofNullable(known.get(place(profile))).map(this::age);
  }

  /**
   * Why asking for that model would be in vain, with the nearest names; empty when the gateway has
   * it, or when its list is not known.
   *
   * @param model as the user names it, after the gateway's id
   */
  public Optional<Failure> doubtAbout(GatewayProfile profile, String model) {
    Known last = known.get(place(profile));
    if (last == null
        || last.ids().isEmpty()
        || last.ids().size() >= GatewayModels.MOST_MODELS
        || age(last).compareTo(TRUSTED) > 0
        || ModelNames.has(last.ids(), profile.idOf(model))) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure.ModelNotFound(
            profile.id() + " lists no model " + spoken(profile, model) + ", so nothing was sent.",
            hint(profile, model, last.ids())));
  }

  /** What to try in place of a model that is not there. */
  static String hint(GatewayProfile profile, String model, List<String> ids) {
    List<String> names = new ArrayList<>();
    profile
        .aliases()
        .forEach((alias, id) -> {
          if (ModelNames.has(ids, id)) {
            names.add(alias);
          }
        });
    names.addAll(ids);
    names.remove(model);
    List<String> nearest = ModelNames.nearest(model, names);
    return nearest.isEmpty()
        ? "Choose one of the %d models it lists: diptych models %s."
            .formatted(ids.size(), profile.id())
        : "Did you mean "
            + String.join(" or ", nearest.stream().map(name -> profile.id() + "/" + name).toList())
            + "?";
  }

  private static String spoken(GatewayProfile profile, String model) {
    String id = profile.idOf(model);
    return id.equals(model) ? model : id + ", which " + model + " stands for";
  }

  private Duration age(Known last) {
    return Duration.ofNanos(clock.nanos() - last.atNanos());
  }

  private static String place(GatewayProfile profile) {
    return profile.id() + " " + profile.models();
  }
}
