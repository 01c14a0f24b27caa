package app.diptych.guard;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a route, for the record.
 *
 * @param at the time of day from which on it held
 * @param who decided it
 * @param took from the decision until it held
 * @param answered from the decision until the first answer that came by that route had ended well;
 *     null as long as none did
 */
public record AuditLine(
    Instant at,
    String who,
    String from,
    String to,
    String why,
    Duration took,
    @Nullable Duration answered) {

  /** A change nobody has been answered by yet. */
  public AuditLine(Instant at, String who, String from, String to, String why, Duration took) {
    this(at, who, from, to, why, took, null);
  }

  AuditLine answered(Duration since) {
    return new AuditLine(at, who, from, to, why, took, since);
  }

  /** What happened, in one line. */
  public String sentence() {
    return "%s  %s changed the route from %s to %s in %s: %s"
        .formatted(at, who, from, to, Words.time(took), why);
  }

  /** That it was seen to work, in one line; only once it was. */
  public String proof() {
    if (answered == null) {
      throw new IllegalStateException("Nobody has been answered by " + to + " yet");
    }
    return "%s  %s answers: route changed after %s, first answer after %s"
        .formatted(at.minus(took).plus(answered), to, Words.time(took), Words.time(answered));
  }
}
