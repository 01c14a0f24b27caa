package app.diptych.report.claim;

import app.diptych.report.check.Measure;
import app.diptych.report.check.MetricName;
import app.diptych.timing.HourWindow;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Holds claims against measurements. A claim is refuted only when the whole confidence interval
 * lies on the wrong side of it, and confirmed only when the whole interval lies on the right one.
 */
public final class ClaimCheck {
  /** With fewer requests nothing is decided. */
  public static final int FEWEST = 20;

  /** How far a figure that is neither best nor worst may be off: a tenth. */
  private static final double ABOUT = 0.1;

  private static final int MOST_OTHERS = 5;

  /** Claims about the same thing: the same subject and metric. */
  private final Map<String, List<Claim>> alike;

  private ClaimCheck(List<Claim> claims) {
    alike = claims.stream().collect(Collectors.groupingBy(ClaimCheck::thing));
  }

  /** Checks them in their order. */
  public static List<CheckedClaim> of(List<Claim> claims, List<Measured> measurements) {
    ClaimCheck check = new ClaimCheck(claims);
    return claims.stream().map(claim -> check.check(claim, measurements)).toList();
  }

  private CheckedClaim check(Claim claim, List<Measured> measurements) {
    MetricName metric = claim.known().orElse(null);
    BigDecimal value = claim.canonical().orElse(null);
    if (metric == null || value == null) {
      return new CheckedClaim(
          claim,
          others(claim),
          ClaimVerdict.NOT_MEASURABLE,
          null,
          List.of(),
          value == null && !claim.value().isEmpty() && metric != null
              ? "\"%s\" is no unit of %s.".formatted(claim.unit(), metric.words())
              : "It is no figure that requests can show.");
    }
    List<Measured> alike =
        measurements.stream()
            .filter(one -> one.metric().equals(metric) && same(one.subject(), claim.subject()))
            .sorted(Comparator.comparingLong(Measured::n).reversed())
            .toList();
    HourWindow hours = claim.hours().orElse(null);
    List<Measured> served =
        alike.stream().filter(one -> isServedBy(claim.gateway(), one.subject())).toList();
    List<Measured> fitting =
        served.stream().filter(one -> Objects.equals(one.hours(), hours)).toList();
    if (fitting.isEmpty()) {
      return unmeasured(claim, metric, alike, served);
    }
    return judge(claim, value.doubleValue(), fitting.getFirst(), fitting);
  }

  /**
   * @param elsewhere what was measured of the subject, whoever served it and whenever
   * @param served which of it was served by whom the claim names
   */
  private CheckedClaim unmeasured(
      Claim claim, MetricName metric, List<Measured> elsewhere, List<Measured> served) {
    String cannot = cannot(metric);
    if (!cannot.isEmpty()) {
      return without(claim, ClaimVerdict.NOT_MEASURABLE, cannot);
    }
    String why;
    if (elsewhere.isEmpty()) {
      why = "Nobody has measured %s of %s here.".formatted(metric.words(), claim.subject());
    } else if (served.isEmpty()) {
      why =
          "It is claimed of %s, and was measured as %s only."
              .formatted(claim.gateway(), elsewhere.getFirst().subject());
    } else {
      why = atOtherHours(claim, served.getFirst());
    }
    return without(claim, ClaimVerdict.NOT_ENOUGH_DATA, why);
  }

  private CheckedClaim without(Claim claim, ClaimVerdict verdict, String why) {
    return new CheckedClaim(claim, others(claim), verdict, null, List.of(), why);
  }

  private static String atOtherHours(Claim claim, Measured measured) {
    return claim
        .hours()
        .map(hours ->
            "It is claimed for %s, and no measurement is of these hours alone."
                .formatted(hours.words()))
        .orElseGet(() ->
            "It is claimed for the whole day, and was measured as %s only."
                .formatted(measured.of()));
  }

  /**
   * Whether a measurement says something of that gateway: how quick and how reliable a model is
   * depends on who serves it. One without a gateway in its name is its user's own word.
   */
  private static boolean isServedBy(String gateway, String measured) {
    int slash = measured.indexOf('/');
    return gateway.isEmpty()
        || slash < 0
        || plain(measured.substring(0, slash)).equals(plain(gateway));
  }

  /**
   * @param fitting all that it could be held against, this one among them
   */
  private CheckedClaim judge(Claim claim, double value, Measured measured, List<Measured> fitting) {
    List<String> also =
        fitting.stream()
            .map(Measured::subject)
            .filter(subject -> !subject.equals(measured.subject()))
            .distinct()
            .toList();
    String doubt = "";
    if (!measured.unit().equalsIgnoreCase(claim.canonicalUnit())) {
      doubt =
          "It is claimed in %s and measured in %s."
              .formatted(claim.canonicalUnit(), measured.unit());
    } else if (measured.n() < FEWEST) {
      doubt = "%d of the %d requests that are needed.".formatted(measured.n(), FEWEST);
    } else if (!measured.hasInterval()) {
      doubt = "Without an interval nobody knows how far off it is.";
    }
    if (!doubt.isEmpty()) {
      return new CheckedClaim(
          claim, others(claim), ClaimVerdict.NOT_ENOUGH_DATA, measured, also, doubt);
    }
    double low = claim.meant() == Bound.AT_MOST ? Double.NEGATIVE_INFINITY : value;
    double high = claim.meant() == Bound.AT_LEAST ? Double.POSITIVE_INFINITY : value;
    if (claim.meant() == Bound.ABOUT) {
      low = value - Math.abs(value) * ABOUT;
      high = value + Math.abs(value) * ABOUT;
    }
    ClaimVerdict verdict =
        measured.low() > high || measured.high() < low
            ? ClaimVerdict.REFUTED
            : measured.low() >= low && measured.high() <= high
                ? ClaimVerdict.CONFIRMED
                : ClaimVerdict.NOT_ENOUGH_DATA;
    return new CheckedClaim(
        claim, others(claim), verdict, measured, also, rule(claim, measured, verdict));
  }

  private static String rule(Claim claim, Measured measured, ClaimVerdict verdict) {
    String wanted =
        "%s %s %s%s"
            .formatted(
                claim.meant().words(),
                Measured.number(claim.canonical().orElse(BigDecimal.ZERO).doubleValue()),
                measured.unit(),
                claim.meant() == Bound.ABOUT ? " (within 10 %)" : "");
    return switch (verdict) {
      case REFUTED ->
          "The whole interval %s lies outside %s.".formatted(measured.interval(), wanted);
      case CONFIRMED ->
          "The whole interval %s lies within %s.".formatted(measured.interval(), wanted);
      case NOT_ENOUGH_DATA, NOT_MEASURABLE ->
          "The interval %s lies on both sides of %s.".formatted(measured.interval(), wanted);
    };
  }

  private List<String> others(Claim claim) {
    BigDecimal value = claim.canonical().orElse(null);
    return value == null
        ? List.of()
        : alike.getOrDefault(thing(claim), List.of()).stream()
            .filter(other -> other.canonical().filter(one -> one.compareTo(value) != 0).isPresent())
            .limit(MOST_OTHERS)
            .map(other -> other.words() + " (" + other.id() + ")")
            .toList();
  }

  private static String thing(Claim claim) {
    return plain(claim.subject()) + " " + claim.known().map(MetricName::words).orElse(claim.id());
  }

  private static String cannot(MetricName metric) {
    return switch (metric.statistic().kind()) {
      case LEAST, MOST ->
          "The lowest and the highest of some requests say little of those that were not sent, so no"
              + " interval holds them.";
      case DEVIATION -> "A deviation is told by diptych benchmark --by model, without an interval.";
      case MEAN, PERCENTILE -> cannot(metric.measure());
    };
  }

  private static String cannot(Measure measure) {
    return switch (measure) {
      case SAVINGS -> "Savings are between two bills: use diptych roi with both prices.";
      case INPUT_PRICE, OUTPUT_PRICE, PRICE ->
          "A price is charged, not measured: see diptych prices, and the bill.";
      case ANSWER_LENGTH, SAMPLES -> "It says nothing of how well a model does.";
      case GATEWAY_OVERHEAD ->
          "Requests through a gateway show its overhead only beside the same model without it.";
      case TTFT,
          TTFO,
          ICL,
          TPOT,
          ITL,
          E2E,
          ERROR_RATE,
          AVAILABILITY,
          THROUGHPUT,
          TOTAL_THROUGHPUT ->
          "";
    };
  }

  /** Letters and digits count; a gateway before the model does not. */
  static boolean same(String measured, String claimed) {
    String wanted = plain(claimed);
    return plain(measured).equals(wanted)
        || plain(measured.substring(measured.indexOf('/') + 1)).equals(wanted)
        || plain(measured.substring(measured.lastIndexOf('/') + 1)).equals(wanted);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
