package app.diptych.guard;

import java.time.Duration;
import java.time.Instant;

/**
 * One change of a route, for the record.
 *
 * @param at the time of day from which on it held
 * @param who decided it
 * @param took from the decision until it held
 */
public record AuditLine(Instant at, String who, String from, String to, String why, Duration took) {

  /** What happened, in one line. */
  public String sentence() {
    return "%s  %s changed the route from %s to %s in %s: %s"
        .formatted(at, who, from, to, Words.time(took), why);
  }
}
