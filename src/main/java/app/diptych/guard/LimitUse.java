package app.diptych.guard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of a gateway's limits is used now.
 *
 * @param waiting requests in the queue
 * @param running requests under way
 * @param requests sent in the last 60 seconds, retries included
 * @param tokens of the last 60 seconds, as far as known
 * @param resting how long nothing is sent because the gateway asked for it; null when it did not
 */
public record LimitUse(
    Limits limits,
    int waiting,
    int running,
    long requests,
    long tokens,
    @Nullable Duration resting) {}
