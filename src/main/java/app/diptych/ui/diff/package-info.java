/** Two texts beside each other with what differs marked; any page can show it. */
@NullMarked
package app.diptych.ui.diff;

import org.jspecify.annotations.NullMarked;
