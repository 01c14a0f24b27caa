/** The decision report: which of two models to take and why, from what was recorded of them. */
@NullMarked
package app.diptych.report.decision;

import org.jspecify.annotations.NullMarked;
