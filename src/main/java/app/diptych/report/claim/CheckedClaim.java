package app.diptych.report.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim beside what was measured.
 *
 * @param others what else is claimed of the same thing with another figure, for example {@code at
 *     most 980 ms (S05-p95-scout)}
 * @param measured null when nothing was
 * @param alsoMeasured which other models or gateways the claim could be held against, by their
 *     names; the verdict is about {@code measured} alone
 * @param rule why the verdict is what it is, as a sentence
 */
public record CheckedClaim(
    Claim claim,
    List<String> others,
    ClaimVerdict verdict,
    @Nullable Measured measured,
    List<String> alsoMeasured,
    String rule) {
  public CheckedClaim {
    others = List.copyOf(others);
    alsoMeasured = List.copyOf(alsoMeasured);
  }
}
