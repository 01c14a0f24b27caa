package app.diptych.gateway;

import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How long a gateway asks to wait: {@code retry-after-ms}, else {@code retry-after} in seconds or
 * as an HTTP date. A wait that is not positive or longer than a day counts as not given.
 */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private RetryAfter() {}

  static Optional<Duration> in(Headers headers, NanoClock clock) {
    return number(headers.get("retry-after-ms"))
        .map(millis -> nanos(millis * 1e6))
        .or(() -> number(headers.get("retry-after")).map(seconds -> nanos(seconds * 1e9)))
        .or(() -> untilDate(headers, clock.now()))
        .filter(wait -> wait.isPositive() && wait.compareTo(LONGEST) <= 0);
  }

  private static Optional<Double> number(@Nullable String text) {
    return text != null && NUMBER.matcher(text.strip()).matches()
        ? Optional.of(Double.valueOf(text.strip()))
        : Optional.empty();
  }

  private static Duration nanos(double nanos) {
    return Duration.ofNanos(Math.round(nanos));
  }

  private static Optional<Duration> untilDate(Headers headers, Instant now) {
    return Optional.ofNullable(headers.getDate("retry-after"))
        .map(Date::toInstant)
        .map(date -> Duration.between(now, date));
  }
}
