/** Prompts people keep. */
@NullMarked
package app.diptych.prompt;

import org.jspecify.annotations.NullMarked;
