/** Published tables of figures, and where they contradict themselves. */
@NullMarked
package app.diptych.report.check;

import org.jspecify.annotations.NullMarked;
