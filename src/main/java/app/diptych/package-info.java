/** The entry point; every other class has a room of its own below this package. */
@NullMarked
package app.diptych;

import org.jspecify.annotations.NullMarked;
