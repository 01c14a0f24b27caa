package app.diptych.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Dates as other tools write them, to the millisecond; one that makes no sense is no date. */
final class Times {
  /** The end of the year 9999: what lies beyond is no date but a number gone wrong. */
  private static final double LATEST_MILLIS = 253_402_300_799_999d;

  private static final double LATEST_SECONDS = 253_402_300_799d;

  private Times() {}

  /** Seconds since 1970, with or without a fraction. */
  static Instant seconds(Place value, Instant otherwise) {
    return value.number().flatMap(seconds -> millis(seconds * 1000)).orElse(otherwise);
  }

  /** Seconds since 1970, or milliseconds as programs for browsers write them; empty for neither. */
  static Optional<Instant> secondsOrMillis(double number) {
    return millis(number > LATEST_SECONDS ? number : number * 1000);
  }

  /** Nanoseconds since 1970, as a number or in quotes. */
  static Instant nanos(Place value, Instant otherwise) {
    return nanos(value)
        .flatMap(nanos -> millis((double) Math.floorDiv(nanos, 1_000_000L)))
        .orElse(otherwise);
  }

  /** Nanoseconds since 1970 as they stand, 0 or more. */
  static Optional<Long> nanos(Place value) {
    try {
      long nanos = Long.parseLong(value.words(""));
      return nanos < 0 ? Optional.empty() : Optional.of(nanos);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** A date and time as text, for example {@code 2026-01-31T09:00:00Z}. */
  static Instant iso(Place value, Instant otherwise) {
    try {
      return millis((double) OffsetDateTime.parse(value.text("")).toInstant().toEpochMilli())
          .orElse(otherwise);
    } catch (DateTimeException | ArithmeticException none) {
      return otherwise;
    }
  }

  /** Seconds since 1970 with milliseconds as their fraction. */
  static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000d;
  }

  private static Optional<Instant> millis(double millis) {
    return millis >= 0 && millis <= LATEST_MILLIS
        ? Optional.of(Instant.ofEpochMilli(Math.round(millis)))
        : Optional.empty();
  }
}
