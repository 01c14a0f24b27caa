/**
 * The child process that hosts java-llama.cpp, and the lines of JSON it exchanges with its parent.
 */
@NullMarked
package app.diptych.local.worker;

import org.jspecify.annotations.NullMarked;
