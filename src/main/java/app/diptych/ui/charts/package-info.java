/** Charts on a canvas: what came when on two sides, on one time axis. */
@NullMarked
package app.diptych.ui.charts;

import org.jspecify.annotations.NullMarked;
