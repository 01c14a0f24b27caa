package app.diptych.gateway;

import java.time.Duration;

/**
 * How long each phase of a call may take. One total limit would be the wrong tool for a stream, so
 * each phase has its own, and its own sentence when it is reached.
 *
 * @param connect to one address of the gateway's host
 * @param firstByte from the request sent to the first byte of the answer's body; a TLS handshake
 *     may take as long
 * @param silence between two bytes of the answer; a comment of the gateway counts as a sign of life
 * @param whole the call from start to end
 */
public record GatewayTimeouts(
    Duration connect, Duration firstByte, Duration silence, Duration whole) {

  private static final Duration LONGEST = Duration.ofDays(1);

  /** 5 s, 30 s, 60 s and 10 min. */
  public static final GatewayTimeouts DEFAULTS =
      new GatewayTimeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(600));

  /**
   * @throws IllegalArgumentException for a limit under a millisecond or over a day
   */
  public GatewayTimeouts {
    for (Duration limit : new Duration[] {connect, firstByte, silence, whole}) {
      if (limit.toMillis() < 1 || limit.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("A time limit must be 1 millisecond to 1 day.");
      }
    }
  }

  /** For a model that takes long to read its prompt, such as a large one on this machine. */
  public GatewayTimeouts withFirstByte(Duration patience) {
    return new GatewayTimeouts(connect, patience, silence, whole);
  }
}
