package app.diptych.completion;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one remote call went, from its sending to its end. A phase that did not happen,
 * such as a handshake over plain HTTP, is null and not zero.
 *
 * @param late what this machine lost between t0 and the sending, in no phase: until its call was
 *     let run, and between one phase and the next; null when it was not measured
 * @param lookup of the host's address
 * @param connect of the TCP connection, after the lookup and before the handshake: one round trip
 * @param handshake of TLS
 * @param sending of the request
 * @param waiting from the last byte of the request to the first of the response
 * @param receiving from the first byte of the response to its end
 * @param server what the server says about its own time, by the name it uses: in milliseconds, but
 *     for rates such as {@code predicted_per_second}
 */
public record CallPhases(
    @Nullable Duration late,
    @Nullable Duration lookup,
    @Nullable Duration connect,
    @Nullable Duration handshake,
    @Nullable Duration sending,
    @Nullable Duration waiting,
    @Nullable Duration receiving,
    Map<String, Double> server) {

  public CallPhases {
    server = Map.copyOf(new TreeMap<>(server));
  }

  /**
   * What the network took before the request could be written: looking up the host, connecting and
   * the handshake together; null when none of them was measured.
   */
  public @Nullable Duration reaching() {
    return Stream.of(lookup, connect, handshake)
        .filter(Objects::nonNull)
        .reduce(Duration::plus)
        .orElse(null);
  }
}
