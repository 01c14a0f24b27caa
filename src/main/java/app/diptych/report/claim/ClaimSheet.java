package app.diptych.report.claim;

import app.diptych.timing.HourWindow;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checked claims as a document somebody else can read. */
public final class ClaimSheet {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "subject",
          "metric",
          "claimed",
          "also claimed",
          "measured of",
          "measured",
          "n",
          "interval",
          "also measured of",
          "verdict",
          "rule",
          "said",
          "context",
          "source",
          "date");

  /** What it can be written as. */
  public enum Format {
    MARKDOWN,
    CSV,
    HTML,
    JSON
  }

  private ClaimSheet() {}

  /** Writes them in their order. */
  public static String write(Format format, List<CheckedClaim> claims) {
    return switch (format) {
      case MARKDOWN -> markdown(claims);
      case CSV -> csv(claims);
      case HTML -> ClaimPage.write(COLUMNS, claims);
      case JSON -> MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json(claims));
    };
  }

  /** For example {@code 2 confirmed, 1 refuted, 40 not enough data, 13 not measurable here}. */
  public static String summary(List<CheckedClaim> claims) {
    return counts(claims).entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", "));
  }

  /** How many claims have each verdict, also none. */
  public static Map<ClaimVerdict, Long> counts(List<CheckedClaim> claims) {
    Map<ClaimVerdict, Long> counts = new EnumMap<>(ClaimVerdict.class);
    for (ClaimVerdict verdict : ClaimVerdict.values()) {
      counts.put(verdict, claims.stream().filter(one -> one.verdict() == verdict).count());
    }
    return counts;
  }

  /** In the order of the columns. */
  static List<String> cells(CheckedClaim checked) {
    Claim claim = checked.claim();
    Measured measured = checked.measured();
    return List.of(
        claim.id(),
        claim.subject(),
        claim.metric(),
        claim.words(),
        String.join("; ", checked.others()),
        measured == null ? "" : measured.of(),
        measured == null ? "" : measured.words(),
        measured == null ? "" : Long.toString(measured.n()),
        measured == null ? "" : measured.interval(),
        String.join("; ", checked.alsoMeasured()),
        checked.verdict().words(),
        checked.rule(),
        claim.text(),
        claim.context(),
        claim.source(),
        claim.date());
  }

  private static String markdown(List<CheckedClaim> claims) {
    StringBuilder text = new StringBuilder("# Claims beside measurements\n\n");
    text.append(summary(claims)).append(".\n\n");
    row(text, COLUMNS);
    text.append("|---".repeat(COLUMNS.size())).append("|\n");
    claims.forEach(claim -> row(text, cells(claim)));
    return text.toString();
  }

  /** A text cannot leave its cell, and is shown as it is. */
  private static void row(StringBuilder text, List<String> cells) {
    for (String cell : cells) {
      String plain =
          cell.replaceAll("\\s+", " ")
              .replaceAll("([\\\\|`*_\\[\\]~!#])", "\\\\$1")
              .replace("&", "&amp;")
              .replace("<", "&lt;");
      text.append("| ").append(plain).append(' ');
    }
    text.append("|\n");
  }

  private static String csv(List<CheckedClaim> claims) {
    StringBuilder text = new StringBuilder(ClaimCsv.line(COLUMNS));
    claims.forEach(claim -> text.append(ClaimCsv.line(cells(claim))));
    return text.toString();
  }

  private static ObjectNode json(List<CheckedClaim> claims) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("fewestRequests", ClaimCheck.FEWEST);
    ArrayNode list = root.putArray("claims");
    for (CheckedClaim checked : claims) {
      ObjectNode node = list.addObject();
      json(checked.claim(), node);
      ArrayNode others = node.putArray("alsoClaimed");
      checked.others().forEach(others::add);
      node.put("verdict", checked.verdict().name().toLowerCase(Locale.ROOT));
      node.put("rule", checked.rule());
      ArrayNode also = node.putArray("alsoMeasured");
      checked.alsoMeasured().forEach(also::add);
      Measured measured = checked.measured();
      if (measured == null) {
        node.putNull("measured");
        continue;
      }
      ObjectNode one = node.putObject("measured");
      HourWindow hours = measured.hours();
      one.put("subject", measured.subject()).put("hours", hours == null ? "" : hours.words());
      one.put("unit", measured.unit()).put("n", measured.n()).put("value", measured.value());
      if (measured.hasInterval()) {
        one.put("low", measured.low()).put("high", measured.high());
        one.put("confidence", measured.confidence());
      }
    }
    return root;
  }

  private static void json(Claim claim, ObjectNode node) {
    Bound bound = claim.bound();
    node.put("id", claim.id()).put("subject", claim.subject()).put("metric", claim.metric());
    node.put("value", claim.value()).put("unit", claim.unit());
    node.put("bound", bound == null ? "" : bound.words());
    node.put("context", claim.context()).put("text", claim.text()).put("gateway", claim.gateway());
    node.put("source", claim.source()).put("date", claim.date());
  }
}
