package app.diptych.gateway;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A well-known gateway to begin from.
 *
 * @param about what it is, in one sentence
 * @param variable the environment variable its own documents name for the key; empty when it
 *     usually needs none
 * @param keyPage where a key can be made; empty when unknown
 * @param hosts other hosts of the same gateway, such as an address it had before
 * @param facts where each of this comes from
 */
public record GatewayPreset(
    String id,
    String name,
    URI baseUrl,
    String about,
    String variable,
    String keyPage,
    List<String> hosts,
    Map<String, String> aliases,
    GatewayLimits limits,
    GatewayTimeouts timeouts,
    List<Fact> facts) {

  public GatewayPreset {
    hosts = List.copyOf(hosts);
    facts = List.copyOf(facts);
  }

  /**
   * Where a fact comes from.
   *
   * @param what the field it is about
   * @param date when it was read, for example {@code 2026-11-26}
   */
  public record Fact(String what, String source, String date) {}

  /** A profile with all of this. */
  public GatewayProfile profile() {
    GatewayProfile plain = new GatewayProfile(id, baseUrl);
    KeySource source =
        variable.isEmpty() ? new KeySource.None() : new KeySource.Environment(variable);
    return new GatewayProfile(
        id,
        name,
        baseUrl,
        new KeyBinding(source, plain.origin()),
        aliases,
        limits,
        timeouts,
        Map.of(),
        "");
  }

  /** Whether it is known by that host. */
  boolean isAt(String host) {
    return profile().host().equals(host) || hosts.contains(host);
  }

  /** Whether it has every one of these words in its name, id, address or description. */
  public boolean matches(String words) {
    String all = (id + ' ' + name + ' ' + baseUrl + ' ' + about).toLowerCase(Locale.ROOT);
    return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
        .allMatch(all::contains);
  }
}
