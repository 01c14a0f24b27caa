package app.diptych.secret;

/** A vault did not do it; the message is a sentence a user can act on and never quotes a key. */
public final class KeyVaultException extends Exception {
  private static final long serialVersionUID = 1;

  public KeyVaultException(String message) {
    super(message);
  }
}
