/** The batch page: a data set asked of two models, and what came of it as a table. */
@NullMarked
package app.diptych.ui.batch;

import org.jspecify.annotations.NullMarked;
