/** Tests of {@link app.diptych.local.server}. */
@NullMarked
package app.diptych.local.server;

import org.jspecify.annotations.NullMarked;
