/** Tests of downloads, from a server on this machine that does what servers do. */
@NullMarked
package app.diptych.local.download;

import org.jspecify.annotations.NullMarked;
