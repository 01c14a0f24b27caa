/** Tests of what is found on this machine, with the folders as other programs make them. */
@NullMarked
package app.diptych.local.shelf;

import org.jspecify.annotations.NullMarked;
