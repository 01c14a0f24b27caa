package app.diptych.report.claim;

import app.diptych.report.check.MetricName;
import app.diptych.timing.HourWindow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads claims and measurements out of JSON or CSV; {@code docs/claims.md} tells their fields. */
public final class ClaimFile {
  private ClaimFile() {}

  /** What the migration playbook claims. */
  public static List<Claim> bundled() {
    try (InputStream in = ClaimFile.class.getResourceAsStream("/claims/playbook.json")) {
      if (in == null) {
        throw new IllegalStateException("The bundled claims are missing");
      }
      // What comes with the program is no news, whatever the clock of this machine says.
      return claims(new String(in.readAllBytes(), StandardCharsets.UTF_8), LocalDate.MAX);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Reads a sheet of claims.
   *
   * @param today no claim was read later
   * @throws IllegalArgumentException when it is none, with a sentence that names the claim
   */
  public static List<Claim> claims(String text, LocalDate today) {
    List<Claim> claims = each(text, "claims", "Claim", row -> claim(row).readBy(today));
    Set<String> ids = new HashSet<>();
    for (Claim claim : claims) {
      if (!ids.add(claim.id())) {
        throw new IllegalArgumentException("Two claims have the id " + claim.id() + ".");
      }
    }
    return claims;
  }

  /**
   * Reads measurements.
   *
   * @throws IllegalArgumentException when there are none, with a sentence that names the row
   */
  public static List<Measured> measurements(String text) {
    return each(text, "measurements", "Measurement", ClaimFile::measured);
  }

  private static <T> List<T> each(
      String text, String list, String name, Function<Map<String, String>, T> read) {
    List<T> all = new ArrayList<>();
    for (Map<String, String> row : FlatRows.read(text, list)) {
      try {
        all.add(read.apply(row));
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(
            "%s %d: %s".formatted(name, all.size() + 1, wrong.getMessage()), wrong);
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("There is nothing in it.");
    }
    return List.copyOf(all);
  }

  private static Claim claim(Map<String, String> row) {
    return new Claim(
        text(row, "id"),
        text(row, "subject"),
        text(row, "metric"),
        text(row, "value"),
        text(row, "unit"),
        Bound.of(text(row, "bound")).orElse(null),
        text(row, "context"),
        text(row, "text"),
        text(row, "source"),
        text(row, "date"),
        text(row, "gateway"));
  }

  private static Measured measured(Map<String, String> row) {
    String label = text(row, "metric");
    MetricName metric =
        MetricName.of(label)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "\"" + label + "\" is no metric known here, such as \"p95 latency\"."));
    String unit = text(row, "unit");
    return new Measured(
        metric,
        text(row, "subject"),
        unit.isEmpty() ? metric.measure().dimension().unit() : unit,
        count(row),
        number(row, "value", Double.NaN),
        number(row, "low", Double.NaN),
        number(row, "high", Double.NaN),
        number(row, "confidence", 0.95),
        text(row, "hours").isEmpty() ? null : HourWindow.of(text(row, "hours")));
  }

  /** No part of a request was ever sent. */
  private static long count(Map<String, String> row) {
    double n = number(row, "n", 0);
    if (!Double.isFinite(n) || n != Math.rint(n)) {
      throw new IllegalArgumentException("\"n\" is no whole number of requests.");
    }
    return (long) n;
  }

  private static double number(Map<String, String> row, String name, double otherwise) {
    String text = text(row, name);
    try {
      return text.isEmpty() ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException("\"" + name + "\" is no number.", noNumber);
    }
  }

  private static String text(Map<String, String> row, String name) {
    return row.getOrDefault(name, "").strip();
  }
}
