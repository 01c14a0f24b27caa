/** Whether a change of model pays: every assumption an input. */
@NullMarked
package app.diptych.report.roi;

import org.jspecify.annotations.NullMarked;
