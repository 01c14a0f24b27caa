package app.diptych.review.stats;

/**
 * A model and its rating.
 *
 * @param group models of different groups were never compared; 0 is the largest group
 */
public record Rated(String model, Estimate rating, int group) {}
