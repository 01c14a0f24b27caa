package app.diptych.timing;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of every day in UTC, for example a peak from 8 to 10.
 *
 * @param from the first moment
 * @param until the first moment after it; not later than {@code from} when midnight lies between
 */
public record HourWindow(LocalTime from, LocalTime until) {
  private static final int NOON = 12;
  private static final int HOURS = 24;
  private static final String TIME = "(\\d{1,2})(?::([0-5]\\d))?";
  private static final String RANGE =
      TIME
          + "\\s*([ap]\\.?m\\.?)?\\s*(?:-|\u2013|\u2014|to|until|and)\\s*"
          + TIME
          + "\\s*([ap]\\.?m\\.?)?";
  private static final Pattern TYPED = Pattern.compile(RANGE + "\\s*(?:utc|gmt)?");
  private static final Pattern IN_PROSE =
      Pattern.compile("(?<![\\d.:,-])" + RANGE + "\\s*\\(?(?:utc|gmt)\\b");

  /**
   * Reads it as it is typed, for example {@code 8-10} or {@code 22:30-6}.
   *
   * @throws IllegalArgumentException for anything else, with a sentence a user can act on
   */
  public static HourWindow of(String typed) {
    Matcher found = TYPED.matcher(typed.strip().toLowerCase(Locale.ROOT));
    return (found.matches() ? window(found) : Optional.<HourWindow>empty())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"%s\" is no part of a day such as 8-10 or 22:30-6, in UTC.".formatted(typed)));
  }

  /** The first that a sentence names together with UTC or GMT, such as {@code 8-10 AM UTC}. */
  public static Optional<HourWindow> in(String sentence) {
    return IN_PROSE
        .matcher(sentence.toLowerCase(Locale.ROOT))
        .results()
        .flatMap(result -> {
          Matcher again = TYPED.matcher(result.group().replace("(", ""));
          return again.matches() ? window(again).stream() : Optional.<HourWindow>empty().stream();
        })
        .findFirst();
  }

  private static Optional<HourWindow> window(Matcher found) {
    String second = found.group(6);
    // Of "8-10 AM" both are in the morning.
    String first = found.group(3) == null ? second : found.group(3);
    Optional<LocalTime> from = time(found.group(1), found.group(2), first);
    Optional<LocalTime> until = time(found.group(4), found.group(5), second);
    if (found.group(3) == null && second != null && isTurned(from, until)) {
      // Of "11-1 PM" the first is in the morning.
      from = from.map(time -> time.minusHours(NOON));
    }
    return from.isEmpty() || until.isEmpty() || isNothing(from.get(), until.get())
        ? Optional.empty()
        : Optional.of(new HourWindow(from.get(), until.get()));
  }

  private static boolean isTurned(Optional<LocalTime> from, Optional<LocalTime> until) {
    return from.isPresent() && until.isPresent() && !from.get().isBefore(until.get());
  }

  /** The whole day is from midnight to midnight. */
  private static boolean isNothing(LocalTime from, LocalTime until) {
    return from.equals(until) && !from.equals(LocalTime.MIDNIGHT);
  }

  private static Optional<LocalTime> time(String hour, String minute, String half) {
    int typed = Integer.parseInt(hour);
    int minutes = minute == null ? 0 : Integer.parseInt(minute);
    if (half != null && (typed < 1 || typed > NOON)) {
      return Optional.empty();
    }
    int hours = half == null ? typed : typed % NOON + (half.startsWith("p") ? NOON : 0);
    return hours > HOURS || (hours == HOURS && minutes > 0)
        ? Optional.empty()
        : Optional.of(LocalTime.of(hours % HOURS, minutes));
  }

  /** Whether that moment lies in it, whatever the day. */
  public boolean holds(Instant moment) {
    LocalTime time = moment.atZone(ZoneOffset.UTC).toLocalTime();
    return from.isBefore(until)
        ? !time.isBefore(from) && time.isBefore(until)
        : !time.isBefore(from) || time.isBefore(until);
  }

  /** For example {@code 08:00-10:00 UTC}; midnight at its end is 24:00. */
  public String words() {
    return from + "-" + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : until) + " UTC";
  }
}
