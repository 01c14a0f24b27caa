package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.guard.BreakerState;
import app.diptych.guard.Health;
import app.diptych.guard.LimitUse;
import app.diptych.guard.Limits;
import app.diptych.guard.Spread;
import app.diptych.guard.Trip;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How a gateway does, for people. */
final class HealthWords {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private HealthWords() {}

  static String badge(Health health) {
    return switch (health.state()) {
      case CLOSED -> isServing(health) ? say("serving") : say("last call failed");
      case RESTING -> say("resting");
      case OPEN -> say("left alone");
      case HALF_OPEN -> say("on probation");
    };
  }

  /** Whether it is asked, and answered when it was asked last. */
  static boolean isServing(Health health) {
    return health.state() == BreakerState.CLOSED && !health.totals().lastFailed();
  }

  /** For example {@code 42 calls in the last hour · 2.4 % failed · 97.6 % available}. */
  static String counts(Health.Totals totals) {
    List<String> parts = new ArrayList<>();
    parts.add(
        say("%s in the last hour")
            .formatted(count(totals.calls(), say("%,d call"), say("%,d calls"))));
    share(totals.errorRate()).ifPresent(share -> parts.add(say("%s failed").formatted(share)));
    share(totals.availability())
        .ifPresent(share -> parts.add(say("%s available").formatted(share)));
    if (totals.refused() > 0) {
      parts.add(String.format(Locale.ROOT, say("%,d ended in 429"), totals.refused()));
    }
    if (totals.retries() > 0) {
      parts.add(count(totals.retries(), say("%,d retry"), say("%,d retries")));
    }
    if (totals.limited() > totals.refused()) {
      parts.add(
          say("%s told to slow down")
              .formatted(count(totals.limited(), say("%,d time"), say("%,d times"))));
    }
    return String.join(" \u00b7 ", parts);
  }

  /** Why it is not asked and until when, or what comes next; empty when it is asked as usual. */
  static String trouble(Health health) {
    Trip trip = health.trip();
    if (trip == null) {
      return "";
    }
    Instant until = health.until();
    String why = say("Because %s.").formatted(told(trip.why()));
    return until == null
        ? say("%s The next prompt tries it again.").formatted(why)
        : say("%s Asked again at %s.").formatted(why, CLOCK.format(until));
  }

  /** For example {@code 12 of 90 requests this minute · 1 waiting}. */
  static String use(LimitUse use) {
    Limits limits = use.limits();
    List<String> parts = new ArrayList<>();
    parts.add(
        say("%s requests this minute").formatted(of(use.requests(), limits.requestsPerMinute())));
    if (limits.tokensPerMinute() != null) {
      parts.add(say("%s tokens").formatted(of(use.tokens(), limits.tokensPerMinute())));
    }
    parts.add(say("%s under way").formatted(of(use.running(), limits.concurrent())));
    if (use.waiting() > 0) {
      parts.add(String.format(Locale.ROOT, say("%,d waiting"), use.waiting()));
    }
    Duration resting = use.resting();
    if (resting != null) {
      parts.add(say("rests for %s s, as it asked").formatted(Math.max(1, resting.toSeconds())));
    }
    return String.join(" \u00b7 ", parts);
  }

  /** The three percentiles, each with what it really is when there are too few samples. */
  static List<String> percentiles(Spread spread) {
    return List.of(
        time(spread.p50(), spread.samples() > 0, spread),
        time(spread.p95(), spread.p95Means(), spread),
        time(spread.p99(), spread.p99Means(), spread));
  }

  private static String time(@Nullable Duration time, boolean means, Spread spread) {
    if (time == null) {
      return "\u2013";
    }
    return means ? millis(time) : say("too few (%s)").formatted(spread.samples());
  }

  private static String millis(Duration time) {
    return time.compareTo(Duration.ofSeconds(10)) < 0
        ? String.format(Locale.ROOT, "%,d ms", time.toMillis())
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  private static Optional<String> share(OptionalDouble share) {
    return share.isEmpty()
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%.1f %%", share.getAsDouble() * 100));
  }

  private static String of(long used, @Nullable Number limit) {
    return limit == null
        ? String.format(Locale.ROOT, "%,d", used)
        : String.format(Locale.ROOT, say("%,d of %,d"), used, limit.longValue());
  }

  private static String count(long count, String one, String many) {
    return String.format(Locale.ROOT, count == 1 ? one : many, count);
  }
}
