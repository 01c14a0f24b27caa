package app.diptych.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent on requests in a day or a month.
 *
 * @param name what people call it; no two have the same
 * @param limit what may be spent in each period
 * @param hardCap whether a request that could go over it is refused before it is sent; else there
 *     are alerts only
 * @param allowsUnpriced whether a hard cap lets a request through whose price nobody knows
 */
public record Budget(
    String name, Scope scope, Period period, Money limit, boolean hardCap, boolean allowsUnpriced) {
  private static final int LONGEST_NAME = 60;
  private static final BigDecimal MOST = new BigDecimal("1000000000000");

  /**
   * @throws IllegalArgumentException for something that is no budget, with a sentence
   */
  public Budget {
    name = named("budget", name);
    if (limit.amount().signum() <= 0) {
      throw new IllegalArgumentException(
          "A budget allows more than nothing, for example 5 USD; to stop a gateway, remove it.");
    }
    if (limit.amount().compareTo(MOST) > 0) {
      throw new IllegalArgumentException("A budget of more than a trillion is no limit.");
    }
    Money.requireSpendable(limit.currency());
  }

  /** For which requests a budget counts. */
  public record Scope(Kind kind, String of) {
    /** Every request to a gateway. */
    public static final Scope ALL = new Scope(Kind.ALL, "");

    /** What a budget is for. */
    public enum Kind {
      ALL,
      GATEWAY,
      TAG;

      /** As it is stored and typed: in small letters. */
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    /**
     * @param of the gateway's id or the tag; empty for all
     */
    public Scope {
      of = kind == Kind.ALL ? "" : named(kind.word(), of);
    }

    /** For example {@code tag talk}. */
    public String words() {
      return kind == Kind.ALL ? "all gateways" : kind.word() + " " + of;
    }

    boolean covers(String gateway, @Nullable Collection<String> tags) {
      return switch (kind) {
        case ALL -> true;
        case GATEWAY -> of.equals(gateway);
        case TAG -> tags == null || tags.contains(of);
      };
    }
  }

  /** How long a budget lasts until it is full again. Days and months are those of the user. */
  public enum Period {
    DAY,
    MONTH;

    /** As it is stored and typed: in small letters. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** When the period began that this instant is in; a day may have 23 or 25 hours. */
    public Instant start(Instant now, ZoneId zone) {
      return first(now, zone).atStartOfDay(zone).toInstant();
    }

    /** When the next one begins. */
    public Instant end(Instant now, ZoneId zone) {
      LocalDate first = first(now, zone);
      LocalDate next = this == DAY ? first.plusDays(1) : first.plusMonths(1);
      return next.atStartOfDay(zone).toInstant();
    }

    private LocalDate first(Instant now, ZoneId zone) {
      LocalDate day = now.atZone(zone).toLocalDate();
      return this == DAY ? day : day.withDayOfMonth(1);
    }
  }

  /** For example {@code 5 USD a day}. */
  public String allows() {
    return limit + " a " + period.word();
  }

  /** Whether two names mean the same. */
  public static boolean sameName(String one, String other) {
    return one.strip().equalsIgnoreCase(other.strip());
  }

  private static String named(String what, String name) {
    String stripped = name.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("The " + what + " has no name: give it one.");
    }
    if (stripped.length() > LONGEST_NAME || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The name of a %s has at most %d characters, in one line.".formatted(what, LONGEST_NAME));
    }
    return stripped;
  }
}
