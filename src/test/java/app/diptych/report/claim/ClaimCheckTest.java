package app.diptych.report.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.report.check.MetricName;
import app.diptych.timing.HourWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claims held against measurements made by hand. */
class ClaimCheckTest {
  @Test
  void refutesOnlyWhatTheWholeIntervalExcludes() {
    CheckedClaim far =
        check("P95 latency", "156", "ms", "", measured("p95 latency", 410, 380, 460));
    assertThat(far.verdict()).isEqualTo(ClaimVerdict.REFUTED);
    assertThat(far.rule())
        .isEqualTo("The whole interval 380 to 460 ms (95 %) lies outside at most 156 ms.");
    assertThat(
            check("P95 latency", "400", "ms", "", measured("p95 latency", 410, 380, 460)).verdict())
        .as("the interval holds the claim")
        .isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
    assertThat(
            check("P95 latency", "460", "ms", "", measured("p95 latency", 410, 380, 460)).verdict())
        .isEqualTo(ClaimVerdict.CONFIRMED);
  }

  @Test
  void whatShouldBeHighIsClaimedAtLeast() {
    assertThat(check("Throughput", "142", "t/s", "", measured("throughput", 90, 80, 99)).verdict())
        .isEqualTo(ClaimVerdict.REFUTED);
    assertThat(
            check("Throughput", "142", "t/s", "", measured("throughput", 190, 180, 200)).verdict())
        .isEqualTo(ClaimVerdict.CONFIRMED);
    assertThat(
            check("Availability", "99.95", "%", "", measured("uptime", 99.5, 99, 99.9)).verdict())
        .isEqualTo(ClaimVerdict.REFUTED);
  }

  @Test
  void aFigureMeantAboutMayBeOffByATenth() {
    assertThat(check("TTFT", "100", "ms", "about", measured("ttft", 105, 101, 109)).verdict())
        .isEqualTo(ClaimVerdict.CONFIRMED);
    assertThat(check("TTFT", "100", "ms", "about", measured("ttft", 50, 45, 55)).verdict())
        .isEqualTo(ClaimVerdict.REFUTED);
    assertThat(check("TTFT", "100", "ms", "about", measured("ttft", 108, 101, 115)).verdict())
        .isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
  }

  @Test
  void readsUnitsBeforeItCompares() {
    assertThat(
            check("Mean latency", "0.5", "s", "", measured("mean latency", 410, 380, 460))
                .verdict())
        .isEqualTo(ClaimVerdict.CONFIRMED);
    CheckedClaim wrong = check("Mean latency", "5", "t/s", "", measured("mean latency", 4, 3, 5));
    assertThat(wrong.verdict()).isEqualTo(ClaimVerdict.NOT_MEASURABLE);
    assertThat(wrong.rule()).isEqualTo("\"t/s\" is no unit of mean E2E.");
    Measured yuan =
        new Measured(MetricName.of("output price").orElseThrow(), "m", "CNY", 99, 2, 1, 3, 0.95);
    assertThat(check("Output price", "1", "USD", "", yuan).rule())
        .isEqualTo("It is claimed in USD and measured in CNY.");
  }

  @Test
  void decidesNothingOnTooLittle() {
    MetricName ttft = MetricName.of("ttft").orElseThrow();
    assertThat(
            check("TTFT", "180", "ms", "", new Measured(ttft, "m", "ms", 19, 900, 800, 999, 0.95))
                .rule())
        .isEqualTo("19 of the 20 requests that are needed.");
    assertThat(
            check(
                    "TTFT",
                    "180",
                    "ms",
                    "",
                    new Measured(ttft, "m", "ms", 99, 900, Double.NaN, Double.NaN, 0.95))
                .rule())
        .isEqualTo("Without an interval nobody knows how far off it is.");
    CheckedClaim none =
        ClaimCheck.of(List.of(claim("TTFT", "180", "ms", "")), List.of()).getFirst();
    assertThat(none.verdict()).isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
    assertThat(none.rule()).isEqualTo("Nobody has measured mean TTFT of m here.");
  }

  @Test
  void saysWhatCannotBeMeasuredHere() {
    assertThat(unmeasured("Payment", "").rule())
        .isEqualTo("It is no figure that requests can show.");
    assertThat(unmeasured("Savings", "85").rule()).contains("diptych roi");
    assertThat(unmeasured("Output price", "0.35").rule()).contains("diptych prices");
  }

  @Test
  void takesTheMeasurementOfTheSameModelUnderTheGatewayThatIsClaimedOf() {
    List<Measured> all =
        List.of(
            of("holysheep/llama-4-scout", 100, 500),
            of("groq/llama-4-scout", 900, 1),
            of("holysheep/meta/llama-4-scout", 200, 190));
    Claim claim =
        ClaimFile.bundled().stream()
            .filter(one -> one.id().equals("S13-ttft-scout"))
            .findFirst()
            .orElseThrow();

    CheckedClaim checked = ClaimCheck.of(List.of(claim), all).getFirst();

    assertThat(checked.measured()).as("most requests").isEqualTo(all.get(2));
    CheckedClaim elsewhere = ClaimCheck.of(List.of(claim), List.of(all.get(1))).getFirst();
    assertThat(elsewhere.verdict()).isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
    assertThat(elsewhere.rule())
        .isEqualTo("It is claimed of holysheep, and was measured as groq/llama-4-scout only.");
    assertThat(ClaimCheck.same("Llama 4 Scout", "llama-4-scout")).isTrue();
    assertThat(ClaimCheck.same("llama-4-scout", "llama-4")).isFalse();
  }

  @Test
  void aClaimOfSomeHoursIsHeldAgainstAnswersOfTheseHoursOnly() {
    MetricName p95 = MetricName.of("p95 latency").orElseThrow();
    Claim peak =
        ClaimFile.bundled().stream()
            .filter(one -> one.id().equals("S05-p95-scout"))
            .findFirst()
            .orElseThrow();
    Measured anyHour = new Measured(p95, "holysheep/llama-4-scout", "ms", 500, 300, 280, 320, 0.95);
    Measured atPeak =
        new Measured(
            p95,
            "holysheep/llama-4-scout",
            "ms",
            40,
            1500,
            1400,
            1600,
            0.95,
            HourWindow.of("8-10"));

    CheckedClaim without = ClaimCheck.of(List.of(peak), List.of(anyHour)).getFirst();
    assertThat(without.verdict()).isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
    assertThat(without.rule())
        .isEqualTo(
            "It is claimed for 08:00-10:00 UTC, and no measurement is of these hours alone.");
    CheckedClaim with = ClaimCheck.of(List.of(peak), List.of(anyHour, atPeak)).getFirst();
    assertThat(with.verdict()).isEqualTo(ClaimVerdict.REFUTED);
    assertThat(with.measured()).isEqualTo(atPeak);

    Claim always = claim("P95 latency", "980", "ms", "");
    Measured peakOnly =
        new Measured(p95, "m", "ms", 40, 1500, 1400, 1600, 0.95, HourWindow.of("8-10"));
    assertThat(ClaimCheck.of(List.of(always), List.of(peakOnly)).getFirst().rule())
        .isEqualTo("It is claimed for the whole day, and was measured as m, 08:00-10:00 UTC only.");
  }

  @Test
  void theHighestOfSomeRequestsIsNotMeasurableHere() {
    Claim highest = claim("Maximum latency", "3000", "ms", "at least");
    CheckedClaim checked = ClaimCheck.of(List.of(highest), List.of()).getFirst();
    assertThat(checked.verdict()).isEqualTo(ClaimVerdict.NOT_MEASURABLE);
    assertThat(checked.rule()).startsWith("The lowest and the highest of some requests say little");
  }

  @Test
  void tellsWhoElseServedTheModelWhenTheClaimNamesNobody() {
    Claim claim = claim("TTFT", "180", "ms", "");
    CheckedClaim checked =
        ClaimCheck.of(List.of(claim), List.of(of("groq/m", 90, 900), of("sheep/m", 40, 100)))
            .getFirst();
    assertThat(checked.measured()).extracting(Measured::subject).isEqualTo("groq/m");
    assertThat(checked.alsoMeasured()).containsExactly("sheep/m");
  }

  @Test
  void impossibleMeasurementsAreRefused() {
    assertThatThrownBy(() -> measured("ttft", 5, 6, 7)).hasMessageContaining("does not hold");
    assertThatThrownBy(() -> measured("ttft", Double.NaN, 6, 7))
        .hasMessageContaining("needs a number");
  }

  private static CheckedClaim unmeasured(String metric, String value) {
    CheckedClaim checked =
        ClaimCheck.of(
                List.of(claim(metric, value, value.equals("85") ? "%" : "USD", "")), List.of())
            .getFirst();
    assertThat(checked.verdict()).isEqualTo(ClaimVerdict.NOT_MEASURABLE);
    return checked;
  }

  private static CheckedClaim check(
      String metric, String value, String unit, String bound, Measured measured) {
    return ClaimCheck.of(List.of(claim(metric, value, unit, bound)), List.of(measured)).getFirst();
  }

  private static Claim claim(String metric, String value, String unit, String bound) {
    return new Claim(
        "1", "m", metric, value, unit, Bound.of(bound).orElse(null), "", "", "they", "2026-11");
  }

  private static Measured measured(String metric, double value, double low, double high) {
    MetricName name = MetricName.of(metric).orElseThrow();
    return new Measured(name, "m", name.measure().dimension().unit(), 100, value, low, high, 0.95);
  }

  private static Measured of(String subject, long n, double value) {
    return new Measured(
        MetricName.of("ttft").orElseThrow(), subject, "ms", n, value, value - 1, value + 1, 0.95);
  }
}
