package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.net.IDN;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host that is one or two letters away from a known one: more likely a slip of the finger, or
 * somebody's trap for it, than a gateway of its own. No key goes there until the user says so.
 *
 * @param host the host that is meant to get a key
 * @param known the one it looks like
 */
public record HostDoubt(String host, String known) {
  private static final int NEAR = 2;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*|localhost|.*\\.localhost");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

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

  /** Why no key was sent. */
  public Failure refusal(String gateway) {
    return new Failure.InvalidRequest(
        "The key of %s was not sent: %s is not %s, but looks like it."
            .formatted(gateway, host, known),
        "Correct the base URL; if "
            + host
            + " is right, say so in Settings, or with diptych gateway add --trust-host "
            + host
            + ".");
  }
}
