/** Models in files on this machine: what a file holds, and a child process that answers with it. */
@NullMarked
package app.diptych.local;

import org.jspecify.annotations.NullMarked;
