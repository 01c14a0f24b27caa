/** Finding an action by its name, the sheet of all keys, and choosing other keys. */
@NullMarked
package app.diptych.ui.keys;

import org.jspecify.annotations.NullMarked;
