package app.diptych.gateway;

import okhttp3.HttpUrl;

/**
 * Whom a request was sent to, for the sentences of its failures.
 *
 * @param gateway the profile's id
 * @param model the model asked for; empty when the request is not about one
 * @param withKey whether a key was sent
 */
record Addressee(String gateway, HttpUrl url, String model, boolean withKey, UntrustedText text) {

  /** Host and port as a user would type them. */
  String host() {
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return usual ? host : host + ":" + url.port();
  }
}
