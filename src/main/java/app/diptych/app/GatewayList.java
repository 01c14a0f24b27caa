package app.diptych.app;

import app.diptych.gateway.ApiKey;
import app.diptych.gateway.GatewayProfile;
import app.diptych.ui.compare.Gateways;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gateways of this run with their keys, which live only here and only in memory. Thread-safe.
 */
final class GatewayList implements Gateways {
  private final SettingsFile settings;
  private final Map<String, String> environment;
  private final Map<String, Gateway> gateways = new LinkedHashMap<>();

  /** A gateway and its key, null when it has none. */
  record Gateway(GatewayProfile profile, @Nullable ApiKey key) {}

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
            put(GatewayProfile.of(id, url), null);
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
    put(GatewayProfile.of(definition.substring(0, equals), definition.substring(equals + 1)), null);
  }

  @Override
  public synchronized List<String> ids() {
    return List.copyOf(gateways.keySet());
  }

  @Override
  public Optional<String> add(String id, String url, String key) {
    try {
      String name = id.strip();
      if (name.equals("demo") || name.equals("recorded") || name.equals("file")) {
        return Optional.of("The name " + name + " means something else already: choose another.");
      }
      GatewayProfile profile = GatewayProfile.of(name, url);
      put(profile, key.isBlank() ? null : ApiKey.of(key));
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

  private synchronized void put(GatewayProfile profile, @Nullable ApiKey given) {
    gateways.put(
        profile.id(), new Gateway(profile, given == null ? fromEnvironment(profile.id()) : given));
  }

  private @Nullable ApiKey fromEnvironment(String id) {
    String value = environment.getOrDefault(variable(id), "");
    return value.isBlank() ? null : ApiKey.of(value);
  }
}
