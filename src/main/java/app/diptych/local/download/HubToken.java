package app.diptych.local.download;

import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * What proves to a hub who the user is. It goes to the hub's own origin and nowhere else, and has
 * no text form.
 */
final class HubToken {
  private final String secret;
  private final HttpUrl origin;

  /**
   * @throws IllegalArgumentException when it cannot be a token, with a sentence that does not quote
   *     it
   */
  HubToken(String secret, HttpUrl origin) {
    this.secret = secret.strip();
    this.origin = origin;
    if (!this.secret.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "The token in HF_TOKEN has a blank or a letter outside ASCII in it: copy it again.");
    }
  }

  /** Puts it on a request to the hub itself. */
  void on(Request.Builder request, HttpUrl target) {
    if (isSame(origin, target)) {
      request.header("Authorization", "Bearer " + secret);
    }
  }

  static boolean isSame(HttpUrl one, HttpUrl other) {
    return one.scheme().equals(other.scheme())
        && one.host().equals(other.host())
        && one.port() == other.port();
  }

  @Override
  public String toString() {
    return "HubToken[...]";
  }
}
