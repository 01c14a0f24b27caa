/**
 * The child processes: the one that hosts java-llama.cpp, with the lines of JSON it exchanges with
 * its parent, and the one that ends a server when its parent is gone.
 */
@NullMarked
package app.diptych.local.worker;

import org.jspecify.annotations.NullMarked;
