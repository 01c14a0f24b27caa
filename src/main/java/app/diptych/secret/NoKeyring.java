package app.diptych.secret;

import java.util.Optional;

/** Stands where there is no keyring. */
public final class NoKeyring implements KeyVault {
  private static final String WHY = "There is no keyring to use here.";

  @Override
  public void store(KeyName name, char[] key) throws KeyVaultException {
    throw new KeyVaultException(WHY);
  }

  @Override
  public Optional<char[]> load(KeyName name) throws KeyVaultException {
    throw new KeyVaultException(WHY);
  }

  @Override
  public void delete(KeyName name) throws KeyVaultException {
    throw new KeyVaultException(WHY);
  }

  @Override
  public State state() {
    return new Missing(WHY);
  }
}
