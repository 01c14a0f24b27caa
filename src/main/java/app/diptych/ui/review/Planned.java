package app.diptych.ui.review;

import app.diptych.review.Review;
import app.diptych.review.stats.Overlap;

/** A review and which of its pairs could go to a second rater. */
record Planned(Review review, Overlap overlap) {}
