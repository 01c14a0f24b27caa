/** Saved comparisons: one SQLite file, written while answers stream. */
@NullMarked
package app.diptych.session;

import org.jspecify.annotations.NullMarked;
