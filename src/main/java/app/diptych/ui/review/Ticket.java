package app.diptych.ui.review;

/**
 * A place in a rater's queue.
 *
 * @param item the id of the trial
 * @param round 0 for the first time, 1 for the repetition with the sides swapped
 */
record Ticket(String item, int round) {}
