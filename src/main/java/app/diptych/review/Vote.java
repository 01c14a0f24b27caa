package app.diptych.review;

import java.time.Instant;

/**
 * A verdict somebody gave.
 *
 * @param note why, in the rater's words; empty when nothing was said
 * @param rater who; empty for the owner of the workspace
 */
public record Vote(Verdict verdict, String note, String rater, Instant at) {}
