package app.diptych.app;

import app.diptych.completion.Failure;
import app.diptych.gateway.ApiKey;
import app.diptych.gateway.GatewayProfile;
import app.diptych.ui.compare.Gateways;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gateways of this run with their keys, which live only here and only in memory. Thread-safe.
 */
final class GatewayList implements Gateways {
  /** What stands before a slash or a colon in the name of a model that is no gateway's. */
  private static final Set<String> RESERVED = Set.of("demo", "file", "recorded");

  private final SettingsFile settings;
  private final Map<String, String> environment;
  private final Map<String, Gateway> gateways = new LinkedHashMap<>();

  /**
   * A gateway and its key.
   *
   * @param key null when it has none
   * @param problem why the key in the environment cannot be used; null when all is well
   */
  record Gateway(GatewayProfile profile, @Nullable ApiKey key, @Nullable Failure problem) {}

  /**
   * @param environment where a key is looked up as {@code ID_API_KEY}
   */
  GatewayList(SettingsFile settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
    settings
        .gateways()
        .forEach((id, url) -> {
          try {
            put(withKeyOfEnvironment(profile(id, url)));
          } catch (IllegalArgumentException unusable) {
            // An entry this version cannot use stays in the file for one that can.
          }
        });
  }

  /**
   * Adds a gateway for this run only.
   *
   * @param definition {@code ID=URL}
   * @throws IllegalArgumentException with a sentence a user can act on
   */
  void addForThisRun(String definition) {
    int equals = definition.indexOf('=');
    if (equals <= 0) {
      throw new IllegalArgumentException(
          "A gateway is given as ID=URL, for example local=http://127.0.0.1:8080/v1, not "
              + definition
              + ".");
    }
    put(
        withKeyOfEnvironment(
            profile(definition.substring(0, equals), definition.substring(equals + 1))));
  }

  @Override
  public synchronized List<String> ids() {
    return List.copyOf(gateways.keySet());
  }

  @Override
  public Optional<String> add(String id, String url, String key) {
    try {
      String name = id.strip();
      GatewayProfile profile = profile(name, url);
      Gateway gateway =
          key.isBlank()
              ? withKeyOfEnvironment(profile)
              : new Gateway(profile, ApiKey.of(key), null);
      Failure problem = gateway.problem();
      if (problem != null) {
        return Optional.of(problem.sentences());
      }
      put(gateway);
      settings.gateway(name, profile.baseUrl().toString());
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  synchronized Optional<Gateway> find(String id) {
    return Optional.ofNullable(gateways.get(id));
  }

  /** The environment variable that may hold the key of that gateway. */
  static String variable(String id) {
    return id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
  }

  private synchronized void put(Gateway gateway) {
    gateways.put(gateway.profile().id(), gateway);
  }

  /**
   * @throws IllegalArgumentException with a sentence a user can act on
   */
  private static GatewayProfile profile(String id, String url) {
    if (RESERVED.contains(id)) {
      throw new IllegalArgumentException(
          "A gateway cannot be named "
              + id
              + ", because models named "
              + id
              + "... are no gateway's: choose another name.");
    }
    return GatewayProfile.of(id, url);
  }

  /** A key that cannot be used is told when the gateway is: hiding the gateway explains nothing. */
  private Gateway withKeyOfEnvironment(GatewayProfile profile) {
    String name = variable(profile.id());
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      return new Gateway(profile, null, null);
    }
    try {
      return new Gateway(profile, ApiKey.of(value), null);
    } catch (IllegalArgumentException unusable) {
      return new Gateway(
          profile,
          null,
          new Failure.Unauthorized(
              "The environment variable " + name + " holds no key that can be sent.",
              String.valueOf(unusable.getMessage())));
    }
  }
}
