/** The few pieces every page shares: the pulse mailbox, fonts and the streaming Markdown pane. */
@NullMarked
package app.diptych.ui.fx;

import org.jspecify.annotations.NullMarked;
