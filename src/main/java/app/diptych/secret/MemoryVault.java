package app.diptych.secret;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps keys in the memory of this program until it ends. Thread-safe. */
public final class MemoryVault implements KeyVault, AutoCloseable {
  private final Map<KeyName, char[]> keys = new HashMap<>();

  @Override
  public synchronized void store(KeyName name, char[] key) {
    wipe(keys.put(name, key.clone()));
  }

  @Override
  public synchronized Optional<char[]> load(KeyName name) {
    return Optional.ofNullable(keys.get(name)).map(char[]::clone);
  }

  @Override
  public synchronized void delete(KeyName name) {
    wipe(keys.remove(name));
  }

  @Override
  public State state() {
    return new Ready("memory until Diptych closes");
  }

  /** Zeroes all of them. */
  @Override
  public synchronized void close() {
    keys.values().forEach(MemoryVault::wipe);
    keys.clear();
  }

  private static void wipe(char @Nullable [] key) {
    if (key != null) {
      Arrays.fill(key, '\0');
    }
  }
}
