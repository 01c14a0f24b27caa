/** Tests of models in files on this machine, with the real engine and the real demo models. */
@NullMarked
package app.diptych.local;

import org.jspecify.annotations.NullMarked;
