package app.diptych.secret;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import java.util.Optional;

/**
 * The keyring through java-keyring: Windows Credential Manager, macOS Keychain, or on Linux the
 * Secret Service (GNOME, KDE) over D-Bus.
 */
final class SystemKeyring implements Keyring {
  /** Under this name the keyring's own program lists the keys. */
  private static final String SERVICE = "Diptych";

  private final com.github.javakeyring.Keyring keyring;

  private SystemKeyring(com.github.javakeyring.Keyring keyring) {
    this.keyring = keyring;
  }

  static Keyring open() throws BackendNotSupportedException {
    return new SystemKeyring(com.github.javakeyring.Keyring.create());
  }

  @Override
  public String where() {
    KeyringStorageType type = keyring.getKeyringStorageType();
    return switch (type) {
      case GNOME_KEYRING -> "the keyring of this desktop";
      case KWALLET -> "the KDE wallet";
      case WINDOWS_CREDENTIAL_STORE -> "the Windows Credential Manager";
      default -> "the macOS keychain";
    };
  }

  /** The library has one and the same exception for a key that is not there and for a refusal. */
  @Override
  public Optional<char[]> get(String account) {
    try {
      String found = keyring.getPassword(SERVICE, account);
      return found == null || found.isEmpty() ? Optional.empty() : Optional.of(found.toCharArray());
    } catch (PasswordAccessException notThere) {
      return Optional.empty();
    }
  }

  @Override
  public void put(String account, char[] key) throws PasswordAccessException {
    keyring.setPassword(SERVICE, account, new String(key));
  }

  @Override
  public void remove(String account) {
    try {
      keyring.deletePassword(SERVICE, account);
    } catch (PasswordAccessException notThere) {
      // What is not there need not be taken away.
    }
  }
}
