package app.diptych.report.decision;

import app.diptych.report.roi.Quantities;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The four risks of the migration playbook. */
public enum RiskKind {
  QUALITY("quality", "Quality regression"),
  API("api", "API incompatibility"),
  RATE_LIMIT("rate-limit", "Rate-limit change"),
  COST("cost", "Cost overrun");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final String id;
  private final String words;

  RiskKind(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  /**
   * Reads how likely a user holds risks, such as {@code quality=10} or {@code "cost=0.5 %"}.
   *
   * @param option where they were typed, for the sentence
   * @return per cent, by risk
   * @throws IllegalArgumentException for anything else, and for a risk that is there twice
   */
  public static Map<RiskKind, BigDecimal> chances(String option, List<String> typed) {
    Map<RiskKind, BigDecimal> chances = new EnumMap<>(RiskKind.class);
    for (String one : typed) {
      int equals = one.indexOf('=');
      RiskKind kind = of(option, equals < 0 ? one : one.substring(0, equals));
      BigDecimal percent = Quantities.percent(option, equals < 0 ? "" : one.substring(equals + 1));
      if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
        throw new IllegalArgumentException(
            "%s: a probability lies between 0 and 100 per cent.".formatted(option));
      }
      if (chances.put(kind, percent) != null) {
        throw new IllegalArgumentException("%s: %s is there twice.".formatted(option, kind.id));
      }
    }
    return chances;
  }

  private static RiskKind of(String option, String typed) {
    return Arrays.stream(values())
        .filter(kind -> kind.id.equalsIgnoreCase(typed.strip()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s: \"%s\" is no risk. There are: %s."
                    .formatted(
                        option,
                        typed.strip(),
                        Arrays.stream(values())
                            .map(kind -> kind.id)
                            .collect(Collectors.joining(", ")))));
  }
}
