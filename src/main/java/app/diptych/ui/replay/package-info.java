/** Playing a recorded trial again: both sides on one time axis. */
@NullMarked
package app.diptych.ui.replay;

import org.jspecify.annotations.NullMarked;
