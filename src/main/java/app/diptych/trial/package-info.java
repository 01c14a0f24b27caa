/** One prompt sent to two sides at the same instant, and everything that came back. */
@NullMarked
package app.diptych.trial;

import org.jspecify.annotations.NullMarked;
