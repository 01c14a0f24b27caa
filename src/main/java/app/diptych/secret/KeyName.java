package app.diptych.secret;

/**
 * Names a key in a vault. The origin is part of it, so that a key is never found for another
 * address than the one it was given for.
 *
 * @param gateway the gateway's id
 * @param origin scheme, host and port, for example {@code https://api.example.com}
 */
public record KeyName(String gateway, String origin) {
  /** One word with a blank in it: neither part can have one. */
  public String account() {
    return gateway + " " + origin;
  }
}
