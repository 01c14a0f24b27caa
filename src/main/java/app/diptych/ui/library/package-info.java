/** The library page: every prompt, where it is written, what it was, and what came of it. */
@NullMarked
package app.diptych.ui.library;

import org.jspecify.annotations.NullMarked;
