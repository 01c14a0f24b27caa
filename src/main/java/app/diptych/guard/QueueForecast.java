package app.diptych.guard;

import org.jspecify.annotations.Nullable;

/** When each request of a queue may be sent, as far as that is known now. Not thread-safe. */
final class QueueForecast {
  private static final double NEWEST_COUNTS = 0.2;

  private Limits limits = Limits.NONE;
  private MinuteWindow.@Nullable Forecast requests;
  private MinuteWindow.@Nullable Forecast tokens;
  private long earliest;
  private double usualNanos;

  /** Begins with the head of the queue. */
  QueueForecast begin(
      Limits given, MinuteWindow sent, MinuteWindow spent, @Nullable Long restingUntil, long now) {
    limits = given;
    requests = sent.forecast(now);
    tokens = spent.forecast(now);
    earliest = restingUntil == null ? now : Math.max(now, restingUntil);
    return this;
  }

  /** The instant at which the next of the queue may be sent, slots left aside. */
  long next(long need) {
    Integer perMinute = limits.requestsPerMinute();
    if (perMinute != null && requests != null) {
      earliest = requests.free(1, perMinute, earliest);
    }
    Integer tokenLimit = limits.tokensPerMinute();
    if (tokenLimit != null && tokens != null) {
      // What needs more than a minute holds gets a minute of its own instead of never a turn.
      earliest = tokens.free(Math.min(need, tokenLimit), tokenLimit, earliest);
    }
    if (requests != null && tokens != null) {
      requests.take(1, earliest);
      tokens.take(need, earliest);
    }
    return earliest;
  }

  /** A call has ended that took so long: the next ones may take about as long. */
  void ended(long nanos) {
    usualNanos = usualNanos == 0 ? nanos : usualNanos + NEWEST_COUNTS * (nanos - usualNanos);
  }

  /** How long until so many calls have ended, in nanoseconds; 0 when no slot is missing. */
  long untilSlots(int place, int running) {
    Integer atOnce = limits.concurrent();
    int missing = atOnce == null ? 0 : running + place - atOnce;
    return atOnce == null || missing <= 0 ? 0 : Math.round(usualNanos * missing / atOnce);
  }
}
