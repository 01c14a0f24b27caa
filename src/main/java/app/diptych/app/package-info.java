/** Wires the rooms by hand and owns every thread; the only place that knows everybody. */
@NullMarked
package app.diptych.app;

import org.jspecify.annotations.NullMarked;
