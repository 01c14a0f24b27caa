package app.diptych.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * The output of many requests over the time they took together. The order they are added in changes
 * nothing.
 *
 * @param tokens the sum of N
 * @param from the first start
 * @param until the last end; before {@code from} when nothing was added
 */
public record Throughput(long tokens, Instant from, Instant until) {
  public static final Throughput NOTHING = new Throughput(0, Instant.MAX, Instant.MIN);

  /** With one more request. */
  public Throughput plus(long moreTokens, Instant start, Instant end) {
    return new Throughput(
        Math.addExact(tokens, moreTokens),
        start.isBefore(from) ? start : from,
        end.isAfter(until) ? end : until);
  }

  /** From the first start to the last end; zero when nothing was added. */
  public Duration duration() {
    return until.isBefore(from) ? Duration.ZERO : Duration.between(from, until);
  }

  /** The sum of N / (the last end - the first start); none over no time. */
  public OptionalDouble tokensPerSecond() {
    Duration duration = duration();
    return duration.isZero()
        ? OptionalDouble.empty()
        : OptionalDouble.of(tokens / seconds(duration));
  }

  /** Of any duration: in nanoseconds three centuries do not fit a number. */
  static double seconds(Duration duration) {
    return duration.toSeconds() + duration.toNanosPart() / 1e9;
  }
}
