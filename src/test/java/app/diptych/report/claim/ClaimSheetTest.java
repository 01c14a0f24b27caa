package app.diptych.report.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.report.check.MetricName;
import app.diptych.report.claim.ClaimSheet.Format;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Claims as files, read and written. */
class ClaimSheetTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
  private static final String HOSTILE = "=HYPERLINK(\"x\")|<script>alert('1')</script>";

  @Test
  void bundlesWhatThePlaybookClaims() {
    List<Claim> claims = ClaimFile.bundled();

    assertThat(claims).hasSizeGreaterThan(50);
    for (String section : new String[] {"S01-", "S05-", "S13-", "S14-", "S17-"}) {
      assertThat(claims).extracting(Claim::id).anyMatch(id -> id.startsWith(section));
    }
    assertThat(claims)
        .filteredOn(claim -> claim.id().startsWith("S13-") || claim.id().startsWith("S14-"))
        .allSatisfy(claim -> assertThat(claim.canonical()).as(claim.id()).isPresent());
    assertThat(claims).extracting(Claim::date).containsOnly("2026-08-21");
  }

  @Test
  void jsonAndCsvAreReadBackAsTheyWere() {
    List<CheckedClaim> checked = ClaimCheck.of(ClaimFile.bundled(), List.of());

    assertThat(ClaimFile.claims(ClaimSheet.write(Format.JSON, checked), TODAY))
        .isEqualTo(ClaimFile.bundled());
    String csv =
        """
        id,subject,metric,value,unit,bound,context,text,source,date
        1,"A, B",P95 latency,156,ms,at most,,'=1+1,me,2026-11
        """;
    assertThat(ClaimFile.claims(csv, TODAY))
        .containsExactly(
            new Claim(
                "1",
                "A, B",
                "P95 latency",
                "156",
                "ms",
                Bound.AT_MOST,
                "",
                "=1+1",
                "me",
                "2026-11"));
  }

  @Test
  void tellsWhatElseIsClaimedOfTheSameThing() {
    List<CheckedClaim> checked = ClaimCheck.of(ClaimFile.bundled(), List.of());

    assertThat(others(checked, "S13-p95-scout")).containsExactly("at most 980 ms (S05-p95-scout)");
    assertThat(others(checked, "S05-p95-qwen")).containsExactly("198 ms (S13-p95-qwen)");
    assertThat(others(checked, "S05-bill"))
        .containsExactly("at least 85 % (S01-savings)", "at least 85 % (S17-cost)");
    assertThat(others(checked, "S13-p50-scout")).isEmpty();
  }

  private static List<String> others(List<CheckedClaim> checked, String id) {
    return checked.stream()
        .filter(one -> one.claim().id().equals(id))
        .flatMap(one -> one.others().stream())
        .toList();
  }

  @Test
  void noCellRunsAsAFormula() {
    for (String start : new String[] {"=", "+", "-", "@", "\t=", "\uFF1D"}) {
      String csv = ClaimSheet.write(Format.CSV, hostile(start + "1"));
      assertThat(csv.split("\r\n")[1]).startsWith(start.equals("\t=") ? "\"'" : "'");
    }
    assertThat(ClaimSheet.write(Format.CSV, hostile(HOSTILE))).contains("\"'=HYPERLINK(\"\"x\"\")");
  }

  @Test
  void noTextLeavesItsCellInThePageAndTheTable() {
    String page = ClaimSheet.write(Format.HTML, hostile(HOSTILE));
    assertThat(page)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;1&#39;)")
        .contains("prefers-color-scheme: dark")
        .contains("class=\"refuted\"")
        .doesNotContain("http://", "https://");
    String row =
        ClaimSheet.write(Format.MARKDOWN, hostile(HOSTILE))
            .lines()
            .skip(6)
            .findFirst()
            .orElseThrow();
    assertThat(row.replace("\\|", "").chars().filter(c -> c == '|')).hasSize(17);
    assertThat(row).doesNotContain("<script");
  }

  @Test
  void tellsWhatWasMeasuredBesideTheClaim() {
    String sheet = ClaimSheet.write(Format.MARKDOWN, hostile("a"));
    assertThat(sheet)
        .contains("0 confirmed, 1 refuted, 0 not enough data, 0 not measurable here.")
        .contains("| 180 ms |  | m | 900 ms | 99 | 800 to 999 ms (95 %) |  | refuted |");
    JsonNode json =
        JsonMapper.shared().readTree(ClaimSheet.write(Format.JSON, hostile("a"))).at("/claims/0");
    assertThat(json.path("verdict").asString()).isEqualTo("refuted");
    assertThat(json.at("/measured/n").asInt()).isEqualTo(99);
    assertThat(json.at("/measured/subject").asString()).isEqualTo("m");
  }

  @Test
  void saysWhichClaimIsWrong() {
    refuses("{\"claims\": [{\"id\": \"1\"}]}", "Claim 1: \"subject\" is missing.");
    refuses(
        "id,subject,metric,source,date\n1,A,x,me,yesterday\n", "Claim 1: \"yesterday\" is no date");
    refuses("id,subject,metric,value,source,date\n1,A,x,1e999999999,me,2026-11\n", "is no number");
    refuses(
        "id,subject,metric,bound,source,date\n1,A,x,perhaps,me,2026-11\n",
        "is no bound: there are at most");
    refuses(
        "id,subject,metric,source,date\n1,A,x,me,2026-11\n1,A,x,me,2026-11\n",
        "Two claims have the id 1.");
    refuses("{\"claims\": 3}", "no list \"claims\"");
    refuses("{\"claims\": [", "no JSON");
    refuses("", "There is nothing in it.");
    refuses("id\n" + "1\n".repeat(6_000), "more than 5,000 rows");
  }

  @Test
  void everyOutputTellsWhichModelAndGatewayWereMeasuredAndWhichOthersWere() {
    Claim claim =
        new Claim("1", "scout", "TTFT", "180", "ms", null, "8-10 UTC", "", "they", "2026-11", "");
    List<Measured> measured =
        ClaimFile.measurements(
            """
            metric,subject,n,value,low,high,hours
            TTFT,groq/scout,90,900,800,999,8-10
            TTFT,sheep/scout,40,100,90,110,8-10
            """);
    List<CheckedClaim> checked = ClaimCheck.of(List.of(claim), measured);

    for (Format format : new Format[] {Format.MARKDOWN, Format.CSV, Format.HTML}) {
      assertThat(ClaimSheet.write(format, checked))
          .as(format.name())
          .contains("groq/scout, 08:00-10:00 UTC")
          .contains("also measured of")
          .contains("sheep/scout");
    }
    JsonNode json =
        JsonMapper.shared().readTree(ClaimSheet.write(Format.JSON, checked)).at("/claims/0");
    assertThat(json.at("/measured/subject").asString()).isEqualTo("groq/scout");
    assertThat(json.at("/measured/hours").asString()).isEqualTo("08:00-10:00 UTC");
    assertThat(json.at("/alsoMeasured/0").asString()).isEqualTo("sheep/scout");
  }

  @Test
  void semicolonsAndTabsMayStandBetweenTheColumns() {
    String csv = "id,subject,metric,value,unit,source,date\n1,A,TTFT,180,ms,me,2026-11\n";
    for (String separator : new String[] {";", "\t"}) {
      assertThat(ClaimFile.claims(csv.replace(",", separator), TODAY))
          .isEqualTo(ClaimFile.claims(csv, TODAY));
    }
  }

  @Test
  void whatCannotBeIsNoClaimAndNoMeasurement() {
    refuses(
        "id,subject,metric,source,date\n1,A,x,me,2099-08-21\n",
        "Claim 1: Nobody can have read it on 2099-08-21 yet.");
    refuses(
        "id,subject,metric,value,unit,source,date\n1,A,TTFT,-180,ms,me,2026-11\n",
        "Claim 1: \"-180 ms\" is no TTFT: it cannot be less than nothing.");
    refusesMeasured("error rate,m,30,500,", "Error rate lies between 0 and 100 %, and 500 % does");
    refusesMeasured("p95 latency,m,30,-5,", "P95 E2E cannot be less than nothing, and -5 ms is.");
    refusesMeasured("TTFT,m,19.6,5,", "\"n\" is no whole number of requests.");
    refusesMeasured("TTFT,m,30,5,mornings", "\"mornings\" is no part of a day such as 8-10");
  }

  private static void refusesMeasured(String row, String sentence) {
    assertThatThrownBy(() -> ClaimFile.measurements("metric,subject,n,value,hours\n" + row + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Measurement 1: " + sentence);
  }

  @Test
  void readsMeasurements() {
    String csv = "metric,subject,n,value,low,high\nTTFT,m,30,200,190,210\nerror rate,m,30,0.5,,\n";
    List<Measured> measured = ClaimFile.measurements(csv);

    assertThat(measured.get(0))
        .isEqualTo(
            new Measured(MetricName.of("TTFT").orElseThrow(), "m", "ms", 30, 200, 190, 210, 0.95));
    assertThat(measured.get(1).hasInterval()).isFalse();
    assertThatThrownBy(() -> ClaimFile.measurements("metric,subject,n,value\ncolour,m,3,1\n"))
        .hasMessageContaining("Measurement 1: \"colour\" is no metric known here");
  }

  private static void refuses(String text, String sentence) {
    assertThatThrownBy(() -> ClaimFile.claims(text, TODAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  private static List<CheckedClaim> hostile(String id) {
    Claim claim =
        new Claim(id, "m", "TTFT", "180", "ms", null, HOSTILE, HOSTILE, "they", "2026-11");
    Measured measured =
        new Measured(MetricName.of("ttft").orElseThrow(), "m", "ms", 99, 900, 800, 999, 0.95);
    return Stream.of(claim)
        .flatMap(one -> ClaimCheck.of(List.of(one), List.of(measured)).stream())
        .toList();
  }
}
