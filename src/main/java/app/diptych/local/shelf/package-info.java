/** The models on this machine: where files of models are, and what each says about itself. */
@NullMarked
package app.diptych.local.shelf;

import org.jspecify.annotations.NullMarked;
