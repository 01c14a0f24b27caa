package app.diptych.batch.check;

/**
 * What came of a check.
 *
 * @param score 0 to 1
 * @param reason what was found, in a sentence
 */
public record CheckResult(boolean pass, double score, String reason) {}
