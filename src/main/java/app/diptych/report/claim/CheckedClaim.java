package app.diptych.report.claim;

import org.jspecify.annotations.Nullable;

/**
 * A claim beside what was measured.
 *
 * @param measured null when nothing was
 * @param rule why the verdict is what it is, as a sentence
 */
public record CheckedClaim(
    Claim claim, ClaimVerdict verdict, @Nullable Measured measured, String rule) {}
