package app.diptych.secret;

import java.util.Optional;

/**
 * Keeps keys. Every method may wait for another program, or for a person who unlocks the keyring,
 * but never without end; nothing here is for the JavaFX thread.
 */
public interface KeyVault {

  /**
   * Keeps a key in the place of the one of that name.
   *
   * @param key read only; the caller zeroes it
   */
  void store(KeyName name, char[] key) throws KeyVaultException;

  /** The key of that name, for the caller to zero; empty when there is none. */
  Optional<char[]> load(KeyName name) throws KeyVaultException;

  /** Forgets the key of that name, if there is one. */
  void delete(KeyName name) throws KeyVaultException;

  /** Whether it can be used now. */
  State state();

  /** Whether a vault can be used. */
  sealed interface State {}

  /**
   * @param where for people, for example {@code the GNOME keyring}
   */
  record Ready(String where) implements State {}

  /**
   * @param why in a sentence
   */
  record Missing(String why) implements State {}
}
