package app.diptych.app;

import app.diptych.completion.Failure;
import app.diptych.gateway.ApiKey;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayJson;
import app.diptych.gateway.GatewayPresets;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.HostDoubt;
import app.diptych.gateway.KeySource;
import app.diptych.gateway.ProbeResult;
import app.diptych.secret.NoKeyring;
import app.diptych.ui.compare.Gateways;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The gateways of this run, those of the settings and those of the command line. Thread-safe. */
final class GatewayList implements Gateways, GatewayBook {
  /** What stands before a slash or a colon in the name of a model that is no gateway's. */
  private static final Set<String> RESERVED = Set.of("demo", "file", "recorded");

  private final SettingsFile settings;
  private final GatewayKeys keys;
  private final Prober prober;
  private final GatewayPresets presets = GatewayPresets.bundled();
  private final Map<String, Listed> gateways = new LinkedHashMap<>();
  private final List<String> unusable = new ArrayList<>();

  private record Listed(GatewayProfile profile, boolean forThisRun) {}

  /** Makes a check of a gateway. */
  @FunctionalInterface
  interface Prober {
    Check of(Gateway gateway, Consumer<ProbeResult> listener);
  }

  /**
   * A gateway and its key.
   *
   * @param key null when it has none
   * @param problem why it cannot be used as it is; null when all is well
   */
  record Gateway(GatewayProfile profile, @Nullable ApiKey key, @Nullable Failure problem) {}

  /** Without a keyring and without checks. */
  GatewayList(SettingsFile settings, Map<String, String> environment) {
    this(
        settings,
        new GatewayKeys(environment, new NoKeyring()),
        (_, _) -> {
          throw new IllegalStateException("Nothing can be checked here");
        });
  }

  GatewayList(SettingsFile settings, GatewayKeys keys, Prober prober) {
    this.settings = settings;
    this.keys = keys;
    this.prober = prober;
    for (ObjectNode entry : settings.gateways()) {
      try {
        put(checked(GatewayJson.read(entry)), false);
      } catch (IllegalArgumentException wrong) {
        // It stays in the file for a version that can use it.
        unusable.add(
            "The gateway "
                + entry.path("id").asString("without a name")
                + " in the settings cannot be used: "
                + wrong.getMessage());
      }
    }
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
        checked(
            GatewayProfile.of(definition.substring(0, equals), definition.substring(equals + 1))),
        true);
  }

  @Override
  public synchronized List<String> ids() {
    return List.copyOf(gateways.keySet());
  }

  @Override
  public String keyNote() {
    KeyPlace place = keys.place();
    return place.lasting()
        ? "The key is kept in " + place.words() + ", never in a file of Diptych."
        : "The key stays in memory and is forgotten when Diptych closes.";
  }

  @Override
  public Optional<String> add(String id, String url, String key) {
    try {
      GatewayProfile typed = checked(GatewayProfile.of(id.strip(), url));
      GatewayProfile profile =
          profile(typed.id()).map(known -> known.at(typed.baseUrl())).orElse(typed);
      Saved saved = save(profile, key.isBlank() ? null : key.toCharArray());
      return switch (saved) {
        case Done _ -> {
          Failure problem = find(profile.id()).map(Gateway::problem).orElse(null);
          yield Optional.ofNullable(problem).map(Failure::sentences);
        }
        case Doubted(HostDoubt doubt) ->
            Optional.of(
                doubt.why() + ": correct the URL, or add it on the Settings page, which asks.");
        case KeyOfAnother(String origin) ->
            Optional.of("The key was given for " + origin + ": type it again for this address.");
      };
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  /** Reads the key where the profile says it is, so this may wait for the keyring. */
  Optional<Gateway> find(String id) {
    GatewayProfile profile = profile(id).orElse(null);
    if (profile == null) {
      return Optional.empty();
    }
    GatewayKeys.Found found = keys.of(profile);
    HostDoubt doubt = found.key() == null ? null : doubt(profile, true).orElse(null);
    return Optional.of(
        doubt == null
            ? new Gateway(profile, found.key(), found.problem())
            : new Gateway(profile, null, doubt.refusal(id)));
  }

  @Override
  public GatewayPresets presets() {
    return presets;
  }

  @Override
  public List<Entry> entries() {
    List<Listed> all;
    synchronized (this) {
      all = List.copyOf(gateways.values());
    }
    return all.stream().map(this::entry).toList();
  }

  @Override
  public Optional<Entry> entry(String id) {
    Listed listed;
    synchronized (this) {
      listed = gateways.get(id);
    }
    return Optional.ofNullable(listed).map(this::entry);
  }

  private Entry entry(Listed listed) {
    GatewayProfile profile = listed.profile();
    String doubt =
        profile.key().source() instanceof KeySource.None
            ? ""
            : doubt(profile, true).map(d -> d.refusal(profile.id()).message()).orElse("");
    return new Entry(
        profile,
        keys.words(profile),
        doubt.isEmpty() ? keys.trouble(profile) : doubt,
        listed.forThisRun());
  }

  @Override
  public synchronized List<String> unusable() {
    return List.copyOf(unusable);
  }

  @Override
  public KeyPlace keyPlace() {
    return keys.place();
  }

  @Override
  public Saved save(GatewayProfile wanted, char @Nullable [] key) {
    try {
      checked(wanted);
      HostDoubt doubt = doubt(wanted, key == null).orElse(null);
      boolean keyless = wanted.key().source() instanceof KeySource.None && key == null;
      if (doubt != null && !keyless) {
        return new Doubted(doubt);
      }
      return key == null ? savedAsItIs(wanted) : saved(wanted, key);
    } finally {
      if (key != null) {
        Arrays.fill(key, '\0');
      }
    }
  }

  private Saved savedAsItIs(GatewayProfile wanted) {
    GatewayProfile before = profile(wanted.id()).orElse(null);
    boolean keyless = wanted.key().source() instanceof KeySource.None;
    String given = wanted.key().origin();
    if (!keyless && !given.isEmpty() && !given.equals(wanted.origin())) {
      return new KeyOfAnother(given);
    }
    GatewayProfile profile = wanted.with(wanted.key().to(wanted.origin()));
    String told = "";
    if (before != null) {
      if (before.key().source().equals(profile.key().source())) {
        if (!before.key().origin().equals(profile.key().origin())) {
          keys.follow(before, profile);
        }
      } else {
        told = keys.forget(before);
      }
    }
    return written(profile, told);
  }

  private Saved saved(GatewayProfile wanted, char[] key) {
    GatewayProfile before = profile(wanted.id()).orElse(null);
    GatewayKeys.Kept kept = keys.keep(wanted, key);
    String told = kept.told();
    if (before != null && !before.key().origin().equals(kept.binding().origin())) {
      // Nobody would ever ask for the key of the old address again.
      told = (told + " " + keys.forget(before)).strip();
    }
    return written(wanted.with(kept.binding().trusting(wanted.key().trustedHost())), told);
  }

  private Saved written(GatewayProfile profile, String told) {
    put(profile, false);
    settings.gateway(profile.id(), entry -> GatewayJson.write(profile, entry));
    String problem = settings.problem();
    return new Done(problem.isEmpty() ? told : (told + " " + problem).strip(), problem.isEmpty());
  }

  @Override
  public Optional<Removed> remove(String id) {
    List<Map.Entry<String, Listed>> before;
    Listed removed;
    synchronized (this) {
      before = List.copyOf(gateways.entrySet());
      removed = gateways.remove(id);
    }
    if (removed == null) {
      return Optional.empty();
    }
    Runnable entry = settings.removeGateway(id);
    GatewayKeys.Taken taken = keys.take(removed.profile());
    return Optional.of(
        new Removed() {
          @Override
          public String told() {
            return taken.left();
          }

          @Override
          public void putBack() {
            GatewayList.this.putBack(before, removed, entry, taken.key());
          }
        });
  }

  private void putBack(
      List<Map.Entry<String, Listed>> before,
      Listed removed,
      Runnable entry,
      char @Nullable [] key) {
    String id = removed.profile().id();
    synchronized (this) {
      if (gateways.containsKey(id)) {
        return;
      }
      Map<String, Listed> now = new LinkedHashMap<>(gateways);
      gateways.clear();
      // In their old order; what was added meanwhile comes last.
      before.forEach(old -> {
        Listed kept = old.getKey().equals(id) ? removed : now.remove(old.getKey());
        if (kept != null) {
          gateways.put(old.getKey(), kept);
        }
      });
      gateways.putAll(now);
    }
    entry.run();
    if (key != null) {
      keys.putBack(removed.profile(), key);
    }
  }

  @Override
  public Optional<Check> check(String id, Consumer<ProbeResult> listener) {
    return find(id).map(gateway -> prober.of(gateway, listener));
  }

  /** The environment variable that may hold the key of that gateway. */
  static String variable(GatewayProfile profile) {
    return profile.key().source() instanceof KeySource.Environment(String variable)
        ? variable
        : KeySource.Environment.usual(profile.id()).variable();
  }

  private synchronized Optional<GatewayProfile> profile(String id) {
    return Optional.ofNullable(gateways.get(id)).map(Listed::profile);
  }

  private synchronized void put(GatewayProfile profile, boolean forThisRun) {
    gateways.put(profile.id(), new Listed(profile, forThisRun));
  }

  /**
   * A host is known when it is a preset's, or that of a gateway added before this one.
   *
   * @param asItIs whether the key is where the profile says; else it was typed just now
   */
  private Optional<HostDoubt> doubt(GatewayProfile profile, boolean asItIs) {
    if (isTrusted(profile)) {
      return Optional.empty();
    }
    Optional<HostDoubt> alike = looksAlike(profile);
    return alike.isPresent() || !asItIs
        ? alike
        : keys.variable(profile).flatMap(variable -> HostDoubt.ofKeyIn(variable, profile, presets));
  }

  private synchronized Optional<HostDoubt> looksAlike(GatewayProfile profile) {
    List<String> known = new ArrayList<>(presets.hosts());
    for (Listed earlier : gateways.values()) {
      if (earlier.profile().id().equals(profile.id())) {
        break;
      }
      String host = earlier.profile().host();
      if (isTrusted(earlier.profile()) || HostDoubt.of(host, known).isEmpty()) {
        known.add(host);
      }
    }
    return HostDoubt.of(profile.host(), known);
  }

  private static boolean isTrusted(GatewayProfile profile) {
    return profile.key().trustedHost().equals(profile.host());
  }

  /**
   * @throws IllegalArgumentException with a sentence a user can act on
   */
  private static GatewayProfile checked(GatewayProfile profile) {
    String id = profile.id();
    if (RESERVED.contains(id)) {
      throw new IllegalArgumentException(
          "A gateway cannot be named "
              + id
              + ", because models named "
              + id
              + "... are no gateway's: choose another name.");
    }
    return profile;
  }
}
