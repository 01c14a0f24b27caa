/** Whether a model fits this machine before it is loaded, and what would make it fit. */
@NullMarked
package app.diptych.local.fit;

import org.jspecify.annotations.NullMarked;
