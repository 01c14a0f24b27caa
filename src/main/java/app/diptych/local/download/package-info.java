/** Brings model files from the web to this machine, and never half of one under its name. */
@NullMarked
package app.diptych.local.download;

import org.jspecify.annotations.NullMarked;
