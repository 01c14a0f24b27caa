/** The models page: what models are on this machine, and how more of them come. */
@NullMarked
package app.diptych.ui.models;

import org.jspecify.annotations.NullMarked;
