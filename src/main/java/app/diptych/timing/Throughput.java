package app.diptych.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * The output of many requests over the time they took together.
 *
 * @param tokens the sum of N
 * @param from the first start
 * @param until the last end; before {@code from} when nothing was added
 * @param busy the sum of what each took from its start to its end
 */
public record Throughput(long tokens, Instant from, Instant until, Duration busy) {
  public static final Throughput NOTHING =
      new Throughput(0, Instant.MAX, Instant.MIN, Duration.ZERO);

  /** Of less work than one part in so many of the time, a rate tells when people were at work. */
  private static final int IDLE = 10;

  /** From the first start to the last end; zero when nothing was added. */
  public Duration duration() {
    return until.isBefore(from) ? Duration.ZERO : Duration.between(from, until);
  }

  /**
   * Whether nothing was under way for more than nine tenths of the time: days lay between the
   * requests, and a rate over them says nothing about a model.
   */
  public boolean isIdle() {
    return busy.multipliedBy(IDLE).compareTo(duration()) < 0;
  }

  /** How much of the time nothing was under way, at least, from 0 to 1. */
  public double idle() {
    Duration duration = duration();
    return duration.isZero() ? 0 : Math.max(0, 1 - seconds(busy) / seconds(duration));
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
