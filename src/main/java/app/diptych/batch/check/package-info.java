/** Checks that need no model: each says of an answer whether it holds, how well, and why. */
@NullMarked
package app.diptych.batch.check;

import org.jspecify.annotations.NullMarked;
