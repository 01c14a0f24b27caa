package app.diptych.gateway;

/**
 * Where a gateway's key is kept and to whom it may be sent.
 *
 * @param origin the scheme, host and port the key was given for; empty when it may follow the base
 *     URL because nobody gave it for an address yet
 * @param trustedHost a host the user confirmed although it looks like a misspelt one; usually empty
 */
public record KeyBinding(KeySource source, String origin, String trustedHost) {

  public KeyBinding(KeySource source, String origin) {
    this(source, origin, "");
  }

  public KeyBinding from(KeySource other) {
    return new KeyBinding(other, origin, trustedHost);
  }

  public KeyBinding to(String otherOrigin) {
    return new KeyBinding(source, otherOrigin, trustedHost);
  }

  public KeyBinding trusting(String host) {
    return new KeyBinding(source, origin, host);
  }
}
