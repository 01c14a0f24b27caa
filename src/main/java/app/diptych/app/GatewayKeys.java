package app.diptych.app;

import app.diptych.completion.Failure;
import app.diptych.gateway.ApiKey;
import app.diptych.gateway.GatewayBook.KeyPlace;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.KeyBinding;
import app.diptych.gateway.KeySource;
import app.diptych.secret.KeyName;
import app.diptych.secret.KeyVault;
import app.diptych.secret.KeyVaultException;
import app.diptych.secret.MemoryVault;
import app.diptych.secret.PastedKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key of a gateway where its profile says it is, and keeps new ones. A key that was given
 * for one origin is found for no other. Thread-safe; may wait for the keyring.
 */
final class GatewayKeys {
  private final Map<String, String> environment;
  private final KeyVault keyring;
  private final MemoryVault memory = new MemoryVault();

  /** Those that were read in this run, so that the keyring asks its user once. */
  private final Map<KeyName, ApiKey> read = new ConcurrentHashMap<>();

  /**
   * A key, or why there is none.
   *
   * @param key null when the gateway has none
   * @param problem why it cannot be used; null when all is well
   */
  record Found(@Nullable ApiKey key, @Nullable Failure problem) {
    static final Found NONE = new Found(null, null);
  }

  /** A key that was kept: where, and what to tell about it. */
  record Kept(KeyBinding binding, String told) {}

  GatewayKeys(Map<String, String> environment, KeyVault keyring) {
    this.environment = environment;
    this.keyring = keyring;
  }

  Found of(GatewayProfile profile) {
    String trouble = trouble(profile);
    if (!trouble.isEmpty()) {
      return new Found(
          null,
          new Failure.Unauthorized(
              trouble, "Give its key again, in Settings or on the command line."));
    }
    return switch (profile.key().source()) {
      case KeySource.None _ -> Found.NONE;
      case KeySource.Environment environment -> ofEnvironment(environment.variable());
      case KeySource.Keyring _ -> ofVault(profile, keyring);
      case KeySource.Memory _ -> {
        Found kept = ofVault(profile, memory);
        // As good as memory when Diptych was started anew.
        yield kept.problem() == null ? kept : ofEnvironment(usual(profile));
      }
    };
  }

  /** What keeps a key from being used, as far as that is known without asking the keyring. */
  String trouble(GatewayProfile profile) {
    KeySource source = profile.key().source();
    if (!(source instanceof KeySource.None) && !isFor(profile)) {
      return "The key of "
          + profile.id()
          + " was given for "
          + profile.key().origin()
          + ", not for "
          + profile.origin()
          + ", so it was not sent.";
    }
    return switch (source) {
      case KeySource.Environment(String variable) ->
          isSet(variable) || variable.equals(usual(profile))
              ? ""
              : "The environment variable "
                  + variable
                  + ", which should hold the key of "
                  + profile.id()
                  + ", is not set.";
      case KeySource.Memory _ ->
          read.containsKey(name(profile)) || memoryHas(profile) || isSet(usual(profile))
              ? ""
              : "The key of " + profile.id() + " was kept in memory only and is gone.";
      case KeySource.Keyring _, KeySource.None _ -> "";
    };
  }

  /** Where the key is, in words. */
  String words(GatewayProfile profile) {
    return switch (profile.key().source()) {
      case KeySource.None _ -> "no key";
      case KeySource.Environment(String variable) ->
          "environment variable " + variable + (isSet(variable) ? "" : ", not set");
      case KeySource.Keyring _ -> "keyring";
      case KeySource.Memory _ -> "memory, until Diptych closes";
    };
  }

  KeyPlace place() {
    return switch (keyring.state()) {
      case KeyVault.Ready ready -> new KeyPlace(true, ready.where());
      case KeyVault.Missing _ -> new KeyPlace(false, "memory only, until Diptych closes");
    };
  }

  /**
   * Keeps a typed key for the origin of that profile, in the keyring when there is one.
   *
   * @param typed zeroed on return
   * @throws IllegalArgumentException when it cannot be a key, with a sentence that does not quote
   *     it
   */
  Kept keep(GatewayProfile profile, char[] typed) {
    PastedKey pasted = PastedKey.of(typed);
    try {
      ApiKey key = ApiKey.of(new String(pasted.key()));
      KeyBinding binding = new KeyBinding(new KeySource.Keyring(), profile.origin());
      String told = pasted.told();
      KeyName name = new KeyName(profile.id(), profile.origin());
      try {
        if (keyring.state() instanceof KeyVault.Ready) {
          keyring.store(name, pasted.key());
          read.put(name, key);
          return new Kept(binding, told);
        }
      } catch (KeyVaultException refused) {
        told = (told + " " + refused.getMessage()).strip();
      }
      memory.store(name, pasted.key());
      read.put(name, key);
      return new Kept(
          binding.from(new KeySource.Memory()),
          (told + " The key is kept in memory only and is forgotten when Diptych closes.").strip());
    } finally {
      pasted.wipe();
    }
  }

  /** Takes a key along to the origin the profile has now, because its user said so. */
  void follow(GatewayProfile before, GatewayProfile now) {
    char[] key = take(before).key();
    if (key != null) {
      putBack(now, key);
    }
  }

  /** A key that was taken out of where it was kept. */
  static final class Taken {
    private final char @Nullable [] key;
    private final String left;

    private Taken(char @Nullable [] key, String left) {
      this.key = key;
      this.left = left;
    }

    /** For the caller to zero; null when there was none, or it cannot be reached. */
    char @Nullable [] key() {
      return key;
    }

    /** That it is still there and how to remove it, in sentences; empty when it is not. */
    String left() {
      return left;
    }
  }

  /**
   * Deletes the key of a profile.
   *
   * @return that it is still there and how to remove it, in sentences; empty when it is gone
   */
  String forget(GatewayProfile profile) {
    Taken taken = take(profile);
    char[] key = taken.key();
    if (key != null) {
      Arrays.fill(key, '\0');
    }
    return taken.left();
  }

  /** The environment variable a key would be read from; empty when it is kept elsewhere. */
  Optional<String> variable(GatewayProfile profile) {
    return switch (profile.key().source()) {
      case KeySource.Environment(String variable) -> Optional.of(variable);
      case KeySource.Memory _ when !read.containsKey(name(profile)) && !memoryHas(profile) ->
          Optional.of(usual(profile));
      case KeySource.Memory _, KeySource.Keyring _, KeySource.None _ -> Optional.empty();
    };
  }

  /** Takes the key of a profile out of where it is kept. */
  Taken take(GatewayProfile profile) {
    KeyName name = name(profile);
    read.remove(name);
    KeyVault vault = vault(profile);
    if (vault == null) {
      return new Taken(null, "");
    }
    char[] key = null;
    try {
      key = vault.load(name).orElse(null);
      vault.delete(name);
      return new Taken(key, "");
    } catch (KeyVaultException unreachable) {
      return new Taken(key, left(name, unreachable));
    }
  }

  private static String left(KeyName name, KeyVaultException why) {
    return "The key of %s stays in the keyring. %s To remove it later, unlock the keyring and delete \"%s\" of Diptych in the keyring's own program, or add %s at %s with --key again and remove it then."
        .formatted(name.gateway(), why.getMessage(), name.account(), name.gateway(), name.origin());
  }

  /**
   * @param key zeroed on return
   */
  void putBack(GatewayProfile profile, char[] key) {
    KeyVault vault = vault(profile);
    try {
      if (vault != null) {
        vault.store(name(profile), key);
      }
    } catch (KeyVaultException unreachable) {
      memory.store(name(profile), key);
      read.put(name(profile), ApiKey.of(new String(key)));
    } finally {
      Arrays.fill(key, '\0');
    }
  }

  private @Nullable KeyVault vault(GatewayProfile profile) {
    return switch (profile.key().source()) {
      case KeySource.Keyring _ -> keyring;
      case KeySource.Memory _ -> memory;
      case KeySource.Environment _, KeySource.None _ -> null;
    };
  }

  private Found ofVault(GatewayProfile profile, KeyVault vault) {
    KeyName name = name(profile);
    ApiKey known = read.get(name);
    if (known != null) {
      return new Found(known, null);
    }
    try {
      char[] kept = vault.load(name).orElse(null);
      if (kept == null) {
        return missing("The keyring has no key of " + profile.id() + " for " + name.origin() + ".");
      }
      try {
        ApiKey key = ApiKey.of(new String(kept));
        read.put(name, key);
        return new Found(key, null);
      } finally {
        Arrays.fill(kept, '\0');
      }
    } catch (KeyVaultException unreachable) {
      return missing("The key of " + profile.id() + " cannot be read. " + unreachable.getMessage());
    }
  }

  private static Found missing(String why) {
    return new Found(
        null,
        new Failure.Unauthorized(
            why, "Give its key again, in Settings or on the command line, or unlock the keyring."));
  }

  /** A key that cannot be used is told when the gateway is: hiding the gateway explains nothing. */
  private Found ofEnvironment(String variable) {
    if (!isSet(variable)) {
      return Found.NONE;
    }
    try {
      return new Found(ApiKey.of(environment.getOrDefault(variable, "")), null);
    } catch (IllegalArgumentException unusable) {
      return new Found(
          null,
          new Failure.Unauthorized(
              "The environment variable " + variable + " holds no key that can be sent.",
              String.valueOf(unusable.getMessage())));
    }
  }

  private boolean memoryHas(GatewayProfile profile) {
    return memory
        .load(name(profile))
        .map(key -> {
          Arrays.fill(key, '\0');
          return true;
        })
        .orElse(false);
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private static boolean isFor(GatewayProfile profile) {
    String origin = profile.key().origin();
    return origin.isEmpty() || origin.equals(profile.origin());
  }

  private static String usual(GatewayProfile profile) {
    return KeySource.Environment.usual(profile.id()).variable();
  }

  private static KeyName name(GatewayProfile profile) {
    return new KeyName(profile.id(), profile.key().origin());
  }
}
