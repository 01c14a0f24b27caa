/** Keeps keys where the operating system keeps them, and says so when it cannot. */
@NullMarked
package app.diptych.secret;

import org.jspecify.annotations.NullMarked;
