/** The compare page: two panes, the prompt editor and the prompt list. */
@NullMarked
package app.diptych.ui.compare;

import org.jspecify.annotations.NullMarked;
