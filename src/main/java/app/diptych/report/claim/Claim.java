package app.diptych.report.claim;

import app.diptych.report.check.Measure;
import app.diptych.report.check.Measure.Dimension;
import app.diptych.report.check.MetricName;
import app.diptych.report.check.Printed;
import app.diptych.timing.HourWindow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something a vendor says.
 *
 * @param id short and unique in its sheet, for example {@code S13-p95-scout}
 * @param subject the model or gateway it is about
 * @param metric as the vendor names it
 * @param value as claimed, empty when there is none
 * @param unit of the value; of a price its currency
 * @param bound how the value is meant; null to take it from the metric
 * @param context where and under which conditions it is said
 * @param text what is said, word for word
 * @param source who says it
 * @param date when it was read there
 * @param gateway who must serve the model for the claim to hold, as the user names it or its host;
 *     empty when it holds whoever does
 */
public record Claim(
    String id,
    String subject,
    String metric,
    String value,
    String unit,
    @Nullable Bound bound,
    String context,
    String text,
    String source,
    String date,
    String gateway) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** One that holds whoever serves the model. */
  public Claim(
      String id,
      String subject,
      String metric,
      String value,
      String unit,
      @Nullable Bound bound,
      String context,
      String text,
      String source,
      String date) {
    this(id, subject, metric, value, unit, bound, context, text, source, date, "");
  }

  /**
   * @throws IllegalArgumentException for something that is no claim, with a sentence
   */
  public Claim {
    require("id", id);
    require("subject", subject);
    require("metric", metric);
    require("source", source);
    require("date", date);
    if (!isDate(date)) {
      throw new IllegalArgumentException("\"%s\" is no date such as 2026-08-21.".formatted(date));
    }
    if (!value.isEmpty()) {
      requirePossible(metric, value, unit);
      requireShare(metric, value, unit);
    }
  }

  private static boolean isDate(String text) {
    try {
      LocalDate _ = day(text);
      return true;
    } catch (DateTimeParseException none) {
      return false;
    }
  }

  /** Of a month its first. */
  private static LocalDate day(String text) {
    return LocalDate.parse(text.length() == "2026-08".length() ? text + "-01" : text);
  }

  /**
   * The same claim, if it can have been read by that day.
   *
   * @throws IllegalArgumentException when it cannot, with a sentence
   */
  Claim readBy(LocalDate today) {
    if (day(date).isAfter(today)) {
      throw new IllegalArgumentException("Nobody can have read it on %s yet.".formatted(date));
    }
    return this;
  }

  /** No time, rate, share or price is less than nothing; only what is saved may be. */
  private static void requirePossible(String metric, String value, String unit) {
    boolean negative = decimal(value).signum() < 0;
    if (negative
        && MetricName.of(metric).filter(name -> name.measure() != Measure.SAVINGS).isPresent()) {
      throw new IllegalArgumentException(
          "\"%s\" is no %s: it cannot be less than nothing."
              .formatted((value + " " + unit).strip(), metric));
    }
  }

  /**
   * Of a hundred requests no more than a hundred can fail, or be answered. What a claim is made of
   * is given, because a claim that is being made has no fields yet.
   */
  private static void requireShare(String metric, String value, String unit) {
    Measure measure = MetricName.of(metric).map(MetricName::measure).orElse(null);
    boolean share = measure == Measure.ERROR_RATE || measure == Measure.AVAILABILITY;
    if (share
        && canonical(metric, value, unit)
            .filter(percent -> percent.signum() < 0 || percent.compareTo(HUNDRED) > 0)
            .isPresent()) {
      throw new IllegalArgumentException(
          "\"%s %s\" is no share: %s lies between 0 and 100 %%.".formatted(value, unit, metric));
    }
  }

  /** The metric as this program knows it; empty when it does not. */
  public Optional<MetricName> known() {
    return MetricName.of(metric);
  }

  /**
   * The value in the unit of its metric: milliseconds, tokens a second, per cent, money for a
   * million tokens.
   *
   * @return empty when there is none, or none that goes with the metric
   */
  public Optional<BigDecimal> canonical() {
    return canonical(metric, value, unit);
  }

  private static Optional<BigDecimal> canonical(String metric, String value, String unit) {
    Measure measure = MetricName.of(metric).map(MetricName::measure).orElse(null);
    if (measure == null || value.isEmpty()) {
      return Optional.empty();
    }
    return measure.dimension() == Dimension.MONEY
        ? Optional.of(decimal(value))
        : Printed.of(value + " " + unit, measure, metric).map(Printed::value);
  }

  /**
   * The part of the day it is claimed for, as its context or else its metric or its words tell it
   * in UTC; empty when it is the whole day.
   */
  public Optional<HourWindow> hours() {
    return Stream.of(context, metric, text)
        .map(HourWindow::in)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The unit of {@link #canonical}. */
  String canonicalUnit() {
    Dimension dimension = known().map(name -> name.measure().dimension()).orElse(Dimension.COUNT);
    return dimension == Dimension.MONEY ? unit.toUpperCase(Locale.ROOT) : dimension.unit();
  }

  /** As said, or as such a metric is meant: of what should be low, that it is at most so much. */
  public Bound meant() {
    if (bound != null) {
      return bound;
    }
    boolean low = known().map(name -> name.measure().lowerIsBetter()).orElse(false);
    return low ? Bound.AT_MOST : Bound.AT_LEAST;
  }

  /** For example {@code at most 50 ms}; the words of the vendor when there is no value. */
  public String words() {
    return value.isEmpty()
        ? text
        : ((bound == null ? "" : bound.words() + " ") + value + " " + unit).strip();
  }

  private static BigDecimal decimal(String value) {
    if (!value.matches("-?\\d{1,18}(?:\\.\\d{1,18})?")) {
      throw new IllegalArgumentException(
          "\"%s\" is no number: write it with digits and a point, its unit beside it."
              .formatted(value));
    }
    return new BigDecimal(value);
  }

  private static void require(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("\"" + name + "\" is missing.");
    }
  }
}
