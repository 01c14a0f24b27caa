package app.diptych.session;

import app.diptych.review.Tally;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of a session.
 *
 * @param madeFrom the session this one repeats, copies or branches from, or null
 * @param failures sides that failed; stopping is no failure
 * @param models every model that answered, as the user names it
 */
public record SessionSummary(
    String id,
    String title,
    String notes,
    Instant createdAt,
    Instant changedAt,
    boolean pinned,
    boolean archived,
    boolean deleted,
    @Nullable String madeFrom,
    int trials,
    int failures,
    Tally votes,
    List<String> models,
    List<String> tags) {
  public SessionSummary {
    models = List.copyOf(models);
    tags = List.copyOf(tags);
  }
}
