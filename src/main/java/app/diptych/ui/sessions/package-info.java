/** The sessions page: everything that was compared, found again. */
@NullMarked
package app.diptych.ui.sessions;

import org.jspecify.annotations.NullMarked;
