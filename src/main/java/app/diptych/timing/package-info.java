/** Clocks, timelines and the metrics computed from them; the only room that reads a clock. */
@NullMarked
package app.diptych.timing;

import org.jspecify.annotations.NullMarked;
