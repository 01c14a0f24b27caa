/** Tests of the child process and its protocol. */
@NullMarked
package app.diptych.local.worker;

import org.jspecify.annotations.NullMarked;
