package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.net.IDN;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host that should perhaps not get the key it would be sent: it is one or two letters away from a
 * known one, so more likely a slip of the finger, or somebody's trap for it, than a gateway of its
 * own; or the key stands in the environment for somebody else. No key goes there until the user
 * says so.
 *
 * @param host the host that is meant to get a key
 * @param known the one it looks like, or whose key it is
 * @param variable the environment variable that holds the key of the known one; empty when the host
 *     only looks like it
 */
public record HostDoubt(String host, String known, String variable) {
  private static final int NEAR = 2;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*|localhost|.*\\.localhost");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  HostDoubt(String host, String known) {
    this(host, known, "");
  }

  /**
   * The doubt about a key that stands in the environment under the name a well-known gateway uses,
   * when it would go to somebody else. This machine itself gets it undoubted: what listens there
   * was started by its user, usually to pass the key on.
   */
  public static Optional<HostDoubt> ofKeyIn(
      String variable, GatewayProfile profile, GatewayPresets presets) {
    return profile.isLoopback()
        ? Optional.empty()
        : presets
            .owning(variable)
            .filter(owner -> !owner.isAt(profile.host()))
            .map(owner -> new HostDoubt(profile.host(), owner.profile().host(), variable));
  }

  /**
   * The doubt about a host, or empty when it is known or like no other.
   *
   * @param known hosts that are what they seem
   */
  public static Optional<HostDoubt> of(String host, Collection<String> known) {
    if (ADDRESS.matcher(host).matches() || known.contains(host)) {
      return Optional.empty();
    }
    String shown = IDN.toUnicode(host);
    return known.stream()
        .filter(other -> !ADDRESS.matcher(other).matches())
        .filter(other -> isNear(shown, other))
        .findFirst()
        .map(other -> new HostDoubt(host, other));
  }

  /** Machines of one house are numbered: {@code gpu1} and {@code gpu2} are no slip. */
  private static boolean isNear(String host, String other) {
    int distance = EditDistance.between(host, other, NEAR);
    return distance > 0
        && distance <= NEAR
        && !DIGITS.matcher(host).replaceAll("#").equals(DIGITS.matcher(other).replaceAll("#"));
  }

  /** What is doubtful, as a sentence without its stop. */
  public String why() {
    return variable.isEmpty()
        ? "%s is not %s, but looks like it".formatted(host, known)
        : "%s is where the key of %s usually stands, and %s is another host"
            .formatted(variable, known, host);
  }

  /** Why no key was sent. */
  public Failure refusal(String gateway) {
    return new Failure.InvalidRequest(
        "The key of %s was not sent: %s.".formatted(gateway, why()),
        (variable.isEmpty()
                ? "Correct the base URL; if "
                : "Correct the base URL, or give the gateway another name or a key of its own; if ")
            + host
            + " is right, say so in Settings, or with diptych gateway add --trust-host "
            + host
            + ".");
  }
}
